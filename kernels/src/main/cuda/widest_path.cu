// Widest paths, from wide to narrow by a few bounds on the width. Labels order as widths do, the
// widest first; path_search.cuh tells of the arrays and how a search goes.
#include "path_search.cuh"

// Launch: one thread.
extern "C" __global__ void widest_path_start(int source, int* labels, int* far,
                                             unsigned* far_bits, SearchState* state) {
  start(source, Widest::offer(-NO_LABEL - 1, __int_as_float(0x7f800000)), labels, far, far_bits,
        state);
}

// Launch: any shape, grid-stride by warps.
// row_offsets[n + 1]; columns[m]; capacities[m], not read unless weighted
extern "C" __global__ void widest_path_relax(const int64* row_offsets, const int* columns,
                                             const float* capacities, int weighted,
                                             int vertex_count, int* labels, const Row* rows,
                                             const Piece* pieces, unsigned* waiting, int* found,
                                             const int* far, SearchState* state, int turn) {
  relax<Widest>(row_offsets, columns, capacities, weighted, vertex_count, labels, rows, pieces,
                waiting, found, far, state, turn);
}

// Labels up to the first bound beyond the best one waiting are near, all if there is none.
// Launch: any shape, grid-stride.
// bounds[bound_count], few, ascending; row_offsets[n + 1]; target a stored vertex or -1
extern "C" __global__ void widest_path_partition(const int* bounds, int bound_count,
                                                 const int64* row_offsets, int vertex_count,
                                                 int target, const int* labels, unsigned* waiting,
                                                 const int* found, unsigned* far_bits, int* far,
                                                 Row* rows, Piece* pieces, SearchState* state,
                                                 int turn) {
  auto threshold_above = [&](int least) {
    int i = 0;
    while (i < bound_count && bounds[i] <= least) i++;
    return i < bound_count ? bounds[i] : NO_LABEL;
  };
  partition(threshold_above, row_offsets, vertex_count, target, labels, waiting, found, far_bits,
            far, rows, pieces, state, turn);
}

// Launch: any shape, grid-stride.
// labels by stored vertex; vertex_of_stored[n], not read unless ordered; widths[n] by vertex;
// reached_count[1], grows by how many widths are not -infinity
extern "C" __global__ void widest_path_answer(const int* labels, int target,
                                              const int* vertex_of_stored, int ordered,
                                              int vertex_count, float* widths,
                                              int* reached_count) {
  answer<Widest>(labels, target, vertex_of_stored, ordered, vertex_count, widths, reached_count);
}
