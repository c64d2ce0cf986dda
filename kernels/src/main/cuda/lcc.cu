// Local clustering coefficients over oriented rows (orientation.cu): an arc among the neighbours of v is a triangle of v
// and both its ends, so each triangle is found once and serves its three corners.
#include "corners.cuh"

// arcs[v] += the arcs that join two neighbours of v, of the triangles of the short rows among from … to−1; longer rows
// go to longRows int32[…]. offsets int64[n + 1] and entries uint32[…] are oriented rows, arcs uint64[n]. Blocks of
// SHORT_WARPS warps, at least a thread a row.
extern "C" __global__ void lcc_arcs(
    const int64* offsets, const unsigned* entries, int from, int to, int* longRows, int* longCount,
    unsigned long long* arcs) {
  __shared__ unsigned table[SHORT_WARPS * SHORT_SLOTS];
  __shared__ unsigned credits[SHORT_WARPS * SHORT_SLOTS];
  close_short_rows<CountArcs>({offsets, entries}, from, to, longRows, longCount, arcs, table, credits);
}

// The same for longRows; a block each.
extern "C" __global__ void __launch_bounds__(512) lcc_arcs_long(
    const int64* offsets, const unsigned* entries, const int* longRows, int piece, unsigned long long* arcs) {
  __shared__ unsigned table[PIECE_SLOTS];
  __shared__ unsigned credits[PIECE_SLOTS];
  close_long_row<CountArcs>({offsets, entries}, longRows[blockIdx.x], piece, arcs, table, credits);
}

// coefficients[v's vertex] = arcs[v] ÷ (degree · (degree − 1)), 0 below two neighbours; float64[n], degrees int32[n].
// v's vertex is vertexOfStored[v], int32[n], or v itself if identity = 1. One thread a vertex, striding.
extern "C" __global__ void lcc_coefficients(
    const unsigned long long* arcs, const int* degrees, const int* vertexOfStored, int identity, int n,
    double* coefficients) {
  for (int64 v = grid_thread(); v < n; v += grid_threads()) {
    double pairs = degrees[v] * (degrees[v] - 1.0);
    coefficients[identity ? v : vertexOfStored[v]] = pairs == 0 ? 0 : (double)arcs[v] / pairs;
  }
}
