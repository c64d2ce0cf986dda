// A basis of vectors side by side: vector j at element j · stride. All stride over their items.
#include "krylov.cuh"

// Elements of a block's share at a time: w's stay in a near cache while the vectors go by.
#define TILE 2048
// Results that are formed together, so that the basis is read once for them.
#define GROUP 4

// partial[j][blocks] of vⱼ·w for each j below count: a warp a vector, all over the block's tiles.
extern "C" __global__ void krylov_project(int wide, int n, int count, long long stride,
                                          const void* basis, const void* w, int blocks,
                                          double* partial) {
  for (int j = threadIdx.x >> 5; j < count; j += blockDim.x >> 5) {
    double sum = 0;
    with_type(wide, [&](auto type) {
      typedef decltype(type) T;
      const T* v = (const T*)basis + j * stride;
      for (int64 tile = (int64)blockIdx.x * TILE; tile < n; tile += (int64)gridDim.x * TILE) {
        int64 end = tile + TILE < n ? tile + TILE : n;
#pragma unroll 4
        for (int64 i = tile + lane(); i < end; i += 32) {
          sum += (double)v[i] * (double)((const T*)w)[i];
        }
      }
    });
    sum = warp_sum(sum);
    if (lane() == 0) partial[(int64)j * blocks + blockIdx.x] = sum;
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
