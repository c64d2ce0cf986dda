// What batched PageRank does before, between and after its iterations; entry v·width + j is vertex
// v's in vector j.
#include "pagerank.cuh"

// x[n][width] of preference[n][width], the ranks to start from. Leaves sums[2][blocks][width].
// `blocks` blocks, striding over the vertices, for each of the vectors.
extern "C" __global__ void pagerank_batched_start(int n, int width, const void* out, int weighted,
                                                  const double* preference, double* x, int blocks,
                                                  double* sums) {
  __shared__ double scratch[32];
  OutWeights weights{out, weighted};
  int j = blockIdx.x % width;
  int64 block = blockIdx.x / width;
  double sinkMass = 0;
  for (int64 v = block * blockDim.x + threadIdx.x; v < n; v += (int64)blocks * blockDim.x) {
    double rank = preference[v * width + j];
    double weight = weights[(int)v];
    if (weight == 0) sinkMass += rank;
    x[v * width + j] = rank / (weight == 0 ? 1 : weight);
  }
  sinkMass = block_sum(sinkMass, scratch);
  if (threadIdx.x == 0) {
    sums[block * width + j] = 0;
    sums[(blocks + block) * width + j] = sinkMass;
  }
}

// totals[2][width] of sums[2][blocks][width]. One block a vector j.
extern "C" __global__ void pagerank_batched_reduce(int blocks, int width, const double* sums,
                                                   double* totals) {
  __shared__ double scratch[32];
  int j = blockIdx.x;
  double change = 0;
  double sinkMass = 0;
  for (int64 block = threadIdx.x; block < blocks; block += blockDim.x) {
    change += sums[block * width + j];
    sinkMass += sums[(blocks + block) * width + j];
  }
  change = block_sum(change, scratch);
  sinkMass = block_sum(sinkMass, scratch);
  if (threadIdx.x == 0) {
    totals[j] = change;
    totals[width + j] = sinkMass;
  }
}

// Entries j of to[n][width] = from[n], or 0 if from is not `given`. Strides.
extern "C" __global__ void pagerank_batched_put(int n, const double* from, int given, int width,
                                                int j, double* to) {
  for (int64 v = grid_thread(); v < n; v += grid_threads()) {
    to[v * width + j] = given ? from[v] : 0;
  }
}

// ranks[n] by vertex, from entries j of x[n][width]. vertexOfStored[n] is read if `reordered`.
extern "C" __global__ void pagerank_batched_take(int n, const void* out, int weighted,
                                                 const double* x, int width, int j,
                                                 const int* vertexOfStored, int reordered,
                                                 double* ranks) {
  OutWeights weights{out, weighted};
  for (int64 v = grid_thread(); v < n; v += grid_threads()) {
    double weight = weights[(int)v];
    double share = x[v * width + j];
    ranks[reordered ? vertexOfStored[v] : v] = weight > 0 ? share * weight : share;
  }
}
