// Softmax along lines and its logarithm, after the largest element is subtracted.
#include "nn_lines.cuh"

template <typename T>
__device__ void value(int type, Lines lines, int logarithm, const void* x, void* y) {
  __shared__ T scratch[32];
  for (int64 line = lines.first(); line < lines.count; line += lines.step()) {
    int64 at = lines.place(line);
    T most = lines.max_of(x, at, type, scratch);
    T sum = 0;
    for (int64 i = lines.begin(); i < lines.length; i += lines.stride()) {
      sum += T(exp(load_element(x, at + i * lines.inner, type, T(0)) - most));
    }
    sum = lines.sum(sum, scratch);
    T shift = log(sum);
    for (int64 i = lines.begin(); i < lines.length; i += lines.stride()) {
      T above = load_element(x, at + i * lines.inner, type, T(0)) - most;
      T result = logarithm ? above - shift : T(exp(above)) / sum;
      store_element(y, at + i * lines.inner, type, result);
    }
  }
}

extern "C" __global__ void softmax_value_f32(int type, long long count, long long length,
                                             long long inner, int narrow, int logarithm,
                                             const void* x, void* y) {
  value<float>(type, Lines{count, length, inner, narrow}, logarithm, x, y);
}

extern "C" __global__ void softmax_value_f64(int type, long long count, long long length,
                                             long long inner, int narrow, int logarithm,
                                             const void* x, void* y) {
  value<double>(type, Lines{count, length, inner, narrow}, logarithm, x, y);
}

// dx = y·(dy − Σ y·dy); of the logarithm dx = dy − exp(y)·Σ dy.
template <typename T>
__device__ void slope(int type, Lines lines, int logarithm, const void* y, const void* dy,
                      void* dx) {
  __shared__ T scratch[32];
  for (int64 line = lines.first(); line < lines.count; line += lines.step()) {
    int64 at = lines.place(line);
    T sum = 0;
    for (int64 i = lines.begin(); i < lines.length; i += lines.stride()) {
      T d = load_element(dy, at + i * lines.inner, type, T(0));
      sum += logarithm ? d : d * load_element(y, at + i * lines.inner, type, T(0));
    }
    sum = lines.sum(sum, scratch);
    for (int64 i = lines.begin(); i < lines.length; i += lines.stride()) {
      T v = load_element(y, at + i * lines.inner, type, T(0));
      T d = load_element(dy, at + i * lines.inner, type, T(0));
      T result = logarithm ? d - T(exp(v)) * sum : v * (d - sum);
      store_element(dx, at + i * lines.inner, type, result);
    }
  }
}

extern "C" __global__ void softmax_slope_f32(int type, long long count, long long length,
                                             long long inner, int narrow, int logarithm,
                                             const void* y, const void* dy, void* dx) {
  slope<float>(type, Lines{count, length, inner, narrow}, logarithm, y, dy, dx);
}

extern "C" __global__ void softmax_slope_f64(int type, long long count, long long length,
                                             long long inner, int narrow, int logarithm,
                                             const void* y, const void* dy, void* dx) {
  slope<double>(type, Lines{count, length, inner, narrow}, logarithm, y, dy, dx);
}
