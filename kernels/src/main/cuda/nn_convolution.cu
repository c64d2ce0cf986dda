// Convolutions by their definition: a thread sums an output, or an input's gradient, in the order of
// channels and kernel places; a block sums a weight's gradient over all images and outputs.
#include "nn_window.cuh"

// y[n][m][o] = start[m] + the sum over c, k of w[m][c][k] x[n][c][where o meets k]
template <typename T>
__device__ void forward(int type, const Window& window, const void* x, const void* w, int hasStart,
                        const void* start, void* y) {
  int places = window.out_places();
  int kernel = window.kernel_places();
  int channels = window.group_inputs();
  int64 count = (int64)window.batch * window.outputs * places;
  for (int64 at = grid_thread(); at < count; at += grid_threads()) {
    int o = (int)(at % places);
    int m = (int)(at / places % window.outputs);
    int64 n = at / places / window.outputs;
    int64 image = (n * window.inputs + m / window.group_outputs() * channels) * window.in_places();
    T sum = hasStart ? load_element(start, m, type, T(0)) : T(0);
    for (int c = 0; c < channels; c++) {
      for (int k = 0; k < kernel; k++) {
        int i = window.input(o, k);
        if (i < 0) continue;
        T weight = load_element(w, ((int64)m * channels + c) * kernel + k, type, T(0));
        sum += weight * load_element(x, image + (int64)c * window.in_places() + i, type, T(0));
      }
    }
    store_element(y, at, type, sum);
  }
}

// dx[n][c][i] = start[c] + the sum over m, k of w[m][c][k] dy[n][m][what meets i at k]
template <typename T>
__device__ void input_gradient(int type, const Window& window, const void* dy, const void* w,
                               int hasStart, const void* start, void* dx) {
  int places = window.in_places();
  int kernel = window.kernel_places();
  int channels = window.group_inputs();
  int64 count = (int64)window.batch * window.inputs * places;
  for (int64 at = grid_thread(); at < count; at += grid_threads()) {
    int i = (int)(at % places);
    int c = (int)(at / places % window.inputs);
    int64 n = at / places / window.inputs;
    int first = c / channels * window.group_outputs();
    T sum = hasStart ? load_element(start, c, type, T(0)) : T(0);
    for (int m = first; m < first + window.group_outputs(); m++) {
      int64 image = (n * window.outputs + m) * window.out_places();
      for (int k = 0; k < kernel; k++) {
        int o = window.output(i, k);
        if (o < 0) continue;
        T weight = load_element(w, ((int64)m * channels + c % channels) * kernel + k, type, T(0));
        sum += weight * load_element(dy, image + o, type, T(0));
      }
    }
    store_element(dx, at, type, sum);
  }
}

// dw[m][c][k] += the sum over n, o of dy[n][m][o] x[n][c][where o meets k]
template <typename T>
__device__ void weight_gradient(int type, const Window& window, const void* x, const void* dy,
                                void* dw, T* scratch) {
  int places = window.out_places();
  int kernel = window.kernel_places();
  int channels = window.group_inputs();
  int64 weights = (int64)window.outputs * channels * kernel;
  for (int64 at = blockIdx.x; at < weights; at += gridDim.x) {
    int k = (int)(at % kernel);
    int c = (int)(at / kernel % channels);
    int m = (int)(at / kernel / channels);
    int channel = m / window.group_outputs() * channels + c;
    T sum = 0;
    for (int64 place = threadIdx.x; place < (int64)window.batch * places; place += blockDim.x) {
      int64 n = place / places;
      int o = (int)(place % places);
      int i = window.input(o, k);
      if (i < 0) continue;
      T value = load_element(x, (n * window.inputs + channel) * window.in_places() + i, type, T(0));
      sum += value * load_element(dy, (n * window.outputs + m) * places + o, type, T(0));
    }
    sum = block_sum(sum, scratch);
    if (threadIdx.x == 0) store_element(dw, at, type, load_element(dw, at, type, T(0)) + sum);
  }
}

// db[m] += the sum over n, o of dy[n][m][o]
template <typename T>
__device__ void bias_gradient(int type, int batch, int channels, int places, const void* dy,
                              void* db, T* scratch) {
  for (int m = blockIdx.x; m < channels; m += gridDim.x) {
    T sum = 0;
    for (int64 place = threadIdx.x; place < (int64)batch * places; place += blockDim.x) {
      int64 image = place / places * channels + m;
      sum += load_element(dy, image * places + place % places, type, T(0));
    }
    sum = block_sum(sum, scratch);
    if (threadIdx.x == 0) store_element(db, m, type, load_element(db, m, type, T(0)) + sum);
  }
}

// Launch: a thread an output.
extern "C" __global__ void nn_convolution_forward_f32(int type, const int* window, const void* x,
                                                      const void* w, int hasStart,
                                                      const void* start, void* y) {
  forward<float>(type, *(const Window*)window, x, w, hasStart, start, y);
}

extern "C" __global__ void nn_convolution_forward_f64(int type, const int* window, const void* x,
                                                      const void* w, int hasStart,
                                                      const void* start, void* y) {
  forward<double>(type, *(const Window*)window, x, w, hasStart, start, y);
}

// Launch: a thread an input.
extern "C" __global__ void nn_convolution_input_gradient_f32(int type, const int* window,
                                                             const void* dy, const void* w,
                                                             int hasStart, const void* start,
                                                             void* dx) {
  input_gradient<float>(type, *(const Window*)window, dy, w, hasStart, start, dx);
}

extern "C" __global__ void nn_convolution_input_gradient_f64(int type, const int* window,
                                                             const void* dy, const void* w,
                                                             int hasStart, const void* start,
                                                             void* dx) {
  input_gradient<double>(type, *(const Window*)window, dy, w, hasStart, start, dx);
}

// Launch: a block a weight.
extern "C" __global__ void nn_convolution_weight_gradient_f32(int type, const int* window,
                                                              const void* x, const void* dy,
                                                              void* dw) {
  __shared__ float scratch[32];
  weight_gradient<float>(type, *(const Window*)window, x, dy, dw, scratch);
}

extern "C" __global__ void nn_convolution_weight_gradient_f64(int type, const int* window,
                                                              const void* x, const void* dy,
                                                              void* dw) {
  __shared__ double scratch[32];
  weight_gradient<double>(type, *(const Window*)window, x, dy, dw, scratch);
}

// Launch: a block a channel.
extern "C" __global__ void nn_convolution_bias_gradient_f32(int type, int batch, int channels,
                                                            int places, const void* dy, void* db) {
  __shared__ float scratch[32];
  bias_gradient<float>(type, batch, channels, places, dy, db, scratch);
}

extern "C" __global__ void nn_convolution_bias_gradient_f64(int type, int batch, int channels,
                                                            int places, const void* dy, void* db) {
  __shared__ double scratch[32];
  bias_gradient<double>(type, batch, channels, places, dy, db, scratch);
}
