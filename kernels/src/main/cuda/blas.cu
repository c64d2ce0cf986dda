// What BLAS needs beside cuBLAS: results of empty sums, and divisors that are 0.
#include "elements.cuh"

// C = beta·C, or 0 with `clear`, which reads nothing, over all of C[rows × columns] (triangle 0), its
// lower (1) or upper (2) triangle with the diagonal. Strides over the elements, those of a row side
// by side in c.
template <typename T>
__device__ void scale(int type, int64 rows, int64 columns, int64 rowStride, int triangle,
                      int clear, T beta, void* c) {
  for (int64 place = grid_thread(); place < rows * columns; place += grid_threads()) {
    int64 i, j;
    split(place, columns, &i, &j);
    if ((triangle == 1 && j > i) || (triangle == 2 && j < i)) continue;
    int64 at = i * rowStride + j;
    store_element(c, at, type, clear ? T(0) : beta * load_element(c, at, type, T(0)));
  }
}

extern "C" __global__ void blas_scale(int type, long long rows, long long columns,
                                      long long rowStride, int triangle, int clear,
                                      double beta, void* c) {
  if (type == FLOAT64) {
    scale(type, rows, columns, rowStride, triangle, clear, beta, c);
  } else {
    scale(type, rows, columns, rowStride, triangle, clear, (float)beta, c);
  }
}

// The first i with diagonal[i · stride] = 0, for i in [0, n), to *first, which holds n. A thread an
// element; diagonal: float32 or float64.
extern "C" __global__ void blas_first_zero(int type, int n, long long stride, const void* diagonal,
                                           int* first) {
  int64 i = grid_thread();
  if (i < n && load_element(diagonal, i * stride, type, 0.0) == 0) atomicMin(first, (int)i);
}
