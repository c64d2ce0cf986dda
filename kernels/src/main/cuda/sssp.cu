// Shortest paths: near-far delta-stepping (Davidson, Baxter, Garland and Owens, "Work-efficient
// parallel GPU methods for single-source shortest paths", 2014). See path_search.cuh.
#include "path_search.cuh"

// Launch: any shape, grid-stride by warps.
// row_offsets[n + 1]; columns[m]; weights[m], not read unless weighted; labels[n] bits of distances
// rows[n]; pieces[m / 128]; waiting[(n + 31) / 32]; found[n]; far[2n]
extern "C" __global__ void sssp_relax(const int64* row_offsets, const int* columns,
                                      const float* weights, int weighted, int vertex_count,
                                      int* labels, const Row* rows, const Piece* pieces,
                                      unsigned* waiting, int* found, const int* far,
                                      SearchState* state, int turn) {
  relax<Shortest>(row_offsets, columns, weights, weighted, vertex_count, labels, rows, pieces,
                  waiting, found, far, state, turn);
}

// Launch: any shape, grid-stride.
// labels[n] by stored vertex; vertex_of_stored[n], not read unless ordered; distances[n] by vertex;
// reached_count[1], grows by how many distances are finite
extern "C" __global__ void sssp_answer(const int* labels, int target, const int* vertex_of_stored,
                                       int ordered, int vertex_count, float* distances,
                                       int* reached_count) {
  answer<Shortest>(labels, target, vertex_of_stored, ordered, vertex_count, distances,
                   reached_count);
}
