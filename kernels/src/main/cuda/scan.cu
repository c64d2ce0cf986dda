// Exclusive prefix sums of int32 counts in int64, in three steps: the sum of each tile of 2048
// counts, the prefix sums of those in one block, and the prefix sums within each tile.
#include "warpath.cuh"

#define THREADS 256
#define WARPS (THREADS / 32)
// Counts of a lane, 32 places apart.
#define EACH 8
#define TILE (THREADS * EACH)

__device__ __forceinline__ int64 warp_inclusive(int64 value) {
  for (int distance = 1; distance < 32; distance <<= 1) {
    int64 before = __shfl_up_sync(0xffffffffu, value, distance);
    if (lane() >= distance) value += before;
  }
  return value;
}

// Writes start plus the exclusive prefix sums of one tile; returns start plus its sum. The whole
// block takes part; in and out may be the same, as each thread reads its places before it writes.
template <typename T>
__device__ int64 tile_scan(int64 tile, int64 n, int64 start, const T* in, int64* out) {
  __shared__ int64 warpTotal[WARPS];
  int warp = threadIdx.x >> 5;
  int64 base = tile * TILE + warp * (32 * EACH) + lane();
  int64 prefix[EACH];
  int64 carry = 0;
  for (int k = 0; k < EACH; k++) {
    int64 i = base + 32 * k;
    int64 value = i < n ? (int64)in[i] : 0;
    int64 sum = warp_inclusive(value);
    prefix[k] = carry + sum - value;
    carry += __shfl_sync(0xffffffffu, sum, 31);
  }
  if (lane() == 0) warpTotal[warp] = carry;
  __syncthreads();
  int64 before = start;
  int64 end = start;
  for (int w = 0; w < WARPS; w++) {
    if (w < warp) before += warpTotal[w];
    end += warpTotal[w];
  }
  __syncthreads();
  for (int k = 0; k < EACH; k++) {
    int64 i = base + 32 * k;
    if (i < n) out[i] = before + prefix[k];
  }
  return end;
}

// A block of 256 threads a tile. counts: int32[n]; sums: int64[tiles], the sum of each tile.
extern "C" __global__ void scan_tile_sums(long long n, const int* __restrict__ counts,
                                          long long* sums) {
  __shared__ int64 scratch[32];
  int64 base = (int64)blockIdx.x * TILE + threadIdx.x;
  int64 sum = 0;
  for (int k = 0; k < EACH; k++) {
    int64 i = base + THREADS * k;
    if (i < n) sum += counts[i];
  }
  sum = block_sum(sum, scratch);
  if (threadIdx.x == 0) sums[blockIdx.x] = sum;
}

// One block of 256 threads. sums: int64[tiles], becomes its prefix sums; total: int64[1].
extern "C" __global__ void scan_sums(long long tiles, long long* sums, long long* total) {
  int64 carry = 0;
  for (int64 tile = 0; tile * TILE < tiles; tile++) {
    carry = tile_scan(tile, tiles, carry, sums, sums);
  }
  if (threadIdx.x == 0) *total = carry;
}

// A block of 256 threads a tile. sums: the tiles' prefix sums; out: int64[n].
extern "C" __global__ void scan_tiles(long long n, const int* __restrict__ counts,
                                      const long long* __restrict__ sums, long long* out) {
  tile_scan(blockIdx.x, n, sums[blockIdx.x], counts, out);
}
