// PageRank as Neo4j GDS computes it: x is the change that a vertex sends, divided by its
// out-weight, and ranks grow by what arrives. See CudaPageRank.
#include "pagerank.cuh"

struct Settle {
  struct Before {
    double out, rank;
  };

  OutWeights out;
  double* next;
  double* ranks;
  double damping, tolerance;
  double change, largest;

  __device__ __forceinline__ Before load(int v) const { return {out[v], ranks[v]}; }

  __device__ __forceinline__ void row(int v, const Before& before, double sum) {
    double arrived = damping * sum;
    ranks[v] = before.rank + arrived;
    next[v] = arrived > tolerance && before.out > 0 ? arrived / before.out : 0;
    change += arrived;
    largest = fmax(largest, arrived);
  }
};

// ranks[n] and x[n] of the start, (1−d)·p with p = preference[n] or `share` everywhere; every
// vertex sends it. Leaves sums[2][blocks].
extern "C" __global__ void pagerank_gds_start(int n, const void* out, int weighted,
                                              const double* preference, int personalised,
                                              double share, double teleport, double* ranks,
                                              double* x, int blocks, double* sums) {
  OutWeights weights{out, weighted};
  double change = 0;
  double largest = 0;
  for (int64 v = grid_thread(); v < n; v += grid_threads()) {
    double rank = teleport * (personalised ? preference[v] : share);
    ranks[v] = rank;
    x[v] = weights[(int)v] > 0 ? rank / weights[(int)v] : 0;
    change += rank;
    largest = fmax(largest, rank);
  }
  leave_sums(change, largest, true, blocks, blockIdx.x, sums);
}

// As pagerank_pull.
extern "C" __global__ void __launch_bounds__(PULL_THREADS, 4)
    pagerank_gds_pull(int tiles, int tilesPerBlock, const int* firstRows, const int64* offsets,
                      const int* columns, const float* weights, int weighted, const void* out,
                      const double* x, double* next, double* ranks, double damping,
                      double tolerance, const double* progress, int sumBlocks, double* sums,
                      double* pieces) {
  if (progress[PROGRESS_DONE] != 0) return;
  Rows rows{tiles, firstRows, offsets, columns, weights, weighted};
  Settle settle{{out, weighted}, next, ranks, damping, tolerance};
  pull_tiles(rows, tilesPerBlock, x, pieces, settle);
  leave_sums(settle.change, settle.largest, true, sumBlocks, blockIdx.x, sums);
}

// As pagerank_long_rows.
extern "C" __global__ void __launch_bounds__(PULL_THREADS, 4)
    pagerank_gds_long_rows(int tiles, const int* firstRows, const int64* offsets, const void* out,
                           int weighted, double* next, double* ranks, double damping,
                           double tolerance, const double* progress, int firstSum, int sumBlocks,
                           double* sums, const double* pieces) {
  if (progress[PROGRESS_DONE] != 0) return;
  Rows rows{tiles, firstRows, offsets, nullptr, nullptr, weighted};
  Settle settle{{out, weighted}, next, ranks, damping, tolerance};
  pull_long_rows(rows, pieces, settle);
  leave_sums(settle.change, settle.largest, true, sumBlocks, firstSum + blockIdx.x, sums);
}

// ranks[n] by vertex, from byStored[n].
extern "C" __global__ void pagerank_gds_finish(int n, const double* byStored,
                                               const int* vertexOfStored, double* ranks) {
  for (int64 v = grid_thread(); v < n; v += grid_threads()) ranks[vertexOfStored[v]] = byStored[v];
}
