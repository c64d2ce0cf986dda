// Sorts each row of a CSR matrix, in place: rows of up to SHORT entries by a warp each, longer ones
// by a block each. A bitonic sort all of whose comparators put the smaller entry first (Batcher,
// "Sorting networks and their applications", 1968): the places up to the next power of two count as
// larger than everything, and are never touched.
#include "warpath.cuh"

#define SHORT 1024
#define SHORT_WARPS 4
#define TILE 4096

struct Warp {
  static __device__ unsigned thread() { return lane(); }
  static __device__ unsigned threads() { return 32; }
  static __device__ void sync() { __syncwarp(); }
};

struct Block {
  static __device__ unsigned thread() { return threadIdx.x; }
  static __device__ unsigned threads() { return blockDim.x; }
  static __device__ void sync() { __syncthreads(); }
};

template <typename K>
__device__ __forceinline__ void put_in_order(K* a, unsigned low, unsigned high, unsigned n) {
  if (high < n) {
    K first = a[low];
    K second = a[high];
    if (second < first) {
      a[low] = second;
      a[high] = first;
    }
  }
}

// Compares mirrored places of runs of 2 · half: two ascending halves become a smaller and a larger.
template <typename G, typename K>
__device__ void flip(K* a, unsigned n, unsigned half) {
  for (unsigned pair = G::thread();; pair += G::threads()) {
    unsigned offset = pair & (half - 1);
    unsigned base = (pair - offset) << 1;
    if (base + offset >= n) break;
    put_in_order(a, base + offset, base + 2 * half - 1 - offset, n);
  }
  G::sync();
}

// Compares places `distance` apart.
template <typename G, typename K>
__device__ void halve(K* a, unsigned n, unsigned distance) {
  for (unsigned pair = G::thread();; pair += G::threads()) {
    unsigned offset = pair & (distance - 1);
    unsigned low = ((pair - offset) << 1) + offset;
    if (low >= n) break;
    put_in_order(a, low, low + distance, n);
  }
  G::sync();
}

template <typename G, typename K>
__device__ void copy(const K* from, K* to, unsigned n) {
  for (unsigned i = G::thread(); i < n; i += G::threads()) to[i] = from[i];
  G::sync();
}

// Sorts n entries that the group reaches quickly.
template <typename G, typename K>
__device__ void sort_near(K* a, unsigned n) {
  for (unsigned half = 1; half < n; half <<= 1) {
    flip<G>(a, n, half);
    for (unsigned distance = half >> 1; distance > 0; distance >>= 1) halve<G>(a, n, distance);
  }
}

// Sorts a row of less than 2³¹ entries; steps that stay within a tile are done in shared memory.
template <typename K>
__device__ void sort_far(K* row, unsigned n, K* tile) {
  for (unsigned base = 0; base < n; base += TILE) {
    unsigned length = n - base < TILE ? n - base : TILE;
    copy<Block>(row + base, tile, length);
    sort_near<Block>(tile, length);
    copy<Block>(tile, row + base, length);
  }
  for (unsigned half = TILE; half < n; half <<= 1) {
    flip<Block>(row, n, half);
    for (unsigned distance = half >> 1; distance >= TILE; distance >>= 1) {
      halve<Block>(row, n, distance);
    }
    for (unsigned base = 0; base < n; base += TILE) {
      unsigned length = n - base < TILE ? n - base : TILE;
      copy<Block>(row + base, tile, length);
      for (unsigned distance = TILE / 2; distance > 0; distance >>= 1) {
        halve<Block>(tile, length, distance);
      }
      copy<Block>(tile, row + base, length);
    }
  }
}

template <typename K>
__device__ void sort_short(int rows, const int64* offsets, K* entries, int* longCount,
                           int* long_rows) {
  __shared__ K tile[SHORT_WARPS][SHORT];
  int64 row = grid_thread() >> 5;
  if (row >= rows) return;
  int64 begin = offsets[row];
  int64 length = offsets[row + 1] - begin;
  if (length > SHORT) {
    if (lane() == 0) long_rows[atomicAdd(longCount, 1)] = (int)row;
  } else if (length > 1) {
    K* own = tile[threadIdx.x >> 5];
    copy<Warp>(entries + begin, own, (unsigned)length);
    sort_near<Warp>(own, (unsigned)length);
    copy<Warp>(own, entries + begin, (unsigned)length);
  }
}

// A warp a row, in blocks of 128 threads. Lists the rows that are too long.
// offsets: int64[rows+1]; columns: int32[entries]; longCount: int32[1], 0 before.
extern "C" __global__ void row_sort_short(int rows, const long long* offsets, int* columns,
                                          int* longCount, int* long_rows) {
  sort_short(rows, offsets, columns, longCount, long_rows);
}

// As above; keys: int64[entries].
extern "C" __global__ void row_sort_short_keys(int rows, const long long* offsets, long long* keys,
                                               int* longCount, int* long_rows) {
  sort_short(rows, offsets, keys, longCount, long_rows);
}

// A block of 512 threads a listed row.
extern "C" __global__ void __launch_bounds__(512)
    row_sort_long(const int* long_rows, const long long* offsets, int* columns) {
  __shared__ int tile[TILE];
  int row = long_rows[blockIdx.x];
  sort_far(columns + offsets[row], (unsigned)(offsets[row + 1] - offsets[row]), tile);
}

// As above; keys: int64[entries].
extern "C" __global__ void __launch_bounds__(512)
    row_sort_long_keys(const int* long_rows, const long long* offsets, long long* keys) {
  __shared__ long long tile[TILE];
  int row = long_rows[blockIdx.x];
  sort_far(keys + offsets[row], (unsigned)(offsets[row + 1] - offsets[row]), tile);
}
