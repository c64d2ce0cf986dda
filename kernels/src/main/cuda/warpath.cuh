// What every kernel file shares: names of types, and sums over a warp or a block in a fixed order.
#pragma once

typedef long long int64;

// The whole grid as one line of threads, for kernels that stride over their items.
__device__ __forceinline__ int64 grid_thread() {
  return (int64)blockIdx.x * blockDim.x + threadIdx.x;
}

__device__ __forceinline__ int64 grid_threads() { return (int64)gridDim.x * blockDim.x; }

__device__ __forceinline__ int lane() { return threadIdx.x & 31; }

// The sum of the values of `width` neighbouring lanes (a power of two), in each of them; every lane
// of the warp must take part. The butterfly adds in the same order every time.
template <typename T>
__device__ __forceinline__ T lanes_sum(T value, int width) {
  for (int offset = width >> 1; offset > 0; offset >>= 1) {
    value += __shfl_xor_sync(0xffffffffu, value, offset);
  }
  return value;
}

template <typename T>
__device__ __forceinline__ T warp_sum(T value) {
  return lanes_sum(value, 32);
}

// The sum over the block, in its first thread; all threads must take part. `scratch` is shared
// memory of 32 values that nobody uses meanwhile.
template <typename T>
__device__ __forceinline__ T block_sum(T value, T* scratch) {
  value = warp_sum(value);
  if (lane() == 0) scratch[threadIdx.x >> 5] = value;
  __syncthreads();
  if (threadIdx.x < 32) {
    value = threadIdx.x < (blockDim.x + 31) / 32 ? scratch[threadIdx.x] : T(0);
    value = warp_sum(value);
  }
  __syncthreads();
  return value;
}
