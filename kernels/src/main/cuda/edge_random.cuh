// Random numbers by counter, the same as the CPU's EdgeRandom: a hash of the seed, the edge and the
// number of the draw. The mixing function is SplitMix64's (Steele, Lea and Flood, "Fast splittable
// pseudorandom number generators", 2014). Unsigned integers wrap as Java's do.
#pragma once
#include "warpath.cuh"

typedef unsigned long long uint64;

#define GOLDEN_GAMMA 0x9E3779B97F4A7C15ull

__device__ __forceinline__ uint64 mix(uint64 z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

// What all streams of a seed begin with.
__device__ __forceinline__ uint64 stream_root(uint64 seed) { return mix(seed + GOLDEN_GAMMA); }

// Where the numbers of an edge begin.
__device__ __forceinline__ uint64 edge_stream(uint64 root, int64 edge) {
  return mix(root + (uint64)edge * GOLDEN_GAMMA);
}

// 64 random bits.
__device__ __forceinline__ uint64 random_bits(uint64 stream, uint64 draw) {
  return mix(stream + (draw + 1) * GOLDEN_GAMMA);
}
