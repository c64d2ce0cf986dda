// Merges parallel entries of CSR rows whose columns are ascending, and turns sorted keys, column ·
// 2^edgeBits + edge, into columns and weights. A warp a row, in blocks of 256 threads.
#include "edge_random.cuh"

// As the CPU's IntegerWeights and Duplicates.
#define WEIGHT_DRAW (1ull << 20)
#define KEEP 0
#define SUM 1
#define MIN 2
#define MAX 3
#define FIRST 4

__device__ __forceinline__ unsigned lanes_below() { return (1u << lane()) - 1; }

// Whether entry e is the first of its column in a row from `begin` on.
template <typename K>
__device__ __forceinline__ bool is_first(const K* entries, int64 begin, int64 e, int shift) {
  return e == begin || entries[e] >> shift != entries[e - 1] >> shift;
}

template <typename K>
__device__ void count_columns(int rows, const int64* offsets, const K* entries, int shift,
                              int* lengths) {
  int64 row = grid_thread() >> 5;
  if (row >= rows) return;
  int64 begin = offsets[row];
  int64 end = offsets[row + 1];
  int count = 0;
  for (int64 e = begin + lane(); e < end; e += 32) count += is_first(entries, begin, e, shift);
  count = warp_sum(count);
  if (lane() == 0) lengths[row] = count;
}

// Calls put(e, to) for each entry e to be kept and its place in the merged rows.
template <typename K, typename Put>
__device__ __forceinline__ void each_kept(int64 row, const int64* offsets, const K* entries,
                                          int shift, bool keepAll, const int64* merged, Put put) {
  int64 begin = offsets[row];
  int64 end = offsets[row + 1];
  int64 to = merged[row];
  for (int64 chunk = begin; chunk < end; chunk += 32) {
    int64 e = chunk + lane();
    bool kept = e < end && (keepAll || is_first(entries, begin, e, shift));
    unsigned lanes = __ballot_sync(0xffffffffu, kept);
    if (kept) put(e, to + __popc(lanes & lanes_below()));
    to += __popc(lanes);
  }
}

// offsets: int64[rows+1]; columns: int32[entries]; lengths: int32[rows], the merged rows' lengths.
extern "C" __global__ void row_merge_count(int rows, const long long* offsets, const int* columns,
                                           int* lengths) {
  count_columns(rows, offsets, columns, 0, lengths);
}

// As above; keys: int64[entries].
extern "C" __global__ void row_merge_count_keys(int rows, const long long* offsets,
                                                const long long* keys, int edgeBits,
                                                int* lengths) {
  count_columns(rows, offsets, keys, edgeBits, lengths);
}

// merged: int64[rows+1], the merged rows' offsets; mergedColumns: int32[merged entries].
extern "C" __global__ void row_merge(int rows, const long long* offsets, const int* columns,
                                     const long long* merged, int* mergedColumns) {
  int64 row = grid_thread() >> 5;
  if (row >= rows) return;
  each_kept(row, offsets, columns, 0, false, merged,
            [=](int64 e, int64 to) { mergedColumns[to] = columns[e]; });
}

// The weight of an edge: one of the `span` integers from `least` on.
__device__ __forceinline__ float edge_weight(uint64 root, int64 edge, int least, int64 span) {
  uint64 bits = random_bits(edge_stream(root, edge), WEIGHT_DRAW);
  return (float)(least + (int)__umul64hi(bits, (uint64)span));
}

// duplicates: KEEP, SUM, MIN, MAX or FIRST, whose merged rows are `merged`, offsets themselves for
// KEEP. mergedColumns, weights: int32[merged entries], float32[merged entries].
extern "C" __global__ void row_merge_weigh(int rows, const long long* offsets,
                                           const long long* keys, int edgeBits, int duplicates,
                                           long long seed, int least, long long span,
                                           const long long* merged, int* mergedColumns,
                                           float* weights) {
  int64 row = grid_thread() >> 5;
  if (row >= rows) return;
  uint64 root = stream_root((uint64)seed);
  int64 end = offsets[row + 1];
  int64 edgeMask = (1ll << edgeBits) - 1;
  each_kept(row, offsets, keys, edgeBits, duplicates == KEEP, merged, [=](int64 e, int64 to) {
    int64 column = keys[e] >> edgeBits;
    float first = edge_weight(root, keys[e] & edgeMask, least, span);
    // Sums of up to 2²⁹ integers of 25 bits are exact.
    double sum = first;
    float smallest = first;
    float largest = first;
    if (duplicates != KEEP && duplicates != FIRST) {
      for (int64 k = e + 1; k < end && keys[k] >> edgeBits == column; k++) {
        float weight = edge_weight(root, keys[k] & edgeMask, least, span);
        sum += weight;
        smallest = fminf(smallest, weight);
        largest = fmaxf(largest, weight);
      }
    }
    mergedColumns[to] = (int)column;
    weights[to] = duplicates == SUM   ? (float)sum
                  : duplicates == MIN ? smallest
                  : duplicates == MAX ? largest
                                      : first;
  });
}
