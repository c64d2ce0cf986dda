// Iterations of personalised PageRank for 8, 16 or 32 vectors at once. See CudaBatchedPageRank.
#include "pagerank_batched.cuh"

// One iteration but for the long rows. `tilesPerBlock` tiles a block of PULL_THREADS.
//   rows and tiles as in Rows; out[n]; x[n·K] → next[n·K]; preference[n·K]
//   totals[2][K] of the iteration before, of which it reads the mass at sinks
//   sums[2][sumBlocks][K] of which it writes the block's own; pieces[2 · tiles][K]
extern "C" __global__ void __launch_bounds__(PULL_THREADS, 4)
    pagerank_batched_pull_8(int tiles, int tilesPerBlock, const int* firstRows,
                            const int64* offsets, const int* columns, const float* weights,
                            int weighted, const void* out, const double* x, double* next,
                            const double* preference, double damping, const double* totals,
                            int sumBlocks, double* sums, double* pieces) {
  Rows rows{tiles, firstRows, offsets, columns, weights, weighted};
  double mass = 1 - damping + damping * totals[8 + lane() % 8];
  Settle<8> settle{x, next, preference, damping, mass};
  pull<8>(rows, tilesPerBlock, OutWeights{out, weighted}, x, pieces, settle);
  settle.leave(sumBlocks, blockIdx.x, sums);
}

extern "C" __global__ void __launch_bounds__(PULL_THREADS, 4)
    pagerank_batched_pull_16(int tiles, int tilesPerBlock, const int* firstRows,
                            const int64* offsets, const int* columns, const float* weights,
                            int weighted, const void* out, const double* x, double* next,
                            const double* preference, double damping, const double* totals,
                            int sumBlocks, double* sums, double* pieces) {
  Rows rows{tiles, firstRows, offsets, columns, weights, weighted};
  double mass = 1 - damping + damping * totals[16 + lane() % 16];
  Settle<16> settle{x, next, preference, damping, mass};
  pull<16>(rows, tilesPerBlock, OutWeights{out, weighted}, x, pieces, settle);
  settle.leave(sumBlocks, blockIdx.x, sums);
}

extern "C" __global__ void __launch_bounds__(PULL_THREADS, 4)
    pagerank_batched_pull_32(int tiles, int tilesPerBlock, const int* firstRows,
                            const int64* offsets, const int* columns, const float* weights,
                            int weighted, const void* out, const double* x, double* next,
                            const double* preference, double damping, const double* totals,
                            int sumBlocks, double* sums, double* pieces) {
  Rows rows{tiles, firstRows, offsets, columns, weights, weighted};
  double mass = 1 - damping + damping * totals[32 + lane() % 32];
  Settle<32> settle{x, next, preference, damping, mass};
  pull<32>(rows, tilesPerBlock, OutWeights{out, weighted}, x, pieces, settle);
  settle.leave(sumBlocks, blockIdx.x, sums);
}

// The long rows of the same iteration: at least one thread a tile. Writes the sums from block
// `firstSum` on.
extern "C" __global__ void __launch_bounds__(PULL_THREADS, 4)
    pagerank_batched_long_rows_8(int tiles, const int* firstRows, const int64* offsets,
                                 const void* out, int weighted, const double* x, double* next,
                                 const double* preference, double damping, const double* totals,
                                 int firstSum, int sumBlocks, double* sums, const double* pieces) {
  Rows rows{tiles, firstRows, offsets, nullptr, nullptr, weighted};
  double mass = 1 - damping + damping * totals[8 + lane() % 8];
  Settle<8> settle{x, next, preference, damping, mass};
  long_rows<8>(rows, OutWeights{out, weighted}, pieces, settle);
  settle.leave(sumBlocks, firstSum + blockIdx.x, sums);
}

extern "C" __global__ void __launch_bounds__(PULL_THREADS, 4)
    pagerank_batched_long_rows_16(int tiles, const int* firstRows, const int64* offsets,
                                 const void* out, int weighted, const double* x, double* next,
                                 const double* preference, double damping, const double* totals,
                                 int firstSum, int sumBlocks, double* sums, const double* pieces) {
  Rows rows{tiles, firstRows, offsets, nullptr, nullptr, weighted};
  double mass = 1 - damping + damping * totals[16 + lane() % 16];
  Settle<16> settle{x, next, preference, damping, mass};
  long_rows<16>(rows, OutWeights{out, weighted}, pieces, settle);
  settle.leave(sumBlocks, firstSum + blockIdx.x, sums);
}

extern "C" __global__ void __launch_bounds__(PULL_THREADS, 4)
    pagerank_batched_long_rows_32(int tiles, const int* firstRows, const int64* offsets,
                                 const void* out, int weighted, const double* x, double* next,
                                 const double* preference, double damping, const double* totals,
                                 int firstSum, int sumBlocks, double* sums, const double* pieces) {
  Rows rows{tiles, firstRows, offsets, nullptr, nullptr, weighted};
  double mass = 1 - damping + damping * totals[32 + lane() % 32];
  Settle<32> settle{x, next, preference, damping, mass};
  long_rows<32>(rows, OutWeights{out, weighted}, pieces, settle);
  settle.leave(sumBlocks, firstSum + blockIdx.x, sums);
}
