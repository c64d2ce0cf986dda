// Lines of `length` elements, `inner` apart: line k begins at k / inner · length · inner + k % inner.
// A block takes one, or with `narrow` a thread: neighbouring threads then read neighbouring lines.
#pragma once

#include "elements.cuh"

struct Lines {
  int64 count;
  int64 length;
  int64 inner;
  int narrow;

  __device__ int64 first() const { return narrow ? grid_thread() : blockIdx.x; }
  __device__ int64 step() const { return narrow ? grid_threads() : gridDim.x; }
  __device__ int64 place(int64 line) const { return line / inner * length * inner + line % inner; }
  // Where this thread begins in a line, and how far it strides.
  __device__ int64 begin() const { return narrow ? 0 : threadIdx.x; }
  __device__ int64 stride() const { return narrow ? 1 : blockDim.x; }
  // Whether this thread writes what is one a line.
  __device__ bool leads() const { return narrow || threadIdx.x == 0; }

  // The sum over a line of what its threads have, in each of them.
  template <typename T>
  __device__ T sum(T value, T* scratch) const {
    if (narrow) return value;
    value = block_sum(value, scratch);
    if (threadIdx.x == 0) scratch[0] = value;
    __syncthreads();
    value = scratch[0];
    __syncthreads();
    return value;
  }

  template <typename T>
  static __device__ T larger(T a, T b) {
    return a > b || a != a ? a : b;
  }

  // The largest likewise; NaN if there is one.
  template <typename T>
  __device__ T max(T value, T* scratch) const {
    if (narrow) return value;
    for (int offset = 16; offset > 0; offset >>= 1) {
      value = larger(value, __shfl_xor_sync(0xffffffffu, value, offset));
    }
    if (lane() == 0) scratch[threadIdx.x >> 5] = value;
    __syncthreads();
    value = scratch[0];
    for (int warp = 1; warp < (int)blockDim.x / 32; warp++) value = larger(value, scratch[warp]);
    __syncthreads();
    return value;
  }

  template <typename T>
  __device__ T max_of(const void* x, int64 at, int type, T* scratch) const {
    T most = T(__int_as_float(0xff800000));  // -infinity
    for (int64 i = begin(); i < length; i += stride()) {
      most = larger(most, load_element(x, at + i * inner, type, T(0)));
    }
    return max(most, scratch);
  }
};
