// Sparse matrices in iterative solvers: products in float64, and triangular solves by levels.
#include "krylov.cuh"

// y = A·x in float64: `width` neighbouring lanes a row, a power of two in [1, 32].
// values: float64[entries], read if `valued`.
extern "C" __global__ void krylov_spmv(int rows, int width, const long long* __restrict__ offsets,
                                       const int* __restrict__ columns, int valued,
                                       const double* __restrict__ values,
                                       const double* __restrict__ x, double* y) {
  int64 row = grid_thread() >> (31 - __clz(width));
  int place = threadIdx.x & (width - 1);
  int64 begin = row < rows ? offsets[row] : 0;
  int64 end = row < rows ? offsets[row + 1] : 0;
  double sum = 0;
  for (int64 e = begin + place; e < end; e += width) {
    sum += (valued ? values[e] : 1.0) * x[columns[e]];
  }
  sum = lanes_sum(sum, width);
  if (row < rows && place == 0) y[row] = sum;
}

// A triangular matrix with the rows that do not need each other in levels.
//   order[rows]: the rows, level after level; starts[levels + 1]: where each level begins in it
//   values: of the entries beside the diagonal; inverse[rows]: one over the diagonal, if not `unit`
template <typename T>
struct Triangle {
  const int* order;
  const int64* offsets;
  const int* columns;
  const T* values;
  int unit;
  const T* inverse;

  // z may be r, and is written by others of this launch: no read of it may be kept in a register
  // or a cache that those do not reach.
  __device__ __forceinline__ void solve_row(int at, const T* r, T* z) const {
    int row = order[at];
    double sum = r[row];
    for (int64 e = offsets[row]; e < offsets[row + 1]; e++) {
      sum -= (double)values[e] * (double)*(const volatile T*)&z[columns[e]];
    }
    z[row] = (T)(unit ? sum : sum * (double)inverse[row]);
  }
};

// One level, order[first] to order[first + count − 1]: at least one thread a row.
extern "C" __global__ void krylov_level(int wide, int first, int count, const int* order,
                                        const long long* offsets, const int* columns,
                                        const void* values, int unit, const void* inverse,
                                        const void* r, void* z) {
  int64 item = grid_thread();
  if (item >= count) return;
  with_type(wide, [&](auto type) {
    typedef decltype(type) T;
    Triangle<T> t{order, offsets, columns, (const T*)values, unit, (const T*)inverse};
    t.solve_row(first + (int)item, (const T*)r, (T*)z);
  });
}

// Levels from `from` to `to` − 1, none of them wide, one after the other: one block.
extern "C" __global__ void krylov_levels(int wide, int from, int to, const int* starts,
                                         const int* order, const long long* offsets,
                                         const int* columns, const void* values, int unit,
                                         const void* inverse, const void* r, void* z) {
  for (int level = from; level < to; level++) {
    for (int at = starts[level] + threadIdx.x; at < starts[level + 1]; at += blockDim.x) {
      with_type(wide, [&](auto type) {
        typedef decltype(type) T;
        Triangle<T> t{order, offsets, columns, (const T*)values, unit, (const T*)inverse};
        t.solve_row(at, (const T*)r, (T*)z);
      });
    }
    __syncthreads();
  }
}
