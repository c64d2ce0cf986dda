// What the kernels of iterative solvers share. Vectors are float32 or float64[n], as `wide` says;
// arithmetic and scalars are float64.
#pragma once
#include "warpath.cuh"

// Calls work with a float or a double.
template <typename Work>
__device__ __forceinline__ void with_type(int wide, Work work) {
  if (wide) {
    work(0.0);
  } else {
    work(0.0f);
  }
}

// Leaves the block's sum in its place; all threads must take part.
__device__ __forceinline__ void leave_sum(double value, double* place) {
  __shared__ double scratch[32];
  value = block_sum(value, scratch);
  if (threadIdx.x == 0) *place = value;
}
