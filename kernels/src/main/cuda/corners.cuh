// Lists the triangles of oriented rows (orientation.cu), each once: v, u and w with u and w in v's row, w in u's row.
// v's row goes to a table in shared memory; the rows of its u are read through and looked up in it, 32 lanes abreast.
// What is counted for the corners is a matter of Count.
#pragma once

#include "row_table.cuh"

// Rows up to SHORT_ROW have one warp each and a table of their own; longer ones a block, in pieces of PIECE.
static const int SHORT_ROW = 128;
static const int SHORT_SLOTS = 2 * SHORT_ROW;
static const int SHORT_WARPS = 8;
static const int PIECE = 2048;
static const int PIECE_SLOTS = 2 * PIECE;
// Of u's row and v's, the shorter is looked up in the longer; a bisection costs about as much as this many probes.
static const int PROBES_A_BISECTION = 8;

// An undirected simple graph, every edge held once: rows of ascending entries u << 1 | (arcs joining u and v) − 1.
struct OrientedRows {
  const int64* offsets;
  const unsigned* entries;
};

// The first of the ascending entries [begin, end) that is not less than `entry`; end if all are.
__device__ __forceinline__ int64 first_from(const unsigned* entries, int64 begin, int64 end, unsigned entry) {
  while (begin < end) {
    int64 middle = (begin + end) >> 1;
    if (entries[middle] < entry) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return begin;
}

// One triangle: `arc` leads from v to u, `far` from v to w (it is in the table at `slot`), `closing` from u to w.
template <class Count>
__device__ __forceinline__ void close(
    RowTable table, int slot, unsigned arc, unsigned far, unsigned closing, uint64& ofV, unsigned& ofU) {
  ofV += Count::weight(closing);
  if (Count::CORNERS) {
    ofU += Count::weight(far);
    atomicAdd(table.credits + slot, Count::weight(arc));
  }
}

// The triangles over `arc` from v to u whose w is in the table, which holds v's row, or with `partial` a piece of it. For
// WIDTH lanes, of which this is number `member`; returns this lane's part of what u is to be credited with, adds v's to
// ofV.
template <class Count, int WIDTH>
__device__ unsigned close_arc(
    OrientedRows rows, RowTable table, const unsigned* piece, int length, bool partial, unsigned arc, int member,
    uint64& ofV) {
  int64 u = arc >> 1;
  unsigned ofU = 0;
  int64 begin = rows.offsets[u];
  int64 end = rows.offsets[u + 1];
  if (partial) {
    begin = first_from(rows.entries, begin, end, piece[0] & ~1u);
    end = first_from(rows.entries, begin, end, (piece[length - 1] | 1u) + 1);
  }
  if (end - begin <= (int64)length * PROBES_A_BISECTION) {
    for (int64 e = begin + member; e < end; e += WIDTH) {
      unsigned closing = rows.entries[e];
      int slot = table.find(closing);
      if (slot >= 0) close<Count>(table, slot, arc, table.entries[slot], closing, ofV, ofU);
    }
  } else {
    for (int i = member; i < length; i += WIDTH) {
      int64 e = first_from(rows.entries, begin, end, piece[i] & ~1u);
      if (e < end && rows.entries[e] >> 1 == piece[i] >> 1) {
        int slot = Count::CORNERS ? table.find(piece[i]) : 0;
        close<Count>(table, slot, arc, piece[i], rows.entries[e], ofV, ofU);
      }
    }
  }
  return ofU;
}

// Adds what v is to be credited with, of every lane of a warp: to v's count, or to the total.
template <class Count>
__device__ __forceinline__ void credit_own(uint64 ofV, int v, uint64* counts) {
  ofV = warp_sum(ofV);
  if (lane() == 0 && ofV > 0) atomicAdd(Count::CORNERS ? counts + v : counts, ofV);
}

// The triangles of v, whose row is short: one warp, eight lanes an arc.
template <class Count>
__device__ void close_short_row(OrientedRows rows, RowTable table, int v, uint64* counts) {
  const int width = 8;
  const unsigned* row = rows.entries + rows.offsets[v];
  int length = (int)(rows.offsets[v + 1] - rows.offsets[v]);
  table.resize(length);
  clear<Count>(table, lane(), 32);
  __syncwarp();
  for (int i = lane(); i < length; i += 32) {
    table.insert(row[i]);
  }
  __syncwarp();
  uint64 ofV = 0;
  for (int first = 0; first < length; first += 32 / width) {
    int i = first + lane() / width;
    unsigned ofU = 0;
    if (i < length) ofU = close_arc<Count, width>(rows, table, row, length, false, row[i], lane() % width, ofV);
    if (Count::CORNERS) {
      ofU = lanes_sum(ofU, width);
      if (lane() % width == 0 && ofU > 0) atomicAdd(counts + (row[i] >> 1), (uint64)ofU);
    }
  }
  __syncwarp();
  flush<Count>(table, lane(), 32, counts);
  credit_own<Count>(ofV, v, counts);
  __syncwarp();
}

// The triangles of the short rows among from … to−1, 32 rows a warp: one thread a row looks at its length, far apart so
// that neighbouring rows, which are alike, go to different warps. Longer rows are listed in longRows int32[…] from
// longCount[0] on, in any order. Blocks of SHORT_WARPS warps; each warp has SHORT_SLOTS of the shared arrays.
template <class Count>
__device__ void close_short_rows(
    OrientedRows rows, int from, int to, int* longRows, int* longCount, uint64* counts, unsigned* entries,
    unsigned* credits) {
  int warp = threadIdx.x / 32;
  RowTable table = {entries + warp * SHORT_SLOTS, credits + (Count::CORNERS ? warp * SHORT_SLOTS : 0), 0};
  int64 first = from + grid_thread() / 32;
  int64 stride = grid_threads() / 32;
  int64 v = first + lane() * stride;
  int64 length = v < to ? rows.offsets[v + 1] - rows.offsets[v] : 0;
  if (length > SHORT_ROW) longRows[atomicAdd(longCount, 1)] = (int)v;
  unsigned left = __ballot_sync(0xffffffffu, length > 1 && length <= SHORT_ROW);
  while (left != 0) {
    close_short_row<Count>(rows, table, (int)(first + (__ffs(left) - 1) * stride), counts);
    left &= left - 1;
  }
}

// The triangles of v, whose row is long and looked up in pieces of `most` entries, up to PIECE: one block, a warp an arc.
// The shared arrays have PIECE_SLOTS.
template <class Count>
__device__ void close_long_row(
    OrientedRows rows, int v, int most, uint64* counts, unsigned* entries, unsigned* credits) {
  RowTable table = {entries, credits, 0};
  table.resize(most);
  const unsigned* row = rows.entries + rows.offsets[v];
  int length = (int)(rows.offsets[v + 1] - rows.offsets[v]);
  uint64 ofV = 0;
  for (int begin = 0; begin < length; begin += most) {
    const unsigned* piece = row + begin;
    int pieceLength = min(most, length - begin);
    clear<Count>(table, threadIdx.x, blockDim.x);
    __syncthreads();
    for (int i = threadIdx.x; i < pieceLength; i += blockDim.x) {
      table.insert(piece[i]);
    }
    __syncthreads();
    for (int i = threadIdx.x / 32; i < length; i += blockDim.x / 32) {
      unsigned ofU = close_arc<Count, 32>(rows, table, piece, pieceLength, length > most, row[i], lane(), ofV);
      if (Count::CORNERS) {
        ofU = warp_sum(ofU);
        if (lane() == 0 && ofU > 0) atomicAdd(counts + (row[i] >> 1), (uint64)ofU);
      }
    }
    __syncthreads();
    flush<Count>(table, threadIdx.x, blockDim.x, counts);
    __syncthreads();
  }
  credit_own<Count>(ofV, v, counts);
}
