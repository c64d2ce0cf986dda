// A vertex's edges of either direction, and the threads that work on them together.
#pragma once

#include "warpath.cuh"

// A graph's out-rows and, if it is directed, its in-rows; of an undirected one those are the same, and not counted.
struct Adjacency {
  const int64* outOffsets;
  const int* outColumns;
  const int64* inOffsets;
  const int* inColumns;
  int directed;

  __device__ int64 degree(int v) const {
    return outOffsets[v + 1] - outOffsets[v] + (directed ? inOffsets[v + 1] - inOffsets[v] : 0);
  }
};

// The threads that share a row: a warp.
struct OneWarp {
  __device__ int rank() const { return lane(); }
  __device__ int size() const { return 32; }
  __device__ int sum(int value) { return warp_sum(value); }

  // How many threads before this one have `flag` set; `total` is how many have.
  __device__ int before(bool flag, int& total) {
    unsigned flags = __ballot_sync(0xffffffffu, flag);
    total = __popc(flags);
    return __popc(flags & ((1u << lane()) - 1));
  }
};

// The threads that share a row: a block; `scratch` is shared memory of 32 values.
struct OneBlock {
  int* scratch;

  __device__ int rank() const { return threadIdx.x; }
  __device__ int size() const { return blockDim.x; }
  __device__ int sum(int value) { return block_sum(value, scratch); }

  __device__ int before(bool flag, int& total) {
    unsigned flags = __ballot_sync(0xffffffffu, flag);
    if (lane() == 0) scratch[threadIdx.x / 32] = __popc(flags);
    __syncthreads();
    int sum = 0;
    total = 0;
    for (int warp = 0; warp < blockDim.x / 32; warp++) {
      if (warp == threadIdx.x / 32) sum = total;
      total += scratch[warp];
    }
    __syncthreads();
    return sum + __popc(flags & ((1u << lane()) - 1));
  }
};
