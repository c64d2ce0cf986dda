// A frontier: vertices whose rows are visited together, arc by arc, however unequal they are.
#pragma once
#include "warpath.cuh"

constexpr unsigned ALL_LANES = 0xffffffffu;

// Arcs of a longer row are visited in pieces of so many, each by a warp: at most
// arcs / (PIECE / 2) pieces in all.
constexpr int PIECE = 256;

// A row of at most PIECE arcs to visit, with its vertex's label when the sweep began: offers made
// from that, rather than from the label of the moment, make every sweep the same in every run.
struct alignas(8) Row {
  int vertex;
  int label;
};

// Arcs [number * PIECE, (number + 1) * PIECE) of a longer row.
struct Piece {
  int vertex;
  int label;
  int number;
};

// Appends the item of each lane that wants to; all lanes must take part.
template <typename T>
__device__ __forceinline__ void enqueue(bool wanted, T item, T* queue, int* count) {
  unsigned lanes = __ballot_sync(ALL_LANES, wanted);
  if (lanes == 0) return;
  int leader = __ffs(lanes) - 1;
  int first = 0;
  if (lane() == leader) first = atomicAdd(count, __popc(lanes));
  first = __shfl_sync(ALL_LANES, first, leader);
  if (wanted) queue[first + __popc(lanes & ((1u << lane()) - 1))] = item;
}

// Appends each wanted lane's row, or its pieces if it is long; rows without arcs are left out. All
// lanes must take part.
__device__ __forceinline__ void enqueue_row(bool wanted, int vertex, int label,
                                            const int64* rowOffsets, Row* rows, int* rowCount,
                                            Piece* pieces, int* pieceCount) {
  int64 length = wanted ? rowOffsets[vertex + 1] - rowOffsets[vertex] : 0;
  enqueue(length > 0 && length <= PIECE, Row{vertex, label}, rows, rowCount);
  unsigned owners = __ballot_sync(ALL_LANES, length > PIECE);
  int share = (int)((length + PIECE - 1) / PIECE);
  for (; owners != 0; owners &= owners - 1) {
    int owner = __ffs(owners) - 1;
    int count = __shfl_sync(ALL_LANES, share, owner);
    int ofVertex = __shfl_sync(ALL_LANES, vertex, owner);
    int ofLabel = __shfl_sync(ALL_LANES, label, owner);
    int first = 0;
    if (lane() == owner) first = atomicAdd(pieceCount, count);
    first = __shfl_sync(ALL_LANES, first, owner);
    for (int i = lane(); i < count; i += 32) pieces[first + i] = Piece{ofVertex, ofLabel, i};
  }
}

// Visits the arcs of up to 32 rows, one an arc's lane: a lane finds the row of its arc by bisecting
// the rows' ends.
template <typename Visit>
__device__ __forceinline__ void advance_rows(const int64* rowOffsets, const Row* rows, int count,
                                             Visit visit) {
  Row row = lane() < count ? rows[lane()] : Row{0, 0};
  int64 begin = rowOffsets[row.vertex];
  int length = lane() < count ? (int)(rowOffsets[row.vertex + 1] - begin) : 0;
  int end = length;
  for (int offset = 1; offset < 32; offset <<= 1) {
    int before = __shfl_up_sync(ALL_LANES, end, offset);
    if (lane() >= offset) end += before;
  }
  begin -= end - length;
  int total = __shfl_sync(ALL_LANES, end, 31);
  for (int first = 0; first < total; first += 32) {
    int i = first + lane();
    int owner = 0;
    for (int step = 16; step > 0; step >>= 1) {
      if (__shfl_sync(ALL_LANES, end, owner + step - 1) <= i) owner += step;
    }
    int64 e = __shfl_sync(ALL_LANES, begin, owner) + i;
    int vertex = __shfl_sync(ALL_LANES, row.vertex, owner);
    int label = __shfl_sync(ALL_LANES, row.label, owner);
    visit(i < total, vertex, label, e);
  }
}

// Calls visit(valid, tail, label, arc) for all arcs of the queued rows and pieces, by whole warps;
// a lane that is not valid has no arc and must not touch one. Arcs are balanced within 32 short
// rows, and over the grid by pieces.
template <typename Visit>
__device__ __forceinline__ void advance(const int64* rowOffsets, const Row* rows, int rowCount,
                                        const Piece* pieces, int pieceCount, Visit visit) {
  int64 units = pieceCount + ((int64)rowCount + 31) / 32;
  for (int64 unit = grid_thread() >> 5; unit < units; unit += grid_threads() >> 5) {
    if (unit < pieceCount) {
      Piece piece = pieces[unit];
      int64 begin = rowOffsets[piece.vertex] + (int64)piece.number * PIECE;
      int64 end = min(rowOffsets[piece.vertex + 1], begin + PIECE);
      for (int64 e = begin; e < end; e += 32) {
        visit(e + lane() < end, piece.vertex, piece.label, e + lane());
      }
    } else {
      int64 first = (unit - pieceCount) * 32;
      advance_rows(rowOffsets, rows + first, (int)min((int64)32, rowCount - first), visit);
    }
  }
}
