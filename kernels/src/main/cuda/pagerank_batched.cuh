// Personalised PageRank for K vectors side by side: entry v·K + j is vertex v's in vector j. A warp
// sums a row, K lanes for each entry, so that one column index serves K neighbouring reads. Each
// sum is of 8 parts, entry i in part i mod 8, in an order that does not depend on K.
#pragma once
#include "pagerank.cuh"

#define WARPS (PULL_THREADS / 32)
#define PARTS 8

// Σ of value(i), i in [0, count), for the lane's vector, in all lanes.
template <int K, typename Value>
__device__ __forceinline__ double sum_of(int count, Value value) {
  constexpr int SLOTS = 32 / K;
  constexpr int EACH = PARTS / SLOTS;
  int slot = lane() / K;
  double part[EACH] = {};
  for (int i = 0; i < count; i += PARTS) {
#pragma unroll
    for (int p = 0; p < EACH; p++) {
      int mine = i + p * SLOTS + slot;
      if (mine < count) part[p] += value(mine);
    }
  }
#pragma unroll
  for (int p = 0; p < EACH; p++) {
    for (int offset = K; offset < 32; offset *= 2) {
      part[p] += __shfl_xor_sync(0xffffffffu, part[p], offset);
    }
  }
#pragma unroll
  for (int stride = 1; stride < EACH; stride *= 2) {
    for (int p = 0; p < EACH; p += 2 * stride) part[p] += part[p + stride];
  }
  return part[0];
}

// Σ w[e] · x[columns[e]] of the `count` entries from `begin` on.
template <int K>
__device__ __forceinline__ double row_sum(const Rows& rows, const double* x, int64 begin,
                                          int count) {
  return sum_of<K>(count, [&](int i) {
    double value = x[(int64)__ldcs(&rows.columns[begin + i]) * K + lane() % K];
    return rows.weighted ? __ldcs(&rows.weights[begin + i]) * value : value;
  });
}

// The sum over the block's warps of `value`, in the first K threads. `scratch` is shared.
template <int K>
__device__ double warps_sum(double value, double (*scratch)[K]) {
  __syncthreads();
  if (lane() < K) scratch[threadIdx.x >> 5][lane()] = value;
  __syncthreads();
  double sum = 0;
  if (threadIdx.x < K) {
    for (int warp = 0; warp < WARPS; warp++) sum += scratch[warp][threadIdx.x];
  }
  return sum;
}

// What becomes of a vertex's sums, as in pagerank.cu, for the lane's vector.
template <int K>
struct Settle {
  const double* x;
  double* next;
  const double* preference;
  double damping, mass;
  double change, sinkMass;

  __device__ __forceinline__ void row(int v, double out, double sum) {
    if (lane() >= K) return;
    int64 at = (int64)v * K + lane();
    double rank = damping * sum + mass * preference[at];
    double divisor = out == 0 ? 1 : out;
    if (out == 0) sinkMass += rank;
    double scaled = rank / divisor;
    change += fabs(scaled - x[at]) * divisor;
    next[at] = scaled;
  }

  // Leaves the block's totals in sums[2][blocks][K].
  __device__ void leave(int blocks, int block, double* sums) {
    __shared__ double scratch[WARPS][K];
    double blockChange = warps_sum<K>(change, scratch);
    double blockMass = warps_sum<K>(sinkMass, scratch);
    if (threadIdx.x < K) {
      sums[(int64)block * K + threadIdx.x] = blockChange;
      sums[((int64)blocks + block) * K + threadIdx.x] = blockMass;
    }
  }
};

template <int K>
__device__ void piece(const Rows& rows, const double* x, int row, int tile, double* sum) {
  __shared__ double scratch[WARPS][K];
  int64 begin = rows.piece_begin(row, tile);
  int count = (int)(rows.piece_end(row, tile) - begin);
  int each = (count + WARPS - 1) / WARPS;
  int from = each * (threadIdx.x >> 5);
  double own = row_sum<K>(rows, x, begin + from, min(each, count - from));
  own = warps_sum<K>(own, scratch);
  if (threadIdx.x < K) sum[threadIdx.x] = own;
}

template <int K>
__device__ void pull(const Rows& rows, int tilesPerBlock, OutWeights out, const double* x,
                     double* pieces, Settle<K>& settle) {
  int tile = blockIdx.x * tilesPerBlock;
  int tileEnd = min(rows.tiles, tile + tilesPerBlock);
  for (; tile < tileEnd; tile++) {
    int first = rows.first_row(tile);
    int last = rows.first_row(tile + 1);
    int begunRow = rows.begun_row(tile);
    if (begunRow >= 0) piece<K>(rows, x, begunRow, tile, pieces + (int64)tile * K);
    int longRow = rows.long_row(tile);
    if (longRow >= 0) {
      piece<K>(rows, x, longRow, tile, pieces + ((int64)rows.tiles + tile) * K);
      last = longRow;
    }
    // Each warp takes an equal share of the rows, at most one a lane.
    int share = (last - first + WARPS - 1) / WARPS;
    int base = first + share * (threadIdx.x >> 5);
    int count = min(share, last - base);
    int64 begin = 0;
    int length = 0;
    double weight = 0;
    if (lane() < count) {
      begin = rows.offset(base + lane());
      length = (int)(rows.offset(base + lane() + 1) - begin);
      weight = out[base + lane()];
    }
    for (int r = 0; r < count; r++) {
      double sum = row_sum<K>(rows, x, __shfl_sync(0xffffffffu, begin, r),
                              __shfl_sync(0xffffffffu, length, r));
      settle.row(base + r, __shfl_sync(0xffffffffu, weight, r), sum);
    }
  }
}

template <int K>
__device__ void long_rows(const Rows& rows, OutWeights out, const double* pieces,
                          Settle<K>& settle) {
  int tile = (int)grid_thread();
  int mine = tile < rows.tiles ? rows.long_row(tile) : -1;
  for (unsigned todo = __ballot_sync(0xffffffffu, mine >= 0); todo; todo &= todo - 1) {
    int owner = __ffs(todo) - 1;
    int row = __shfl_sync(0xffffffffu, mine, owner);
    int begun = tile - lane() + owner;
    const double* heads = pieces + (int64)(begun + 1) * K + lane() % K;
    double sum = sum_of<K>(rows.last_tile(row) - begun, [&](int i) { return heads[(int64)i * K]; });
    sum += pieces[((int64)rows.tiles + begun) * K + lane() % K];
    settle.row(row, out[row], sum);
  }
}
