// PageRank by pulling; x = D⁻¹ r is what vertices send. See CudaPageRank.
#include "pagerank.cuh"

// What becomes of a vertex's sum: r = d·sum + mass·p; x, the change and the mass at sinks.
template <typename X>
struct Settle {
  struct Before {
    double out, x, preference;
  };

  OutWeights out;
  const X* x;
  X* next;
  const double* preference;  // [n], or not read and `share` everywhere
  int personalised;
  double share, damping, mass;
  double change, sinkMass;

  __device__ __forceinline__ Before load(int v) const {
    return {out[v], (double)x[v], personalised ? preference[v] : share};
  }

  __device__ __forceinline__ void row(int v, const Before& before, double sum) {
    double rank = damping * sum + mass * before.preference;
    double divisor = before.out == 0 ? 1 : before.out;
    if (before.out == 0) sinkMass += rank;
    X scaled = (X)(rank / divisor);
    change += fabs((double)scaled - before.x) * divisor;
    next[v] = scaled;
  }
};

// One iteration but for the long rows. `tilesPerBlock` tiles a block of PULL_THREADS.
//   rows and tiles as in Rows; out[n]; x[n] → next[n]; preference[n] or `share`
//   the preference comes in with teleport + spread · (mass at sinks)
//   sums[2][sumBlocks] of which it writes block's own; pieces[2 · tiles]
extern "C" __global__ void __launch_bounds__(PULL_THREADS, 4)
    pagerank_pull_f32(int tiles, int tilesPerBlock, const int* firstRows, const int64* offsets,
                      const int* columns, const float* weights, int weighted, const void* out,
                      const float* x, float* next, const double* preference, int personalised,
                      double share, double damping, double teleport, double spread,
                      const double* progress, int sumBlocks, double* sums, double* pieces) {
  if (progress[PROGRESS_DONE] != 0) return;
  Rows rows{tiles, firstRows, offsets, columns, weights, weighted};
  double mass = teleport + spread * progress[PROGRESS_SECOND];
  Settle<float> settle{{out, weighted}, x, next, preference, personalised, share, damping, mass};
  pull_tiles(rows, tilesPerBlock, x, pieces, settle);
  leave_sums(settle.change, settle.sinkMass, false, sumBlocks, blockIdx.x, sums);
}

extern "C" __global__ void __launch_bounds__(PULL_THREADS, 4)
    pagerank_pull_f64(int tiles, int tilesPerBlock, const int* firstRows, const int64* offsets,
                      const int* columns, const float* weights, int weighted, const void* out,
                      const double* x, double* next, const double* preference, int personalised,
                      double share, double damping, double teleport, double spread,
                      const double* progress, int sumBlocks, double* sums, double* pieces) {
  if (progress[PROGRESS_DONE] != 0) return;
  Rows rows{tiles, firstRows, offsets, columns, weights, weighted};
  double mass = teleport + spread * progress[PROGRESS_SECOND];
  Settle<double> settle{{out, weighted}, x, next, preference, personalised, share, damping, mass};
  pull_tiles(rows, tilesPerBlock, x, pieces, settle);
  leave_sums(settle.change, settle.sinkMass, false, sumBlocks, blockIdx.x, sums);
}

// The long rows of the same iteration: at least one thread a tile. Writes the sums from block
// `firstSum` on.
extern "C" __global__ void __launch_bounds__(PULL_THREADS, 4)
    pagerank_long_rows_f32(int tiles, const int* firstRows, const int64* offsets, const void* out,
                           int weighted, const float* x, float* next, const double* preference,
                           int personalised, double share, double damping, double teleport,
                           double spread, const double* progress, int firstSum, int sumBlocks,
                           double* sums, const double* pieces) {
  if (progress[PROGRESS_DONE] != 0) return;
  Rows rows{tiles, firstRows, offsets, nullptr, nullptr, weighted};
  double mass = teleport + spread * progress[PROGRESS_SECOND];
  Settle<float> settle{{out, weighted}, x, next, preference, personalised, share, damping, mass};
  pull_long_rows(rows, pieces, settle);
  leave_sums(settle.change, settle.sinkMass, false, sumBlocks, firstSum + blockIdx.x, sums);
}

extern "C" __global__ void __launch_bounds__(PULL_THREADS, 4)
    pagerank_long_rows_f64(int tiles, const int* firstRows, const int64* offsets, const void* out,
                           int weighted, const double* x, double* next, const double* preference,
                           int personalised, double share, double damping, double teleport,
                           double spread, const double* progress, int firstSum, int sumBlocks,
                           double* sums, const double* pieces) {
  if (progress[PROGRESS_DONE] != 0) return;
  Rows rows{tiles, firstRows, offsets, nullptr, nullptr, weighted};
  double mass = teleport + spread * progress[PROGRESS_SECOND];
  Settle<double> settle{{out, weighted}, x, next, preference, personalised, share, damping, mass};
  pull_long_rows(rows, pieces, settle);
  leave_sums(settle.change, settle.sinkMass, false, sumBlocks, firstSum + blockIdx.x, sums);
}
