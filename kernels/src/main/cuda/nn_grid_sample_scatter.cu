// The gradient of sampling by its input: places may share elements, so parts are added as integers,
// whose sum does not depend on the order. They are multiples of 2^-shift; the shift is such that no
// sum overflows: 62 less the exponent of the largest gradient and of how many parts there may be.
#include "sampling.cuh"

#define NOT_FINITE 0x7ff

// The exponent of float64 as its bits have it: 1022 more than that of the power of 2 above |x|.
__device__ __forceinline__ int biased_exponent(double x) {
  return (int)(__double_as_longlong(x) >> 52 & NOT_FINITE);
}

__device__ __forceinline__ int shift_of(int biased, int partBits) {
  return 62 - partBits - (biased - 1022);
}

template <typename T>
__device__ void measure(int type, int64 items, const void* dy, int* exponent) {
  int most = 0;
  for (int64 i = grid_thread(); i < items; i += grid_threads()) {
    int own = biased_exponent((double)load_element(dy, i, type, T(0)));
    if (own > most) most = own;
  }
  atomicMax(exponent, most);
}

// exponent ← the largest of dy, if that is more. Launch: any number of threads.
extern "C" __global__ void nn_grid_sample_measure_f32(int type, long long items, const void* dy,
                                                      int* exponent) {
  measure<float>(type, items, dy, exponent);
}

extern "C" __global__ void nn_grid_sample_measure_f64(int type, long long items, const void* dy,
                                                      int* exponent) {
  measure<double>(type, items, dy, exponent);
}

template <typename T>
__device__ void scatter(int type, int64 items, const Sampling& how, int partBits,
                        const int* exponent, const void* grid, const void* dy,
                        unsigned long long* sums) {
  int shift = shift_of(*exponent, partBits);
  if (*exponent == NOT_FINITE) return;
  for (int64 i = grid_thread(); i < items; i += grid_threads()) {
    int64 channel, place;
    split(i, how.places, &channel, &place);
    Taps<T> taps(how, type, grid, channel / how.channels * how.places + place);
    T gradient = load_element(dy, i, type, T(0));
    for (int tap = 0; tap < taps.count(); tap++) {
      int digits[3];
      taps.split_tap(tap, digits);
      int element = taps.element(digits);
      if (element < 0) continue;
      double part = (double)(taps.weight(digits, -1) * gradient);
      atomicAdd(sums + channel * how.length() + element,
                (unsigned long long)llrint(ldexp(part, shift)));
    }
  }
}

// sums += the parts of dy. Launch: a thread an element of dy.
extern "C" __global__ void nn_grid_sample_scatter_f32(int type, long long items,
                                                      const Sampling* how, int partBits,
                                                      const int* exponent, const void* grid,
                                                      const void* dy, unsigned long long* sums) {
  scatter<float>(type, items, *how, partBits, exponent, grid, dy, sums);
}

extern "C" __global__ void nn_grid_sample_scatter_f64(int type, long long items,
                                                      const Sampling* how, int partBits,
                                                      const int* exponent, const void* grid,
                                                      const void* dy, unsigned long long* sums) {
  scatter<double>(type, items, *how, partBits, exponent, grid, dy, sums);
}

template <typename T>
__device__ void collect(int type, int64 items, int partBits, const int* exponent,
                        const unsigned long long* sums, void* dx) {
  int shift = shift_of(*exponent, partBits);
  for (int64 i = grid_thread(); i < items; i += grid_threads()) {
    double sum = ldexp((double)(int64)sums[i], -shift);
    if (*exponent == NOT_FINITE) sum = __longlong_as_double(0x7ff8000000000000ll);
    store_element(dx, i, type, (T)sum);
  }
}

// dx ← sums; NaN everywhere if a gradient is not finite. Launch: a thread an element of dx.
extern "C" __global__ void nn_grid_sample_collect_f32(int type, long long items, int partBits,
                                                      const int* exponent,
                                                      const unsigned long long* sums, void* dx) {
  collect<float>(type, items, partBits, exponent, sums, dx);
}

extern "C" __global__ void nn_grid_sample_collect_f64(int type, long long items, int partBits,
                                                      const int* exponent,
                                                      const unsigned long long* sums, void* dx) {
  collect<double>(type, items, partBits, exponent, sums, dx);
}
