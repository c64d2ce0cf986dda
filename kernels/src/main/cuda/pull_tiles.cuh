// How rows are cut into tiles of nearly equal work, and summed tile by tile. A row r takes up
// PULL_ROW_COST places for itself and one for each entry: it begins at place
// offsets[r] + PULL_ROW_COST·r, and belongs to the tile of PULL_TILE places in which it begins. So
// a tile has at most one row a thread, and every read but that of x is of neighbouring memory.
// Longer rows than PULL_LONG, at most one to begin in a tile, are summed in pieces, one by each
// tile that their entries' places lie in, and put together by `pull_long_rows`. (After the streamed
// rows of CSR-Adaptive, Greathouse and Daga 2014, and the even cuts of merge-based SpMV, Merrill
// and Garland 2016; all orders of addition are fixed.)
#pragma once
#include "warpath.cuh"

#define PULL_THREADS 256
#define PULL_TILE 1536
#define PULL_LONG 1536
#define PULL_ROW_COST 6
#define PULL_VALUES (PULL_TILE + PULL_LONG)

// A matrix by rows, cut into tiles.
struct Rows {
  int tiles;
  const int* firstRows;      // [tiles + 1] the first row that begins in each tile or later
  const int64* offsets;      // [rows + 1]
  const int* columns;        // [entries]
  const float* weights;      // [entries], not read unless weighted
  int weighted;

  __device__ __forceinline__ int first_row(int tile) const { return __ldg(&firstRows[tile]); }

  __device__ __forceinline__ int64 offset(int row) const { return __ldg(&offsets[row]); }

  // Entries of `row` whose places are in `tile`: begin …, end.
  __device__ __forceinline__ int64 piece_begin(int row, int tile) const {
    int64 begin = (int64)tile * PULL_TILE - (int64)PULL_ROW_COST * (row + 1);
    return begin > offset(row) ? begin : offset(row);
  }

  __device__ __forceinline__ int64 piece_end(int row, int tile) const {
    int64 end = (int64)(tile + 1) * PULL_TILE - (int64)PULL_ROW_COST * (row + 1);
    return end < offset(row + 1) ? end : offset(row + 1);
  }

  // The tile of the row's last entry.
  __device__ __forceinline__ int last_tile(int row) const {
    return (int)((offset(row + 1) - 1 + (int64)PULL_ROW_COST * (row + 1)) / PULL_TILE);
  }

  __device__ __forceinline__ bool is_long(int row) const {
    return offset(row + 1) - offset(row) > PULL_LONG;
  }

  // The long row that begins in `tile`, or −1.
  __device__ __forceinline__ int long_row(int tile) const {
    int row = first_row(tile + 1) - 1;
    return row >= first_row(tile) && is_long(row) ? row : -1;
  }

  // The long row that began earlier and has entries in `tile`, or −1.
  __device__ __forceinline__ int begun_row(int tile) const {
    int row = first_row(tile) - 1;
    return row >= 0 && is_long(row) && last_tile(row) >= tile ? row : -1;
  }
};

// w[e] · x[columns[e]]. Columns and weights are read once: they shall not drive x from the cache.
template <typename X>
__device__ __forceinline__ double product(const Rows& rows, const X* x, int64 e) {
  double value = x[__ldcs(&rows.columns[e])];
  return rows.weighted ? __ldcs(&rows.weights[e]) * value : value;
}

// The sum of a piece of a long row, in the block's first thread.
template <typename X>
__device__ double piece_sum(const Rows& rows, const X* x, int row, int tile, double* scratch) {
  int64 end = rows.piece_end(row, tile);
  double sum = 0;
  for (int64 e = rows.piece_begin(row, tile) + threadIdx.x; e < end; e += PULL_THREADS) {
    sum += product(rows, x, e);
  }
  return block_sum(sum, scratch);
}

// Calls settle.row(row, before, sum) for each row of the block's tiles but the long ones, with
// what settle.load(row) gave while x was on its way. pieces[2·tiles]: of the long row that a tile
// begins within, then of the one that begins in it.
template <typename X, typename Settle>
__device__ void pull_tiles(const Rows& rows, int tilesPerBlock, const X* x, double* pieces,
                           Settle& settle) {
  __shared__ double values[PULL_VALUES];
  __shared__ double scratch[32];
  int tile = blockIdx.x * tilesPerBlock;
  int tileEnd = min(rows.tiles, tile + tilesPerBlock);
  for (; tile < tileEnd; tile++) {
    int first = rows.first_row(tile);
    int last = rows.first_row(tile + 1);
    int begunRow = rows.begun_row(tile);
    if (begunRow >= 0) {
      double sum = piece_sum(rows, x, begunRow, tile, scratch);
      if (threadIdx.x == 0) pieces[tile] = sum;
    }
    int longRow = rows.long_row(tile);
    if (longRow >= 0) {
      double sum = piece_sum(rows, x, longRow, tile, scratch);
      if (threadIdx.x == 0) pieces[rows.tiles + tile] = sum;
      last = longRow;
    }

    int row = first + threadIdx.x;
    bool mine = row < last;
    int64 start = rows.offset(first);
    int count = (int)(rows.offset(last) - start);
    int begin = 0, length = 0;
    typename Settle::Before before;
    if (mine) {
      begin = (int)(rows.offset(row) - start);
      length = (int)(rows.offset(row + 1) - start) - begin;
      before = settle.load(row);
    }
    __syncthreads();  // the last tile's values are no longer read
#pragma unroll 4
    for (int i = threadIdx.x; i < count; i += PULL_THREADS) {
      values[i] = product(rows, x, start + i);
    }
    __syncthreads();

    double sum = 0;
    if (length <= 32) {
      for (int i = begin; i < begin + length; i++) sum += values[i];
    }
    // The longer ones one after the other, by the whole warp.
    for (unsigned todo = __ballot_sync(0xffffffffu, length > 32); todo; todo &= todo - 1) {
      int owner = __ffs(todo) - 1;
      int from = __shfl_sync(0xffffffffu, begin, owner);
      int to = from + __shfl_sync(0xffffffffu, length, owner);
      double part = 0;
      for (int i = from + lane(); i < to; i += 32) part += values[i];
      part = warp_sum(part);
      if (lane() == owner) sum = part;
    }
    if (mine) settle.row(row, before, sum);
  }
}

// The same for the long rows: at least one thread a tile.
template <typename Settle>
__device__ void pull_long_rows(const Rows& rows, const double* pieces, Settle& settle) {
  int tile = (int)grid_thread();
  int mine = tile < rows.tiles ? rows.long_row(tile) : -1;
  for (unsigned todo = __ballot_sync(0xffffffffu, mine >= 0); todo; todo &= todo - 1) {
    int owner = __ffs(todo) - 1;
    int row = __shfl_sync(0xffffffffu, mine, owner);
    int begun = tile - lane() + owner;
    int last = rows.last_tile(row);
    double sum = 0;
    for (int t = begun + 1 + lane(); t <= last; t += 32) sum += pieces[t];
    sum = warp_sum(sum) + pieces[rows.tiles + begun];
    if (lane() == owner) settle.row(row, settle.load(row), sum);
  }
}
