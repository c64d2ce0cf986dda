// Widest paths: every vertex that improved is relaxed in the next sweep, without buckets. See
// path_search.cuh.
#include "path_search.cuh"

// Launch: any shape, grid-stride by warps.
// row_offsets[n + 1]; columns[m]; capacities[m], not read unless weighted; labels[n] of widths
// rows[n]; pieces[m / 128]; waiting[(n + 31) / 32]; found[n]; far[2n], of which one is used
extern "C" __global__ void widest_path_relax(const int64* row_offsets, const int* columns,
                                             const float* capacities, int weighted,
                                             int vertex_count, int* labels, const Row* rows,
                                             const Piece* pieces, unsigned* waiting, int* found,
                                             const int* far, SearchState* state, int turn) {
  relax<Widest>(row_offsets, columns, capacities, weighted, vertex_count, labels, rows, pieces,
                waiting, found, far, state, turn);
}

// Launch: any shape, grid-stride.
// labels[n] by stored vertex; vertex_of_stored[n], not read unless ordered; widths[n] by vertex;
// reached_count[1], grows by how many widths are not -infinity
extern "C" __global__ void widest_path_answer(const int* labels, int target,
                                              const int* vertex_of_stored, int ordered,
                                              int vertex_count, float* widths,
                                              int* reached_count) {
  answer<Widest>(labels, target, vertex_of_stored, ordered, vertex_count, widths, reached_count);
}
