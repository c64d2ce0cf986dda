// What label searches over a frontier share. A label is an int32, the smaller the better; an arc
// offers its head a label no better than its tail's, so the labels' fixed point is unique and
// atomicMin reaches it in whatever order offers arrive.
//
// One round is two launches, `…_relax` and `path_search_partition`; the host launches many rounds
// before it reads back how far they came. Each kernel is told the round's turn, 0 and 1 by turns:
// it reads the counters of this turn, writes those of the next, and resets what nobody reads any
// more. So no kernel waits for its own blocks, and a round with nothing to do returns at once.
#pragma once
#include "warpath.cuh"

constexpr unsigned ALL_LANES = 0xffffffffu;
constexpr int NO_LABEL = 0x7fffffff;
constexpr int UNREACHED = 0x7f800000;  // +infinity as a distance, -infinity as a width

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

// Counters of a search; those with two places by turn. The host reads the first two.
struct SearchState {
  int sweeps;        // how many had an arc to visit
  int finished;      // nothing is left to do
  int rows[2];       // in the queue of rows
  int pieces[2];     // in the queue of pieces
  int found[2];      // vertices whose label improved in this round
  int far[2];        // in the far pile
  int pile[2];       // which half of the far buffer is the pile
  int least[2];      // the best label waiting in the far pile
  int threshold[2];  // labels below are relaxed at once, the others wait in the far pile
};

// Distances: the bits of a float that is not negative order as integers do.
struct Shortest {
  static __device__ __forceinline__ int offer(int label, float weight) {
    return __float_as_int(__int_as_float(label) + weight);
  }
  static __device__ __forceinline__ float value(int label) { return __int_as_float(label); }
};

// Widths: bits turned so that they order as the floats do, then upside down. -0 becomes 0.
struct Widest {
  static __device__ __forceinline__ int offer(int label, float capacity) {
    int bits = __float_as_int(capacity + 0.0f);
    return max(label, ~(bits ^ ((bits >> 31) & 0x7fffffff)));
  }
  static __device__ __forceinline__ float value(int label) {
    return __int_as_float(~label ^ ((~label >> 31) & 0x7fffffff));
  }
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
                                            const int64* row_offsets, Row* rows, int* row_count,
                                            Piece* pieces, int* piece_count) {
  int64 length = wanted ? row_offsets[vertex + 1] - row_offsets[vertex] : 0;
  enqueue(length > 0 && length <= PIECE, Row{vertex, label}, rows, row_count);
  unsigned owners = __ballot_sync(ALL_LANES, length > PIECE);
  int share = (int)((length + PIECE - 1) / PIECE);
  for (; owners != 0; owners &= owners - 1) {
    int owner = __ffs(owners) - 1;
    int count = __shfl_sync(ALL_LANES, share, owner);
    int of_vertex = __shfl_sync(ALL_LANES, vertex, owner);
    int of_label = __shfl_sync(ALL_LANES, label, owner);
    int first = 0;
    if (lane() == owner) first = atomicAdd(piece_count, count);
    first = __shfl_sync(ALL_LANES, first, owner);
    for (int i = lane(); i < count; i += 32) pieces[first + i] = Piece{of_vertex, of_label, i};
  }
}

// Visits the arcs of up to 32 rows, one an arc's lane: a lane finds the row of its arc by bisecting
// the rows' ends.
template <typename Visit>
__device__ __forceinline__ void advance_rows(const int64* row_offsets, const Row* rows, int count,
                                             Visit visit) {
  Row row = lane() < count ? rows[lane()] : Row{0, 0};
  int64 begin = row_offsets[row.vertex];
  int length = lane() < count ? (int)(row_offsets[row.vertex + 1] - begin) : 0;
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
__device__ __forceinline__ void advance(const int64* row_offsets, const Row* rows, int row_count,
                                        const Piece* pieces, int piece_count, Visit visit) {
  int64 units = piece_count + ((int64)row_count + 31) / 32;
  for (int64 unit = grid_thread() >> 5; unit < units; unit += grid_threads() >> 5) {
    if (unit < piece_count) {
      Piece piece = pieces[unit];
      int64 begin = row_offsets[piece.vertex] + (int64)piece.number * PIECE;
      int64 end = min(row_offsets[piece.vertex + 1], begin + PIECE);
      for (int64 e = begin; e < end; e += 32) {
        visit(e + lane() < end, piece.vertex, piece.label, e + lane());
      }
    } else {
      int64 first = (unit - piece_count) * 32;
      advance_rows(row_offsets, rows + first, (int)min((int64)32, row_count - first), visit);
    }
  }
}

// A sweep: offers labels along all arcs of the queued rows and queues the vertices that improved,
// each once. With no rows queued, finds the best label in the far pile instead.
template <typename Labels>
__device__ __forceinline__ void relax(const int64* row_offsets, const int* columns,
                                      const float* weights, int weighted, int vertex_count,
                                      int* labels, const Row* rows, const Piece* pieces,
                                      unsigned* waiting, int* found, const int* far,
                                      SearchState* state, int turn) {
  if (state->finished) return;
  int next = 1 - turn;
  int row_count = state->rows[turn];
  int piece_count = state->pieces[turn];
  bool sweep = (row_count | piece_count) != 0;
  if (grid_thread() == 0) {
    state->sweeps += sweep ? 1 : 0;
    state->rows[next] = 0;
    state->pieces[next] = 0;
    state->found[next] = 0;
    state->least[next] = NO_LABEL;
    state->far[next] = sweep ? state->far[turn] : 0;
    state->pile[next] = sweep ? state->pile[turn] : 1 - state->pile[turn];
  }
  if (sweep) {
    advance(row_offsets, rows, row_count, pieces, piece_count,
            [&](bool valid, int, int label, int64 e) {
              int v = 0;
              bool first = false;
              if (valid) {
                v = columns[e];
                int offer = Labels::offer(label, weighted ? weights[e] : 1.0f);
                if (offer < labels[v] && offer < atomicMin(labels + v, offer)) {
                  unsigned bit = 1u << (v & 31);
                  first = (atomicOr(waiting + (v >> 5), bit) & bit) == 0;
                }
              }
              enqueue(first, v, found, &state->found[turn]);
            });
  } else {
    const int* pile = far + (int64)state->pile[turn] * vertex_count;
    int count = state->far[turn];
    int settled = state->threshold[turn];
    int least = NO_LABEL;
    for (int64 i = grid_thread(); i < count; i += grid_threads()) {
      int label = labels[pile[i]];
      if (label >= settled) least = min(least, label);
    }
    for (int offset = 16; offset > 0; offset >>= 1) {
      least = min(least, __shfl_xor_sync(ALL_LANES, least, offset));
    }
    if (lane() == 0 && least != NO_LABEL) atomicMin(&state->least[turn], least);
  }
}

// What a label means: labels worse than the target's may not be final and count as unreached.
template <typename Labels>
__device__ __forceinline__ void answer(const int* labels, int target, const int* vertex_of_stored,
                                       int ordered, int vertex_count, float* values,
                                       int* reached_count) {
  int limit = target < 0 ? NO_LABEL : labels[target];
  int reached = 0;
  for (int64 i = grid_thread(); i < vertex_count; i += grid_threads()) {
    int label = labels[i] <= limit ? labels[i] : UNREACHED;
    values[ordered ? vertex_of_stored[i] : i] = Labels::value(label);
    reached += label != UNREACHED ? 1 : 0;
  }
  reached = warp_sum(reached);
  if (lane() == 0 && reached > 0) atomicAdd(reached_count, reached);
}
