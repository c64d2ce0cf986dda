// The part of a label search that does not care what labels mean: where it begins, and which of
// the vertices that improved are relaxed next. See path_search.cuh.
#include "path_search.cuh"

// Lets the source wait alone in the far pile, from where the first round fetches it.
// Launch: one thread.
// labels[n], all UNREACHED; far[2n]; far_bits[(n + 31) / 32], all 0
extern "C" __global__ void path_search_start(int source, int source_label, int* labels, int* far,
                                             unsigned* far_bits, SearchState* state) {
  SearchState begin = {};
  begin.far[0] = 1;
  begin.least[0] = NO_LABEL;
  begin.threshold[0] = -NO_LABEL - 1;
  *state = begin;
  labels[source] = source_label;
  far[0] = source;
  far_bits[source >> 5] = 1u << (source & 31);
}

// The label delta beyond `least`, which is a distance; above `least` in any case.
__device__ __forceinline__ int threshold_above(int least, double delta) {
  double beyond = (double)__int_as_float(least) + delta;
  return beyond <= 3.4028234663852886e38 ? max(least + 1, __float_as_int((float)beyond))
                                         : UNREACHED;
}

// After a sweep: vertices that improved to a label below the threshold are queued to be relaxed,
// the others wait in the far pile, each at most once. After a round without rows: the threshold
// moves beyond the best label of the far pile, and the pile is divided by the new one; entries
// whose vertex was relaxed since go. With a target, labels worse than its are dropped: nothing
// that matters comes of them.
// Launch: any shape, grid-stride.
// delta > 0, infinite to do without a far pile; target a stored vertex or -1
// row_offsets[n + 1]; labels[n]; found[n]; far[2n]; rows[n]; pieces[m / 128]
// waiting, far_bits[(n + 31) / 32]: which vertices are in `found` and in the far pile
extern "C" __global__ void path_search_partition(const int64* row_offsets, int vertex_count,
                                                 double delta, int target, const int* labels,
                                                 unsigned* waiting, const int* found,
                                                 unsigned* far_bits, int* far, Row* rows,
                                                 Piece* pieces, SearchState* state, int turn) {
  if (state->finished) return;
  int next = 1 - turn;
  bool swept = (state->rows[turn] | state->pieces[turn]) != 0;
  int least = state->least[turn];
  if (!swept && least == NO_LABEL) {
    if (grid_thread() == 0) state->finished = 1;
    return;
  }
  int settled = state->threshold[turn];
  int threshold = settled;
  if (!swept) threshold = isinf(delta) ? NO_LABEL : threshold_above(least, delta);
  if (grid_thread() == 0) state->threshold[next] = threshold;
  int bound = target < 0 ? NO_LABEL : labels[target];
  const int* input = swept ? found : far + (int64)state->pile[turn] * vertex_count;
  int count = swept ? state->found[turn] : state->far[turn];
  int* pile = far + (int64)state->pile[next] * vertex_count;
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
        beyond = beyond && (atomicOr(far_bits + (u >> 5), bit) & bit) == 0;
      } else if (!beyond) {
        atomicAnd(far_bits + (u >> 5), ~bit);
      }
    }
    enqueue(beyond, u, pile, &state->far[next]);
    enqueue_row(near, u, label, row_offsets, rows, &state->rows[next], pieces,
                &state->pieces[next]);
  }
}
