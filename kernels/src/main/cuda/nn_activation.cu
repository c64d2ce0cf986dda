// Functions of each element, numbered as nn's Function is, and their slopes; in float32 for float32
// and the 16-bit types, in float64 for float64. All kernels stride over `count` elements.
#include "elements.cuh"

#define GELU_SCALE T(0.7978845608028654)
#define GELU_CUBE T(0.044715)
// Beyond, the normal distribution is 0 or 1 and its density 0; times infinity that is no number.
#define NORMAL_RANGE T(40)

// By the exponential that does not overflow.
template <typename T>
__device__ __forceinline__ T sigmoid(T x) {
  T e = exp(-fabs(x));
  return (x >= 0 ? T(1) : e) / (T(1) + e);
}

template <typename T>
__device__ __forceinline__ T normal(T x) {
  return T(0.5) * T(erfc(-x * T(0.7071067811865476)));
}

template <typename T>
__device__ __forceinline__ T value(int function, T x, T alpha, T beta) {
  T t;
  switch (function) {
    case 0: return x > 0 || x != x ? x : T(0);
    case 1: return x < 0 ? alpha * x : x;
    case 2: return x < 0 ? alpha * T(expm1(x)) : x;
    case 3: return beta * (x < 0 ? alpha * T(expm1(x)) : x);
    case 4: return sigmoid(x);
    case 5: t = alpha * x + beta; return t < 0 ? T(0) : t > 1 ? T(1) : t;
    case 6: return tanh(x);
    case 7: return (x > 0 ? x : T(0)) + T(log1p(exp(-fabs(x))));
    case 8: return x / (T(1) + T(fabs(x)));
    case 9: return x < -NORMAL_RANGE ? T(0) : x * normal(x);
    case 10: return x * sigmoid(T(2) * GELU_SCALE * (x + GELU_CUBE * x * x * x));
    case 11: return x < alpha ? alpha : x > beta ? beta : x;
    case 12: return exp(x);
    case 13: return log(x);
    case 14: return -x;
    case 15: return sqrt(x);
    case 16: return fabs(x);
    default: return T(1) / x;
  }
}

// v is the function's value, or what it was taken of where that does not tell the slope.
template <typename T>
__device__ __forceinline__ T slope(int function, T v, T alpha, T beta) {
  T t;
  switch (function) {
    case 0: return v > 0 ? T(1) : T(0);
    case 1: return v < 0 ? alpha : T(1);
    case 2: return v < 0 ? v + alpha : T(1);
    case 3: return v < 0 ? v + alpha * beta : beta;
    case 4: return v * (T(1) - v);
    case 5: return v > 0 && v < 1 ? alpha : T(0);
    case 6: return (T(1) - v) * (T(1) + v);
    case 7: return -T(expm1(-v));
    case 8: t = T(1) - T(fabs(v)); return t * t;
    case 9:
      t = fabs(v) < NORMAL_RANGE ? v : T(0);
      return normal(v) + t * T(0.3989422804014327) * T(exp(T(-0.5) * t * t));
    case 10:
      t = sigmoid(T(2) * GELU_SCALE * (v + GELU_CUBE * v * v * v));
      return t + v * t * (T(1) - t) * T(2) * GELU_SCALE * (T(1) + T(3) * GELU_CUBE * v * v);
    case 11: return v > alpha && v < beta ? T(1) : T(0);
    case 12: return v;
    case 13: return T(1) / v;
    case 14: return T(-1);
    case 15: return T(0.5) / v;
    case 16: return v > 0 ? T(1) : v < 0 ? T(-1) : T(0);
    default: return -v * v;
  }
}

template <typename T>
__device__ void map(int function, int type, int64 count, double alpha, double beta, const void* x,
                    void* y) {
  for (int64 i = grid_thread(); i < count; i += grid_threads()) {
    store_element(y, i, type, value(function, load_element(x, i, type, T(0)), T(alpha), T(beta)));
  }
}

// y = f(x)
extern "C" __global__ void activation_value_f32(int function, int type, long long count,
                                                double alpha, double beta, const void* x, void* y) {
  map<float>(function, type, count, alpha, beta, x, y);
}

extern "C" __global__ void activation_value_f64(int function, int type, long long count,
                                                double alpha, double beta, const void* x, void* y) {
  map<double>(function, type, count, alpha, beta, x, y);
}

template <typename T>
__device__ void back(int function, int type, int64 count, double alpha, double beta, const void* v,
                     const void* dy, void* dx) {
  for (int64 i = grid_thread(); i < count; i += grid_threads()) {
    T rate = slope(function, load_element(v, i, type, T(0)), T(alpha), T(beta));
    store_element(dx, i, type, rate * load_element(dy, i, type, T(0)));
  }
}

// dx = dy · f'
extern "C" __global__ void activation_slope_f32(int function, int type, long long count,
                                                double alpha, double beta, const void* v,
                                                const void* dy, void* dx) {
  back<float>(function, type, count, alpha, beta, v, dy, dx);
}

extern "C" __global__ void activation_slope_f64(int function, int type, long long count,
                                                double alpha, double beta, const void* v,
                                                const void* dy, void* dx) {
  back<double>(function, type, count, alpha, beta, v, dy, dx);
}
