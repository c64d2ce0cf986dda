// Updates of a parameter w[count] by its gradient g and what the solver keeps, s and u, in one pass:
// forms and factors are UpdateRule's. State is float32 where w is of a 16-bit type.
#include "elements.cuh"

#define MOMENTUM 0
#define SCALED 1
#define MOMENTS 2

template <typename T>
struct Factors {
  T scale, bound, l2, l1, keep, first, firstGain, second, secondGain, rate, lookahead, root, epsilon;
};

// Comparisons are false for NaN, so that it stays.
template <typename T>
__device__ __forceinline__ T sign(T x) {
  return x > 0 ? T(1) : x < 0 ? T(-1) : x;
}

template <typename T>
__device__ __forceinline__ T clamp(T x, T bound) {
  return x > bound ? bound : x < -bound ? -bound : x;
}

template <typename T>
__device__ void update(int form, int type, int64 count, void* w, const void* g, T* s, T* u,
                       Factors<T> f) {
  for (int64 i = grid_thread(); i < count; i += grid_threads()) {
    T x = load_element(w, i, type, T(0));
    T d = clamp(f.scale * load_element(g, i, type, T(0)), f.bound) + f.l2 * x + f.l1 * sign(x);
    T step;
    if (form == MOMENTUM) {
      T v = f.first * s[i] + f.firstGain * d;
      s[i] = v;
      step = f.rate * v + f.lookahead * d;
    } else if (form == SCALED) {
      T squares = f.second * s[i] + f.secondGain * (d * d);
      s[i] = squares;
      step = f.rate * d / (sqrt(squares) + f.epsilon);
    } else if (form == MOMENTS) {
      T mean = f.first * s[i] + f.firstGain * d;
      T squares = f.second * u[i] + f.secondGain * (d * d);
      s[i] = mean;
      u[i] = squares;
      step = f.rate * mean / (f.root * sqrt(squares) + f.epsilon);
    } else {
      T squares = f.second * s[i] + f.secondGain * (d * d);
      T move = d * sqrt((u[i] + f.epsilon) / (squares + f.epsilon));
      s[i] = squares;
      u[i] = f.second * u[i] + f.secondGain * (move * move);
      step = f.rate * move;
    }
    store_element(w, i, type, f.keep * x - step);
  }
}

// Launch: any grid. u is s where a form keeps one tensor.
extern "C" __global__ void nn_solver_update_f32(int form, int type, long long count, void* w,
                                                const void* g, float* s, float* u, float scale,
                                                float bound, float l2, float l1, float keep,
                                                float first, float firstGain, float second,
                                                float secondGain, float rate, float lookahead,
                                                float root, float epsilon) {
  update(form, type, count, w, g, s, u,
         Factors<float>{scale, bound, l2, l1, keep, first, firstGain, second, secondGain, rate,
                        lookahead, root, epsilon});
}

extern "C" __global__ void nn_solver_update_f64(int form, int type, long long count, void* w,
                                                const void* g, double* s, double* u, double scale,
                                                double bound, double l2, double l1, double keep,
                                                double first, double firstGain, double second,
                                                double secondGain, double rate, double lookahead,
                                                double root, double epsilon) {
  update(form, type, count, w, g, s, u,
         Factors<double>{scale, bound, l2, l1, keep, first, firstGain, second, secondGain, rate,
                         lookahead, root, epsilon});
}
