// The tree of parents of a finished labelling: breadth-first from the source over tight arcs, those
// that give their head its label; a vertex's parent is the least vertex (not stored number) of the
// level above with a tight arc to it. One level is two launches, `…_adopt_…` and `…_settle`; see
// path_search.cuh for turns, rows and pieces.
#include "path_search.cuh"

constexpr int NOBODY = 0x7fffffff;           // reached, but not yet by the tree
constexpr int SETTLED = -0x7fffffff - 1;     // the bit of a parent that does not change any more
constexpr int OUTSIDE = -1;                  // the source and the unreached: settled from the start

// Launch: any shape, grid-stride. Labels worse than the target's, if there is one, are unreached.
// The source is found, for the level of turn 1.
// labels[n]; parents[n]; found[n]
extern "C" __global__ void parent_tree_start(const int* labels, int vertexCount, int source,
                                             int target, int* parents, int* found,
                                             SearchState* state) {
  int limit = target < 0 ? UNREACHED - 1 : min(labels[target], UNREACHED - 1);
  for (int64 i = grid_thread(); i < vertexCount; i += grid_threads()) {
    parents[i] = i != source && labels[i] <= limit ? NOBODY : OUTSIDE;
  }
  if (grid_thread() == 0) {
    SearchState begin = {};
    begin.found[1] = 1;
    *state = begin;
    found[0] = source;
  }
}

// Settles the level that was found and queues its rows.
// Launch: any shape, grid-stride.
// rowOffsets[n + 1]; labels[n]; found[n]; parents[n]; rows[n]; pieces[m / 128]
extern "C" __global__ void parent_tree_settle(const int64* rowOffsets, const int* labels,
                                              const int* found, int* parents, Row* rows,
                                              Piece* pieces, SearchState* state, int turn) {
  if (state->finished) return;
  int next = 1 - turn;
  int count = state->found[turn];
  for (int64 first = grid_thread() - lane(); first < count; first += grid_threads()) {
    bool valid = first + lane() < count;
    int u = valid ? found[first + lane()] : 0;
    if (valid) parents[u] |= SETTLED;
    enqueue_row(valid, u, labels[u], rowOffsets, rows, &state->rows[next], pieces,
                &state->pieces[next]);
  }
}

template <typename Labels>
__device__ __forceinline__ void adopt(const int64* rowOffsets, const int* columns,
                                      const float* weights, int weighted, const int* labels,
                                      const int* vertexOfStored, int ordered, const Row* rows,
                                      const Piece* pieces, int* parents, int* found,
                                      SearchState* state, int turn) {
  if (state->finished) return;
  int next = 1 - turn;
  int rowCount = state->rows[turn];
  int pieceCount = state->pieces[turn];
  bool sweep = (rowCount | pieceCount) != 0;
  if (grid_thread() == 0) {
    state->sweeps += sweep ? 1 : 0;
    state->finished = sweep ? 0 : 1;
    state->rows[next] = 0;
    state->pieces[next] = 0;
    state->found[next] = 0;
  }
  advance(rowOffsets, rows, rowCount, pieces, pieceCount,
          [&](bool valid, int u, int label, int64 e) {
            int v = 0;
            bool first = false;
            if (valid) {
              v = columns[e];
              // Negative once settled or outside.
              if (parents[v] >= 0 &&
                  Labels::offer(label, weighted ? weights[e] : 1.0f) == labels[v]) {
                int parent = ordered ? vertexOfStored[u] : u;
                first = atomicMin(parents + v, parent) == NOBODY;
              }
            }
            enqueue(first, v, found, &state->found[turn]);
          });
}

// Offers each vertex of the queued rows as a parent along its tight arcs, and queues the heads that
// had none yet.
// Launch: any shape, grid-stride by warps.
// rowOffsets[n + 1]; columns[m]; weights[m], not read unless weighted; labels[n] bits of distances
// vertexOfStored[n], not read unless ordered; rows[n]; pieces[m / 128]; parents[n]; found[n]
extern "C" __global__ void parent_tree_adopt_shortest(
    const int64* rowOffsets, const int* columns, const float* weights, int weighted,
    const int* labels, const int* vertexOfStored, int ordered, const Row* rows,
    const Piece* pieces, int* parents, int* found, SearchState* state, int turn) {
  adopt<Shortest>(rowOffsets, columns, weights, weighted, labels, vertexOfStored, ordered, rows,
                  pieces, parents, found, state, turn);
}

// As above, with labels[n] of widths.
extern "C" __global__ void parent_tree_adopt_widest(
    const int64* rowOffsets, const int* columns, const float* weights, int weighted,
    const int* labels, const int* vertexOfStored, int ordered, const Row* rows,
    const Piece* pieces, int* parents, int* found, SearchState* state, int turn) {
  adopt<Widest>(rowOffsets, columns, weights, weighted, labels, vertexOfStored, ordered, rows,
                pieces, parents, found, state, turn);
}

// Launch: any shape, grid-stride.
// parents[n] by stored vertex; vertexOfStored[n], not read unless ordered; answer[n] by vertex
extern "C" __global__ void parent_tree_answer(const int* parents, const int* vertexOfStored,
                                              int ordered, int vertexCount, int* answer) {
  for (int64 i = grid_thread(); i < vertexCount; i += grid_threads()) {
    int parent = parents[i];
    answer[ordered ? vertexOfStored[i] : i] = parent == OUTSIDE ? OUTSIDE : parent & ~SETTLED;
  }
}
