// Shortest paths: near-far delta-stepping (Davidson, Baxter, Garland and Owens, "Work-efficient
// parallel GPU methods for single-source shortest paths", 2014). Labels are the bits of distances;
// path_search.cuh tells of the arrays and how a search goes.
#include "path_search.cuh"

// Launch: one thread.
extern "C" __global__ void sssp_start(int source, int* labels, int* far, unsigned* farBits,
                                      SearchState* state) {
  start(source, 0, labels, far, farBits, state);
}

// Launch: any shape, grid-stride by warps.
// rowOffsets[n + 1]; columns[m]; weights[m], not read unless weighted
extern "C" __global__ void sssp_relax(const int64* rowOffsets, const int* columns,
                                      const float* weights, int weighted, int vertexCount,
                                      int* labels, const Row* rows, const Piece* pieces,
                                      unsigned* waiting, int* found, const int* far,
                                      SearchState* state, int turn) {
  relax<Shortest>(rowOffsets, columns, weights, weighted, vertexCount, labels, rows, pieces,
                  waiting, found, far, state, turn);
}

// Distances less than delta beyond the least one waiting are near.
// Launch: any shape, grid-stride.
// delta > 0, may be infinite; rowOffsets[n + 1]; target a stored vertex or -1
extern "C" __global__ void sssp_partition(double delta, const int64* rowOffsets, int vertexCount,
                                          int target, const int* labels, unsigned* waiting,
                                          const int* found, unsigned* farBits, int* far,
                                          Row* rows, Piece* pieces, SearchState* state, int turn) {
  auto threshold_above = [&](int least) {
    double beyond = (double)__int_as_float(least) + delta;
    return beyond <= 3.4028234663852886e38 ? max(least + 1, __float_as_int((float)beyond))
                                           : UNREACHED;
  };
  partition(threshold_above, rowOffsets, vertexCount, target, labels, waiting, found, farBits,
            far, rows, pieces, state, turn);
}

// Launch: any shape, grid-stride.
// labels by stored vertex; vertexOfStored[n], not read unless ordered; distances[n] by vertex;
// reachedCount[1], grows by how many distances are finite
extern "C" __global__ void sssp_answer(const int* labels, int target, const int* vertexOfStored,
                                       int ordered, int vertexCount, float* distances,
                                       int* reachedCount) {
  answer<Shortest>(labels, target, vertexOfStored, ordered, vertexCount, distances,
                   reachedCount);
}
