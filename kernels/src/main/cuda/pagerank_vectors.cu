// What PageRank does before, between and after its iterations. All stride over their items.
#include "pagerank.cuh"

template <typename X>
__device__ void start(int n, OutWeights out, const double* first, int given, double share, X* x,
                      int blocks, double* sums) {
  double sinkMass = 0;
  for (int64 v = grid_thread(); v < n; v += grid_threads()) {
    double rank = given ? first[v] : share;
    double weight = out[(int)v];
    if (weight == 0) sinkMass += rank;
    x[v] = (X)(rank / (weight == 0 ? 1 : weight));
  }
  leave_sums(0, sinkMass, false, blocks, blockIdx.x, sums);
}

// x[n] of the ranks to start from: first[n], or `share` everywhere. Leaves sums[2][blocks].
extern "C" __global__ void pagerank_start_f32(int n, const void* out, int weighted,
                                              const double* first, int given, double share,
                                              float* x, int blocks, double* sums) {
  start(n, OutWeights{out, weighted}, first, given, share, x, blocks, sums);
}

extern "C" __global__ void pagerank_start_f64(int n, const void* out, int weighted,
                                              const double* first, int given, double share,
                                              double* x, int blocks, double* sums) {
  start(n, OutWeights{out, weighted}, first, given, share, x, blocks, sums);
}

// Totals of sums[2][blocks], the second their largest if `largest`, to `slot` of progress; the run
// is done if that iteration's residual is at most `threshold`. One block.
extern "C" __global__ void __launch_bounds__(1024)
    pagerank_reduce(int blocks, const double* sums, int largest, int slot, double threshold,
                    double* progress) {
  __shared__ double scratch[32];
  if (progress[PROGRESS_DONE] != 0) return;
  double change = 0;
  double second = 0;
  for (int block = threadIdx.x; block < blocks; block += blockDim.x) {
    change += sums[block];
    double value = sums[blocks + block];
    second = largest ? fmax(second, value) : second + value;
  }
  change = block_sum(change, scratch);
  second = largest ? block_max(second, scratch) : block_sum(second, scratch);
  if (threadIdx.x == 0) {
    progress[PROGRESS_SECOND] = second;
    progress[PROGRESS_SLOTS + 2 * slot] = change;
    progress[PROGRESS_SLOTS + 2 * slot + 1] = second;
    if ((largest ? second : change) <= threshold) progress[PROGRESS_DONE] = 1;
  }
}

template <typename X>
__device__ void finish(int n, OutWeights out, const X* x, const int* vertexOfStored, int reordered,
                       X* ranks) {
  for (int64 v = grid_thread(); v < n; v += grid_threads()) {
    double weight = out[(int)v];
    ranks[reordered ? vertexOfStored[v] : v] = weight > 0 ? (X)(x[v] * weight) : x[v];
  }
}

// ranks[n] by vertex, from x[n] by stored place. vertexOfStored[n] is read if `reordered`.
extern "C" __global__ void pagerank_finish_f32(int n, const void* out, int weighted,
                                               const float* x, const int* vertexOfStored,
                                               int reordered, float* ranks) {
  finish(n, OutWeights{out, weighted}, x, vertexOfStored, reordered, ranks);
}

extern "C" __global__ void pagerank_finish_f64(int n, const void* out, int weighted,
                                               const double* x, const int* vertexOfStored,
                                               int reordered, double* ranks) {
  finish(n, OutWeights{out, weighted}, x, vertexOfStored, reordered, ranks);
}

// vector[places[i]] = values[i].
extern "C" __global__ void pagerank_scatter(int count, const int* places, const double* values,
                                            double* vector) {
  for (int64 i = grid_thread(); i < count; i += grid_threads()) vector[places[i]] = values[i];
}

// The first vertex whose out-weight is neither 0 nor in [least, most], to *first, which holds n.
extern "C" __global__ void pagerank_out_of_range(int n, const double* out, double least,
                                                 double most, int* first) {
  for (int64 v = grid_thread(); v < n; v += grid_threads()) {
    if (out[v] != 0 && (out[v] < least || out[v] > most)) atomicMin(first, (int)v);
  }
}
