// A basis of vectors side by side: vector j at element j · stride. All stride over their items.
#include "krylov.cuh"

// Vectors that are read together, so that w is read once for them.
#define GROUP 4

// partial[j][blocks] of vⱼ·w for each j below count.
extern "C" __global__ void krylov_project(int wide, int n, int count, long long stride,
                                          const void* basis, const void* w, int blocks,
                                          double* partial) {
  for (int first = 0; first < count; first += GROUP) {
    double sums[GROUP] = {0, 0, 0, 0};
    with_type(wide, [&](auto type) {
      typedef decltype(type) T;
      const T* v = (const T*)basis + first * stride;
      for (int64 i = grid_thread(); i < n; i += grid_threads()) {
        double value = ((const T*)w)[i];
        for (int j = 0; j < GROUP; j++) {
          if (first + j < count) sums[j] += (double)v[j * stride + i] * value;
        }
      }
    });
    for (int j = 0; j < GROUP && first + j < count; j++) {
      leave_sum(sums[j], &partial[(int64)(first + j) * blocks + blockIdx.x]);
    }
  }
}

// w = w − Σⱼ s[slot + j]·vⱼ over the j below count; partial of w·w.
extern "C" __global__ void krylov_subtract(int wide, int n, int count, long long stride,
                                           const void* basis, const double* slots, int slot,
                                           void* w, double* partial) {
  double squares = 0;
  with_type(wide, [&](auto type) {
    typedef decltype(type) T;
    for (int64 i = grid_thread(); i < n; i += grid_threads()) {
      double sum = ((T*)w)[i];
      for (int j = 0; j < count; j++) {
        sum -= slots[slot + j] * (double)((const T*)basis)[j * stride + i];
      }
      T rest = (T)sum;
      ((T*)w)[i] = rest;
      squares += (double)rest * (double)rest;
    }
  });
  leave_sum(squares, &partial[blockIdx.x]);
}

// outᵢ = Σⱼ y[i][j]·vⱼ over the j below count, for each i below outs. y: float64[outs][count];
// out: vectors at the same stride.
extern "C" __global__ void krylov_combine(int wide, int n, int count, long long stride,
                                          const void* basis, int outs, const double* y,
                                          void* out) {
  with_type(wide, [&](auto type) {
    typedef decltype(type) T;
    for (int64 i = grid_thread(); i < n; i += grid_threads()) {
      for (int first = 0; first < outs; first += GROUP) {
        double sums[GROUP] = {0, 0, 0, 0};
        for (int j = 0; j < count; j++) {
          double value = ((const T*)basis)[j * stride + i];
          for (int k = 0; k < GROUP; k++) {
            if (first + k < outs) sums[k] += y[(int64)(first + k) * count + j] * value;
          }
        }
        for (int k = 0; k < GROUP && first + k < outs; k++) {
          ((T*)out)[(first + k) * stride + i] = (T)sums[k];
        }
      }
    }
  });
}
