// Triangle counting over oriented rows (orientation.cu): in all, or at each vertex too.
#include "corners.cuh"

// In all kernels below: offsets int64[n + 1] and entries uint32[…] are oriented rows.

// total[0] += the triangles of the short rows among from … to−1; longer rows go to longRows int32[…]. Blocks of
// SHORT_WARPS warps, at least a thread a row.
extern "C" __global__ void triangles_total(
    const int64* offsets, const unsigned* entries, int from, int to, int* longRows, int* longCount,
    unsigned long long* total) {
  __shared__ unsigned table[SHORT_WARPS * SHORT_SLOTS];
  close_short_rows<CountTotal>({offsets, entries}, from, to, longRows, longCount, total, table, table);
}

// total[0] += the triangles of longRows, in pieces of up to PIECE entries; a block each.
extern "C" __global__ void __launch_bounds__(512) triangles_total_long(
    const int64* offsets, const unsigned* entries, const int* longRows, int piece, unsigned long long* total) {
  __shared__ unsigned table[PIECE_SLOTS];
  close_long_row<CountTotal>({offsets, entries}, longRows[blockIdx.x], piece, total, table, table);
}

// counts[v] += the triangles that v is a corner of, of those that triangles_total finds; counts uint64[n].
extern "C" __global__ void triangles_corners(
    const int64* offsets, const unsigned* entries, int from, int to, int* longRows, int* longCount,
    unsigned long long* counts) {
  __shared__ unsigned table[SHORT_WARPS * SHORT_SLOTS];
  __shared__ unsigned credits[SHORT_WARPS * SHORT_SLOTS];
  close_short_rows<CountCorners>({offsets, entries}, from, to, longRows, longCount, counts, table, credits);
}

// The same for longRows; a block each.
extern "C" __global__ void __launch_bounds__(512) triangles_corners_long(
    const int64* offsets, const unsigned* entries, const int* longRows, int piece, unsigned long long* counts) {
  __shared__ unsigned table[PIECE_SLOTS];
  __shared__ unsigned credits[PIECE_SLOTS];
  close_long_row<CountCorners>({offsets, entries}, longRows[blockIdx.x], piece, counts, table, credits);
}

// byVertex[vertexOfStored[v]] = counts[v]; int64[n], int32[n]. One thread a vertex, striding.
extern "C" __global__ void triangles_by_vertex(
    const unsigned long long* counts, const int* vertexOfStored, int n, unsigned long long* byVertex) {
  for (int64 v = grid_thread(); v < n; v += grid_threads()) {
    byVertex[vertexOfStored[v]] = counts[v];
  }
}
