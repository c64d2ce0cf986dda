// Widest paths, from wide to narrow by a few bounds on the width. Labels order as widths do, the
// widest first; path_search.cuh tells of the arrays and how a search goes.
#include "path_search.cuh"

// Launch: one thread.
extern "C" __global__ void widest_path_start(int source, int* labels, int* far,
                                             unsigned* farBits, SearchState* state) {
  start(source, Widest::offer(-NO_LABEL - 1, __int_as_float(0x7f800000)), labels, far, farBits,
        state);
}

// Launch: any shape, grid-stride by warps.
// rowOffsets[n + 1]; columns[m]; capacities[m], not read unless weighted
extern "C" __global__ void widest_path_relax(const int64* rowOffsets, const int* columns,
                                             const float* capacities, int weighted,
                                             int vertexCount, int* labels, const Row* rows,
                                             const Piece* pieces, unsigned* waiting, int* found,
                                             const int* far, SearchState* state, int turn) {
  relax<Widest>(rowOffsets, columns, capacities, weighted, vertexCount, labels, rows, pieces,
                waiting, found, far, state, turn);
}

// Labels up to the first bound beyond the best one waiting are near, all if there is none.
// Launch: any shape, grid-stride.
// bounds[boundCount], few, ascending; rowOffsets[n + 1]; target a stored vertex or -1
extern "C" __global__ void widest_path_partition(const int* bounds, int boundCount,
                                                 const int64* rowOffsets, int vertexCount,
                                                 int target, const int* labels, unsigned* waiting,
                                                 const int* found, unsigned* farBits, int* far,
                                                 Row* rows, Piece* pieces, SearchState* state,
                                                 int turn) {
  auto threshold_above = [&](int least) {
    int i = 0;
    while (i < boundCount && bounds[i] <= least) i++;
    return i < boundCount ? bounds[i] : NO_LABEL;
  };
  partition(threshold_above, rowOffsets, vertexCount, target, labels, waiting, found, farBits,
            far, rows, pieces, state, turn);
}

// Launch: any shape, grid-stride.
// labels by stored vertex; vertexOfStored[n], not read unless ordered; widths[n] by vertex;
// reachedCount[1], grows by how many widths are not -infinity
extern "C" __global__ void widest_path_answer(const int* labels, int target,
                                              const int* vertexOfStored, int ordered,
                                              int vertexCount, float* widths,
                                              int* reachedCount) {
  answer<Widest>(labels, target, vertexOfStored, ordered, vertexCount, widths, reachedCount);
}
