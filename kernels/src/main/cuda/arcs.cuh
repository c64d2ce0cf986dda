// Walking the arcs of many rows with all lanes busy, whatever the rows' lengths: arcs are counted
// through from row to row, every warp takes the same share of the count and looks up whose they are.
#pragma once
#include "warpath.cuh"

#define ALL_LANES 0xffffffffu

// What other threads of this launch have written, past the multiprocessor's own cache.
template <typename T>
__device__ __forceinline__ T fresh(const T* address) {
  return *(const volatile T*)address;
}

// Whether this is the one thread to act once all blocks of the grid are done: the first of the
// block that ends last, which sees what all have written if it reads by `fresh`. Every thread must
// call it; `finished`, 0 before, is 0 after.
__device__ __forceinline__ bool ends_grid(unsigned* finished) {
  __syncthreads();
  if (threadIdx.x != 0) return false;
  __threadfence();
  if (atomicAdd(finished, 1u) != gridDim.x - 1) return false;
  __threadfence();
  *finished = 0;
  return true;
}

// The share `from` … `to`−1 of `total` arcs that falls to a warp: whole steps of a warp, so that few
// arcs keep few warps busy instead of many lanes idle.
__device__ __forceinline__ void warp_share(int64 total, int64 warp, int64 warps, int64* from,
                                           int64* to) {
  int64 each = ((total + warps - 1) / warps + 31) / 32 * 32;
  *from = min(total, warp * each);
  *to = min(total, *from + each);
}

// The last of the entries from `low` on to start at or before `arc`; rows.start ascends and
// rows.start(low) is at most `arc`. Every lane must take part; 32 places are tried at once.
template <typename Rows>
__device__ __forceinline__ int64 entry_of(const Rows& rows, int64 low, int64 arc) {
  int64 high = rows.count;
  while (high - low > 1) {
    int64 step = (high - low + 31) / 32;
    int64 place = low + step * lane();
    unsigned before = __ballot_sync(ALL_LANES, place < high && rows.start(place) <= arc);
    low += step * (31 - __clz((int)before));
    high = min(high, low + step);
  }
  return low;
}

// Calls visit(live, e, row) in all lanes together for the arcs `from` … `to`−1 of the count, 32 a
// call; lanes with live = false have none. Rows offers
//   count            how many entries
//   start(entry)     arcs counted before it; start(0) ≤ from
//   row(entry)       its row
//   first(row)       the index of the row's first arc
//   wanted(row)      whether its arcs matter; the others may be left out
template <typename Rows, typename Visit>
__device__ __forceinline__ void walk_arcs(const Rows& rows, int64 from, int64 to, Visit visit) {
  if (from >= to) return;
  for (int64 entry = entry_of(rows, 0, from); from < to;) {
    int64 mine = entry + lane();
    bool inside = mine < rows.count;
    int64 start = inside ? rows.start(mine) : to;
    int row = inside ? rows.row(mine) : 0;
    int64 end = entry + 32 < rows.count ? min(to, rows.start(entry + 32)) : to;
    if (__any_sync(ALL_LANES, inside && rows.wanted(row))) {
      int64 shift = inside ? rows.first(row) - start : 0;
      for (int64 step = from; step < end; step += 32) {
        int64 arc = step + lane();
        int owner = 0;
        for (int half = 16; half > 0; half >>= 1) {
          if (__shfl_sync(ALL_LANES, start, owner + half) <= arc) owner += half;
        }
        int64 e = __shfl_sync(ALL_LANES, shift, owner) + arc;
        int owned = __shfl_sync(ALL_LANES, row, owner);
        visit(arc < end, e, owned);
      }
    }
    // Where 32 rows in a row had no arc, millions may follow.
    entry = end > from ? entry + 32 : entry_of(rows, entry + 32, from);
    from = max(from, end);
  }
}
