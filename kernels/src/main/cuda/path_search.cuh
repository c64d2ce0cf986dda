// What label searches over a frontier share. A label is an int32, the smaller the better; an arc
// offers its head a label no better than its tail's, so the labels' fixed point is unique and
// atomicMin reaches it in whatever order offers arrive.
//
// One round is two launches, `…_relax` and `…_partition`; the host launches many rounds before it
// reads back how far they came. Each kernel is told the round's turn, 0 and 1 by turns: it reads
// the counters of this turn, writes those of the next, and resets what nobody reads any more. So no
// kernel waits for its own blocks, and a round with nothing to do returns at once.
//
// Arrays, of n vertices and m arcs: labels[n], at first UNREACHED; found[n], the vertices whose
// label improved; rows[n] and pieces[m / 128], what to relax next; far[2n], the far pile and the
// one it is divided into; waiting and farBits[(n + 31) / 32], at first 0, which vertices are in
// `found` and in the far pile.
#pragma once
#include "frontier.cuh"

constexpr int NO_LABEL = 0x7fffffff;
constexpr int UNREACHED = 0x7f800000;  // +infinity as a distance, -infinity as a width

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

// Lets the source wait alone in the far pile, from where the first round fetches it.
__device__ __forceinline__ void start(int source, int sourceLabel, int* labels, int* far,
                                      unsigned* farBits, SearchState* state) {
  SearchState begin = {};
  begin.far[0] = 1;
  begin.least[0] = NO_LABEL;
  begin.threshold[0] = -NO_LABEL - 1;
  *state = begin;
  labels[source] = sourceLabel;
  far[0] = source;
  farBits[source >> 5] = 1u << (source & 31);
}

// A sweep: offers labels along all arcs of the queued rows and queues the vertices that improved,
// each once. With no rows queued, finds the best label in the far pile instead.
template <typename Labels>
__device__ __forceinline__ void relax(const int64* rowOffsets, const int* columns,
                                      const float* weights, int weighted, int vertexCount,
                                      int* labels, const Row* rows, const Piece* pieces,
                                      unsigned* waiting, int* found, const int* far,
                                      SearchState* state, int turn) {
  if (state->finished) return;
  int next = 1 - turn;
  int rowCount = state->rows[turn];
  int pieceCount = state->pieces[turn];
  bool sweep = (rowCount | pieceCount) != 0;
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
    advance(rowOffsets, rows, rowCount, pieces, pieceCount,
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
    const int* pile = far + (int64)state->pile[turn] * vertexCount;
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

// After a sweep: vertices that improved to a label below the threshold are queued to be relaxed,
// the others wait in the far pile, each at most once. After a round without rows: the threshold
// moves to threshold_above(best label of the far pile), which is greater, and the pile is divided
// by it; entries whose vertex was relaxed since go. With a target, labels worse than its are
// dropped: nothing that matters comes of them.
template <typename Threshold>
__device__ __forceinline__ void partition(Threshold threshold_above, const int64* rowOffsets,
                                          int vertexCount, int target, const int* labels,
                                          unsigned* waiting, const int* found, unsigned* farBits,
                                          int* far, Row* rows, Piece* pieces, SearchState* state,
                                          int turn) {
  if (state->finished) return;
  int next = 1 - turn;
  bool swept = (state->rows[turn] | state->pieces[turn]) != 0;
  int least = state->least[turn];
  if (!swept && least == NO_LABEL) {
    if (grid_thread() == 0) state->finished = 1;
    return;
  }
  int settled = state->threshold[turn];
  int threshold = swept ? settled : threshold_above(least);
  if (grid_thread() == 0) state->threshold[next] = threshold;
  int bound = target < 0 ? NO_LABEL : labels[target];
  const int* input = swept ? found : far + (int64)state->pile[turn] * vertexCount;
  int count = swept ? state->found[turn] : state->far[turn];
  int* pile = far + (int64)state->pile[next] * vertexCount;
  for (int64 first = grid_thread() - lane(); first < count; first += grid_threads()) {
    bool near = false;
    bool beyond = false;
    int u = 0;
    int label = NO_LABEL;
    if (first + lane() < count) {
      u = input[first + lane()];
      label = labels[u];
      near = label < threshold && label <= bound && (swept || label >= settled);
      beyond = label >= threshold && label <= bound;
      unsigned bit = 1u << (u & 31);
      if (swept) {
        atomicAnd(waiting + (u >> 5), ~bit);
        beyond = beyond && (atomicOr(farBits + (u >> 5), bit) & bit) == 0;
      } else if (!beyond) {
        atomicAnd(farBits + (u >> 5), ~bit);
      }
    }
    enqueue(beyond, u, pile, &state->far[next]);
    enqueue_row(near, u, label, rowOffsets, rows, &state->rows[next], pieces,
                &state->pieces[next]);
  }
}

// What a label means: labels worse than the target's may not be final and count as unreached.
template <typename Labels>
__device__ __forceinline__ void answer(const int* labels, int target, const int* vertexOfStored,
                                       int ordered, int vertexCount, float* values,
                                       int* reachedCount) {
  int limit = target < 0 ? NO_LABEL : labels[target];
  int reached = 0;
  for (int64 i = grid_thread(); i < vertexCount; i += grid_threads()) {
    int label = labels[i] <= limit ? labels[i] : UNREACHED;
    values[ordered ? vertexOfStored[i] : i] = Labels::value(label);
    reached += label != UNREACHED ? 1 : 0;
  }
  reached = warp_sum(reached);
  if (lane() == 0 && reached > 0) atomicAdd(reachedCount, reached);
}
