// What cuFFT leaves to its callers: the inverse's scale, and what a half spectrum of reals cannot
// hold. All kernels stride over their items.
#include "warpath.cuh"

template <typename T>
__device__ __forceinline__ void scale(long long count, T factor, T* x) {
  for (int64 i = grid_thread(); i < count; i += grid_threads()) x[i] *= factor;
}

// x[count] *= factor
extern "C" __global__ void fft_scale_f32(long long count, float factor, float* x) {
  scale<float>(count, factor, x);
}

extern "C" __global__ void fft_scale_f64(long long count, double factor, double* x) {
  scale<double>(count, factor, x);
}

template <typename T>
__device__ __forceinline__ void real_ends(long long lines, long long half, long long inner,
                                          int both, T* spectrum) {
  for (int64 line = grid_thread(); line < lines; line += grid_threads()) {
    int64 first = line / inner * half * inner + line % inner;
    spectrum[2 * first + 1] = 0;
    if (both) spectrum[2 * (first + (half - 1) * inner) + 1] = 0;
  }
}

// Clears the imaginary part of the first element of each line of spectrum[outer][half][inner],
// complex, and if `both` of the last one; lines = outer · inner.
extern "C" __global__ void fft_real_ends_f32(long long lines, long long half, long long inner,
                                             int both, float* spectrum) {
  real_ends<float>(lines, half, inner, both, spectrum);
}

extern "C" __global__ void fft_real_ends_f64(long long lines, long long half, long long inner,
                                             int both, double* spectrum) {
  real_ends<double>(lines, half, inner, both, spectrum);
}
