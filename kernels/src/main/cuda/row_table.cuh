// A row of oriented rows (orientation.cu) in shared memory, and what is counted for the corners of triangles over it.
#pragma once

#include "warpath.cuh"

typedef unsigned long long uint64;

static const unsigned NO_ENTRY = 0xffffffffu;

// Triangles, all together.
struct CountTotal {
  static const bool CORNERS = false;
  __device__ static unsigned weight(unsigned) { return 1; }
};

// The triangles at each corner.
struct CountCorners {
  static const bool CORNERS = true;
  __device__ static unsigned weight(unsigned) { return 1; }
};

// For each corner of a triangle, the arcs that join the other two.
struct CountArcs {
  static const bool CORNERS = true;
  __device__ static unsigned weight(unsigned entry) { return (entry & 1) + 1; }
};

// An open-addressing table of a row's entries, and of what each of its vertices is to be credited with; the number of
// slots is 1 << (32 − shift).
struct RowTable {
  unsigned* entries;
  unsigned* credits;
  int shift;

  __device__ int slots() const { return 1 << (32 - shift); }

  __device__ unsigned first_slot(unsigned entry) const { return (entry >> 1) * 0x9E3779B9u >> shift; }

  // Room for `length` entries, at half load at most.
  __device__ void resize(int length) { shift = __clz(max(2 * length, 32) - 1); }

  __device__ void insert(unsigned entry) {
    unsigned slot = first_slot(entry);
    while (atomicCAS(entries + slot, NO_ENTRY, entry) != NO_ENTRY) {
      slot = (slot + 1) & (slots() - 1);
    }
  }

  // The slot of the entry for the same vertex, −1 if there is none.
  __device__ int find(unsigned entry) const {
    unsigned slot = first_slot(entry);
    unsigned there;
    while ((there = entries[slot]) != NO_ENTRY) {
      if (there >> 1 == entry >> 1) return (int)slot;
      slot = (slot + 1) & (slots() - 1);
    }
    return -1;
  }
};

template <class Count>
__device__ __forceinline__ void clear(RowTable table, int rank, int threads) {
  for (int slot = rank; slot < table.slots(); slot += threads) {
    table.entries[slot] = NO_ENTRY;
    if (Count::CORNERS) table.credits[slot] = 0;
  }
}

// Credits of the table's vertices go to counts uint64[n].
template <class Count>
__device__ __forceinline__ void flush(RowTable table, int rank, int threads, uint64* counts) {
  for (int slot = rank; Count::CORNERS && slot < table.slots(); slot += threads) {
    if (table.credits[slot] > 0) atomicAdd(counts + (table.entries[slot] >> 1), (uint64)table.credits[slot]);
  }
}
