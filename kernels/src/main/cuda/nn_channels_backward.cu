// Batch normalisation, and scales of channels, backward; sums as channels.cuh says.
#include "channels.cuh"

template <typename T>
__device__ void sums(int type, int64 examples, int64 channels, int64 length, int64 pieces,
                     int64 size, const T* means, const void* x, const void* dy, T* partial) {
  __shared__ T scratch[32];
  for (int64 number = blockIdx.x; number < channels * pieces; number += gridDim.x) {
    Piece piece(number, examples, channels, length, pieces, size);
    T mean = means[piece.channel];
    T sum = 0;
    T products = 0;
    for (int64 i = piece.start + threadIdx.x; i < piece.end; i += blockDim.x) {
      int64 place = piece.place(i);
      T gradient = load_element(dy, place, type, T(0));
      sum += gradient;
      products += (load_element(x, place, type, T(0)) - mean) * gradient;
    }
    sum = block_total(sum, scratch);
    products = block_total(products, scratch);
    if (threadIdx.x == 0) {
      partial[number] = sum;
      partial[channels * pieces + number] = products;
    }
  }
}

// partial[2][channels · pieces] ← Σ dy and Σ (x − mean) · dy. Launch: a block a piece.
extern "C" __global__ void nn_channels_sums_f32(int type, long long examples, long long channels,
                                                long long length, long long pieces,
                                                long long size, const float* means,
                                                const void* x, const void* dy, float* partial) {
  sums(type, examples, channels, length, pieces, size, means, x, dy, partial);
}

extern "C" __global__ void nn_channels_sums_f64(int type, long long examples, long long channels,
                                                long long length, long long pieces,
                                                long long size, const double* means,
                                                const void* x, const void* dy, double* partial) {
  sums(type, examples, channels, length, pieces, size, means, x, dy, partial);
}

// part: how much of the batch's statistics, divided by its elements, goes into those kept.
template <typename T>
__device__ void gradients(int type, int64 channels, int64 elements, int64 pieces, int fixed,
                          const T* partial, const T* inverses, int has, const void* scale,
                          void* dScale, void* dBias, T part, int outputs, const void* dMean,
                          const void* dVariance, T* terms) {
  for (int64 c = grid_thread(); c < channels; c += grid_threads()) {
    T sum = 0;
    T products = 0;
    for (int64 piece = 0; piece < pieces; piece++) {
      sum += partial[c * pieces + piece];
      products += partial[(channels + c) * pieces + piece];
    }
    T factor = inverses[c];
    if (has & HAS_SCALE) {
      T known = load_element(dScale, c, type, T(0));
      store_element(dScale, c, type, known + products * inverses[c]);
      factor *= load_element(scale, c, type, T(0));
    }
    if (has & HAS_BIAS) {
      store_element(dBias, c, type, load_element(dBias, c, type, T(0)) + sum);
    }
    T slope = fixed ? T(0) : -factor * inverses[c] * inverses[c] * products / T(elements);
    T constant = fixed ? T(0) : -factor * sum / T(elements);
    if (outputs > 1) constant += part * load_element(dMean, c, type, T(0));
    if (outputs > 2) slope += T(2) * part * load_element(dVariance, c, type, T(0));
    terms[c] = factor;
    terms[channels + c] = slope;
    terms[2 * channels + c] = constant;
  }
}

// terms ← how dx depends on dy, x − mean and 1; gradients of scale and bias += theirs. If `fixed`,
// means and inverses do not depend on x. Launch: a thread a channel.
extern "C" __global__ void nn_channels_gradients_f32(
    int type, long long channels, long long elements, long long pieces, int fixed,
    const float* partial, const float* inverses, int has, const void* scale, void* dScale,
    void* dBias, float part, int outputs, const void* dMean, const void* dVariance, float* terms) {
  gradients(type, channels, elements, pieces, fixed, partial, inverses, has, scale, dScale, dBias,
            part, outputs, dMean, dVariance, terms);
}

extern "C" __global__ void nn_channels_gradients_f64(
    int type, long long channels, long long elements, long long pieces, int fixed,
    const double* partial, const double* inverses, int has, const void* scale, void* dScale,
    void* dBias, double part, int outputs, const void* dMean, const void* dVariance, double* terms) {
  gradients(type, channels, elements, pieces, fixed, partial, inverses, has, scale, dScale, dBias,
            part, outputs, dMean, dVariance, terms);
}

template <typename T>
__device__ void spread(int type, int64 items, int64 channels, int64 length, const T* terms,
                       const T* means, const void* x, const void* dy, void* dx) {
  for (int64 i = grid_thread(); i < items; i += grid_threads()) {
    int64 c = channel_of(i, channels, length);
    T value = terms[c] * load_element(dy, i, type, T(0)) +
              terms[channels + c] * (load_element(x, i, type, T(0)) - means[c]) +
              terms[2 * channels + c];
    store_element(dx, i, type, value);
  }
}

// dx ← terms of dy, x − mean and 1. Launch: a thread an element.
extern "C" __global__ void nn_channels_spread_f32(int type, long long items, long long channels,
                                                  long long length, const float* terms,
                                                  const float* means, const void* x,
                                                  const void* dy, void* dx) {
  spread(type, items, channels, length, terms, means, x, dy, dx);
}

extern "C" __global__ void nn_channels_spread_f64(int type, long long items, long long channels,
                                                  long long length, const double* terms,
                                                  const double* means, const void* x,
                                                  const void* dy, void* dx) {
  spread(type, items, channels, length, terms, means, x, dy, dx);
}
