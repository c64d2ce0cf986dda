// Random numbers that any thread can compute for itself, as nn's Noise has them: number i of a
// stream is a hash of the stream's key and i, by SplitMix64's finaliser (Steele, Lea and Flood 2014).
#pragma once

typedef unsigned long long uint64;

#define GOLDEN 0x9e3779b97f4a7c15ull

__device__ __forceinline__ uint64 noise_mix(uint64 z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

__device__ __forceinline__ uint64 noise_key(uint64 key, uint64 part) {
  return noise_mix(noise_mix(key + GOLDEN) ^ (part * GOLDEN + GOLDEN));
}

__device__ __forceinline__ uint64 noise_bits(uint64 key, uint64 index) {
  return noise_mix(noise_mix(index * GOLDEN + key) ^ key);
}
