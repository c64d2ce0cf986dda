// Rows of table[outer × rows × width] that `count` indices name, and their gradients, summed in the
// indices' order: each index points to the next of its kind, and the first of a kind walks along.
#include "elements.cuh"

__device__ __forceinline__ int64 index_at(const void* indices, int64 i, int type, int64 rows) {
  int64 index = (int64)load_element(indices, i, type, 0.0);
  return index < 0 ? index + rows : index;
}

// result[o][i][k] = table[o][index of i][k]
extern "C" __global__ void embedding_take(int type, long long outer, long long rows,
                                          long long width, long long count, const void* indices,
                                          const void* table, void* result) {
  for (int64 at = grid_thread(); at < outer * count * width; at += grid_threads()) {
    int64 line, k, o, i;
    split(at, width, &line, &k);
    split(line, count, &o, &i);
    int64 from = (o * rows + index_at(indices, i, type, rows)) * width + k;
    if (type == FLOAT64) {
      ((double*)result)[at] = ((const double*)table)[from];
    } else if (type == FLOAT32) {
      ((float*)result)[at] = ((const float*)table)[from];
    } else {
      ((unsigned short*)result)[at] = ((const unsigned short*)table)[from];
    }
  }
}

// next[i] = the next place with i's index, or count; first[i] = whether none is before. A thread an
// index: count² / 2 steps at most, which end at the first equal one.
extern "C" __global__ void embedding_links(int type, long long rows, long long count,
                                           const void* indices, long long* next, int* first) {
  for (int64 i = grid_thread(); i < count; i += grid_threads()) {
    int64 own = index_at(indices, i, type, rows);
    int64 j = i + 1;
    while (j < count && index_at(indices, j, type, rows) != own) j++;
    next[i] = j;
    j = i - 1;
    while (j >= 0 && index_at(indices, j, type, rows) != own) j--;
    first[i] = j < 0;
  }
}

// gradient[o][index][k] += the sum of d[o][i][k] over the index's places. A thread an element of d,
// of which those of first places work.
extern "C" __global__ void embedding_add(int type, long long outer, long long rows,
                                         long long width, long long count, const void* indices,
                                         const long long* next, const int* first, const void* d,
                                         void* gradient) {
  for (int64 at = grid_thread(); at < outer * count * width; at += grid_threads()) {
    int64 line, k, o, i;
    split(at, width, &line, &k);
    split(line, count, &o, &i);
    if (!first[i]) continue;
    int64 to = (o * rows + index_at(indices, i, type, rows)) * width + k;
    double sum = load_element(gradient, to, type, 0.0);
    for (int64 j = i; j < count; j = next[j]) {
      sum += load_element(d, (o * count + j) * width + k, type, 0.0);
    }
    store_element(gradient, to, type, sum);
  }
}
