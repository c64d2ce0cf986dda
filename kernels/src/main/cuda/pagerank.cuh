// What PageRank's kernels share: what each block adds up, and a vertex's out-weight.
#pragma once
#include "pull_tiles.cuh"

// `progress`: float64[2 + 2 · slots], what the device knows of the run.
//   [0] not 0 once it has converged: all launches that follow return at once
//   [1] the last iteration's second total: the mass at sinks, or GDS's largest change
//   [2 + 2s], [3 + 2s] both totals of the iteration in slot s: the L1 change, and the second
#define PROGRESS_DONE 0
#define PROGRESS_SECOND 1
#define PROGRESS_SLOTS 2

// D: 0 for a sink. Degrees as uint32 if unweighted, else sums as float64.
struct OutWeights {
  const void* values;
  int weighted;

  __device__ __forceinline__ double operator[](int v) const {
    return weighted ? ((const double*)values)[v] : (double)((const unsigned*)values)[v];
  }
};

// The largest value of the block, in its first thread; as block_sum. None is negative.
__device__ __forceinline__ double block_max(double value, double* scratch) {
  for (int offset = 16; offset > 0; offset >>= 1) {
    value = fmax(value, __shfl_xor_sync(0xffffffffu, value, offset));
  }
  if (lane() == 0) scratch[threadIdx.x >> 5] = value;
  __syncthreads();
  if (threadIdx.x == 0) {
    for (int warp = 1; warp < (blockDim.x + 31) / 32; warp++) value = fmax(value, scratch[warp]);
  }
  __syncthreads();
  return value;
}

// Leaves the block's totals in sums[2][blocks].
__device__ __forceinline__ void leave_sums(double change, double second, bool largest, int blocks,
                                           int block, double* sums) {
  __shared__ double scratch[32];
  change = block_sum(change, scratch);
  second = largest ? block_max(second, scratch) : block_sum(second, scratch);
  if (threadIdx.x == 0) {
    sums[block] = change;
    sums[blocks + block] = second;
  }
}
