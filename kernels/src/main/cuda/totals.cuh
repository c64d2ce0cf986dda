// Sums over a block that all of its threads get.
#pragma once

#include "warpath.cuh"

// As block_sum, but in every thread.
template <typename T>
__device__ __forceinline__ T block_total(T value, T* scratch) {
  value = block_sum(value, scratch);
  if (threadIdx.x == 0) scratch[0] = value;
  __syncthreads();
  value = scratch[0];
  __syncthreads();
  return value;
}
