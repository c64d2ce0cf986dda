// One number for each row of x[rows × length], a warp a row: the mean, or the largest element (the
// first of them; NaN before all), whose place is kept. Backward a thread an element.
#include "elements.cuh"

// Whether (x, i) is to be taken before (y, j); a place of -1 is none.
template <typename T>
__device__ __forceinline__ bool before(T x, int i, T y, int j) {
  if (i < 0 || j < 0) return j < 0;
  bool xNan = x != x;
  bool yNan = y != y;
  if (xNan != yNan) return xNan;
  return !xNan && x != y ? x > y : i < j;
}

template <typename T>
__device__ void pool(int type, int max, int64 rows, int length, const void* x, void* y,
                     int* places) {
  for (int64 row = grid_thread() / 32; row < rows; row += grid_threads() / 32) {
    T value = 0;
    int place = -1;
    for (int i = lane(); i < length; i += 32) {
      T element = load_element(x, row * length + i, type, T(0));
      if (!max) {
        value += element;
      } else if (before(element, i, value, place)) {
        value = element;
        place = i;
      }
    }
    for (int offset = 16; offset > 0; offset >>= 1) {
      T other = __shfl_xor_sync(0xffffffffu, value, offset);
      int otherPlace = __shfl_xor_sync(0xffffffffu, place, offset);
      if (!max) {
        value += other;
      } else if (before(other, otherPlace, value, place)) {
        value = other;
        place = otherPlace;
      }
    }
    if (lane() == 0) {
      store_element(y, row, type, max ? value : value / T(length));
      if (max) places[row] = place;
    }
  }
}

// y[rows] ← the means or, if `max`, the largest, and places[rows].
extern "C" __global__ void nn_global_pooling_f32(int type, int max, long long rows, int length,
                                                 const void* x, void* y, int* places) {
  pool<float>(type, max, rows, length, x, y, places);
}

extern "C" __global__ void nn_global_pooling_f64(int type, int max, long long rows, int length,
                                                 const void* x, void* y, int* places) {
  pool<double>(type, max, rows, length, x, y, places);
}

template <typename T>
__device__ void spread(int type, int max, int64 rows, int length, const int* places,
                       const void* dy, void* dx) {
  for (int64 i = grid_thread(); i < rows * length; i += grid_threads()) {
    int64 row, place;
    split(i, length, &row, &place);
    T gradient = load_element(dy, row, type, T(0));
    T part = max ? (places[row] == place ? gradient : T(0)) : gradient / T(length);
    store_element(dx, i, type, part);
  }
}

// dx[rows × length] ← dy[rows], each to its row.
extern "C" __global__ void nn_global_pooling_backward_f32(int type, int max, long long rows,
                                                          int length, const int* places,
                                                          const void* dy, void* dx) {
  spread<float>(type, max, rows, length, places, dy, dx);
}

extern "C" __global__ void nn_global_pooling_backward_f64(int type, int max, long long rows,
                                                          int length, const int* places,
                                                          const void* dy, void* dx) {
  spread<double>(type, max, rows, length, places, dy, dx);
}
