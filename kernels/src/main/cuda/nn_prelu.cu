// x, below 0 times its channel's slope. An element's channel is its place / run % channels; runs are
// numbered along memory.
#include "elements.cuh"

template <typename T>
__device__ void value(int type, int64 count, int64 run, int channels, const void* x,
                      const void* slope, void* y) {
  for (int64 i = grid_thread(); i < count; i += grid_threads()) {
    T v = load_element(x, i, type, T(0));
    T below = load_element(slope, i / run % channels, type, T(0));
    store_element(y, i, type, v < 0 ? below * v : v);
  }
}

extern "C" __global__ void prelu_value_f32(int type, long long count, long long run, int channels,
                                           const void* x, const void* slope, void* y) {
  value<float>(type, count, run, channels, x, slope, y);
}

extern "C" __global__ void prelu_value_f64(int type, long long count, long long run, int channels,
                                           const void* x, const void* slope, void* y) {
  value<double>(type, count, run, channels, x, slope, y);
}

template <typename T>
__device__ void back(int type, int64 count, int64 run, int channels, const void* x,
                     const void* slope, const void* dy, void* dx) {
  for (int64 i = grid_thread(); i < count; i += grid_threads()) {
    T below = load_element(slope, i / run % channels, type, T(0));
    T d = load_element(dy, i, type, T(0));
    store_element(dx, i, type, load_element(x, i, type, T(0)) < 0 ? below * d : d);
  }
}

extern "C" __global__ void prelu_back_f32(int type, long long count, long long run, int channels,
                                          const void* x, const void* slope, const void* dy,
                                          void* dx) {
  back<float>(type, count, run, channels, x, slope, dy, dx);
}

extern "C" __global__ void prelu_back_f64(int type, long long count, long long run, int channels,
                                          const void* x, const void* slope, const void* dy,
                                          void* dx) {
  back<double>(type, count, run, channels, x, slope, dy, dx);
}

// share[number] = the sum of dy · min(x, 0) over a run. A warp a run.
extern "C" __global__ void prelu_shares(int type, long long runs, long long run, const void* x,
                                        const void* dy, double* share) {
  int64 number = grid_thread() / 32;
  int64 warps = grid_threads() / 32;
  for (; number < runs; number += warps) {
    double sum = 0;
    for (int64 i = lane(); i < run; i += 32) {
      double v = load_element(x, number * run + i, type, 0.0);
      if (v < 0) sum += v * load_element(dy, number * run + i, type, 0.0);
    }
    sum = warp_sum(sum);
    if (lane() == 0) share[number] = sum;
  }
}

// gradient[channel] += its runs' shares, in their order. A thread a channel.
extern "C" __global__ void prelu_gradient(int type, long long runs, int channels,
                                          const double* share, void* gradient) {
  for (int64 channel = grid_thread(); channel < channels; channel += grid_threads()) {
    double sum = load_element(gradient, channel, type, 0.0);
    for (int64 number = channel; number < runs; number += channels) sum += share[number];
    store_element(gradient, channel, type, sum);
  }
}
