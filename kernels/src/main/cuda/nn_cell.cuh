// What the cells of recurrent layers share. A thread has one unit j of one sequence n; states are
// [batch × units], gates [batch × gates · units], rows of the output `stride` apart.
#pragma once

#include "elements.cuh"

// By the exponential that does not overflow.
template <typename T>
__device__ __forceinline__ T logistic(T x) {
  T e = exp(x > 0 ? -x : x);
  return (x > 0 ? T(1) : e) / (T(1) + e);
}

template <typename T>
struct Cell {
  int type;
  int units;
  int64 place;  // n · units + j
  int64 n;
  int64 j;

  __device__ Cell(int type, int units, int64 place) : type(type), units(units), place(place) {
    split(place, units, &n, &j);
  }

  __device__ T state(const void* states) const { return load_element(states, place, type, T(0)); }

  __device__ void setState(void* states, T x) const { store_element(states, place, type, x); }

  __device__ T gate(const void* gates, int gate, int count) const {
    return load_element(gates, (n * count + gate) * units + j, type, T(0));
  }

  __device__ void setGate(void* gates, int gate, int count, T x) const {
    store_element(gates, (n * count + gate) * units + j, type, x);
  }

  __device__ T output(const void* outputs, int64 stride) const {
    return load_element(outputs, n * stride + j, type, T(0));
  }

  __device__ void setOutput(void* outputs, int64 stride, T x) const {
    store_element(outputs, n * stride + j, type, x);
  }

  // Part number `part` of a parameter.
  __device__ T parameter(const void* parameters, int part) const {
    return load_element(parameters, (int64)part * units + j, type, T(0));
  }

  // Wb + Rb of a gate.
  __device__ T bias(int hasBias, const void* biases, int gate, int count) const {
    return hasBias ? parameter(biases, gate) + parameter(biases, count + gate) : T(0);
  }

  // Whether step t is behind the sequence's end.
  __device__ bool isBeyond(int hasLengths, const void* lengths, int t) const {
    return hasLengths && t >= load_element(lengths, n, type, T(0));
  }
};
