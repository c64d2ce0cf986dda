// What the kernels of label propagation share: a vertex's neighbours, votes, and tables that count labels.
#pragma once

#include "adjacency.cuh"

typedef unsigned long long uint64;

static const int BINS = 5;
static const int NO_LABEL = -1;
static const int WARP_SLOTS = 512;
static const int BLOCK_SLOTS = 4096;
// Where a label may stand in a table with another behind it. Slots are never emptied while counting, so a label that
// found all of its places taken once will always: it is counted in one table only.
static const int SPILL_PROBES = 8;

struct Neighbours {
  const int* out;
  const int* in;
  int64 outLength;
  int64 length;

  __device__ Neighbours(const Adjacency& graph, int v)
      : out(graph.outColumns + graph.outOffsets[v]),
        in(graph.inColumns + graph.inOffsets[v]),
        outLength(graph.outOffsets[v + 1] - graph.outOffsets[v]),
        length(graph.degree(v)) {}

  __device__ int operator[](int64 i) const { return i < outLength ? out[i] : in[i - outLength]; }
};

__device__ __forceinline__ int bin_of(int64 degree) {
  return degree <= 8 ? 0 : degree <= 32 ? 1 : degree <= WARP_SLOTS / 2 ? 2 : degree <= BLOCK_SLOTS / 2 ? 3 : 4;
}

// Orders candidates by count, then by smaller label; 0 is below all.
__device__ __forceinline__ uint64 vote(unsigned count, int label) {
  return count == 0 ? 0 : (uint64)count << 32 | ~(unsigned)label;
}

__device__ __forceinline__ int label_of(uint64 vote) { return (int)~(unsigned)vote; }

__device__ __forceinline__ uint64 best_of_lanes(uint64 best, int width) {
  for (int offset = width >> 1; offset > 0; offset >>= 1) {
    uint64 other = __shfl_xor_sync(0xffffffffu, best, offset);
    best = other > best ? other : best;
  }
  return best;
}

__device__ __forceinline__ unsigned hash_of(int label) {
  unsigned hash = (unsigned)label * 0x9E3779B9u;
  return hash ^ hash >> 16;
}

// A power of two, at least twice `entries` (which is less than 2^30) and at least 32.
__device__ __forceinline__ int slots_for(int64 entries) {
  return entries <= 16 ? 32 : 1 << (32 - __clz((int)entries * 2 - 1));
}

// Counts `label` at `slot` if it stands there or nobody does.
__device__ __forceinline__ bool count_at(int* labels, unsigned* counts, int64 slot, int label) {
  int there = *(volatile int*)(labels + slot);
  if (there == NO_LABEL) {
    there = atomicCAS(labels + slot, NO_LABEL, label);
  }
  if (there != NO_LABEL && there != label) return false;
  atomicAdd(counts + slot, 1u);
  return true;
}

// Counts `label` in a table of `slots` (a power of two) within `probes` places; false if all are taken.
__device__ __forceinline__ bool count_in(int* labels, unsigned* counts, int slots, int probes, int label) {
  unsigned slot = hash_of(label) & (slots - 1);
  for (int i = 0; i < probes; i++) {
    if (count_at(labels, counts, slot, label)) return true;
    slot = (slot + 1) & (slots - 1);
  }
  return false;
}

// changed[0] += the changes of all lanes of the warp.
__device__ __forceinline__ void add_changes(int changes, uint64* changed) {
  changes = warp_sum(changes);
  if (lane() == 0 && changes > 0) atomicAdd(changed, (uint64)changes);
}

// The best vote of the block, in its first thread; `scratch` is shared memory of 32 votes.
__device__ __forceinline__ uint64 best_of_block(uint64 best, uint64* scratch) {
  best = best_of_lanes(best, 32);
  if (lane() == 0) scratch[threadIdx.x / 32] = best;
  __syncthreads();
  if (threadIdx.x < 32) {
    best = best_of_lanes(threadIdx.x < (blockDim.x + 31) / 32 ? scratch[threadIdx.x] : 0, 32);
  }
  __syncthreads();
  return best;
}
