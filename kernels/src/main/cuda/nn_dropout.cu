// Dropout, whose mask is a hash of the seed, the number of the pass and the element's place. The
// number is four digits of base 256, the lowest first, of the elements' type.
#include "elements.cuh"
#include "noise.cuh"

__device__ __forceinline__ uint64 pass_number(const void* digits, int type) {
  uint64 number = 0;
  for (int i = 3; i >= 0; i--) number = number * 256 + (uint64)load_element(digits, i, type, 0.0);
  return number;
}

// One thread.
extern "C" __global__ void dropout_count(int type, void* digits) {
  uint64 number = pass_number(digits, type) + 1;
  for (int i = 0; i < 4; i++) store_element(digits, i, type, (double)(number >> 8 * i & 255));
}

// y = x · scale where the upper 53 bits are at least `threshold`, else 0; x = 1 if `ones`.
template <typename T>
__device__ void apply(int type, int64 count, int64 seed, int64 threshold, double scale, int ones,
                      const void* digits, const void* x, void* y) {
  uint64 key = noise_key((uint64)seed, pass_number(digits, type));
  for (int64 i = grid_thread(); i < count; i += grid_threads()) {
    bool kept = (int64)(noise_bits(key, (uint64)i) >> 11) >= threshold;
    T value = ones ? T(1) : load_element(x, i, type, T(0));
    store_element(y, i, type, kept ? value * T(scale) : T(0));
  }
}

extern "C" __global__ void dropout_apply_f32(int type, long long count, long long seed,
                                             long long threshold, double scale, int ones,
                                             const void* digits, const void* x, void* y) {
  apply<float>(type, count, seed, threshold, scale, ones, digits, x, y);
}

extern "C" __global__ void dropout_apply_f64(int type, long long count, long long seed,
                                             long long threshold, double scale, int ones,
                                             const void* digits, const void* x, void* y) {
  apply<double>(type, count, seed, threshold, scale, ones, digits, x, y);
}
