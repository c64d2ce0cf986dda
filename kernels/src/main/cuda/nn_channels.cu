// Batch normalisation, and scales of channels, forward; sums as channels.cuh says.
#include "channels.cuh"

template <typename T>
__device__ void moments(int type, int64 examples, int64 channels, int64 length, int64 pieces,
                        int64 size, const void* x, T* partial) {
  __shared__ T scratch[32];
  for (int64 number = blockIdx.x; number < channels * pieces; number += gridDim.x) {
    Piece piece(number, examples, channels, length, pieces, size);
    T sum = 0;
    for (int64 i = piece.start + threadIdx.x; i < piece.end; i += blockDim.x) {
      sum += load_element(x, piece.place(i), type, T(0));
    }
    T mean = block_total(sum, scratch) / T(piece.end - piece.start);
    T squares = 0;
    for (int64 i = piece.start + threadIdx.x; i < piece.end; i += blockDim.x) {
      T difference = load_element(x, piece.place(i), type, T(0)) - mean;
      squares += difference * difference;
    }
    squares = block_total(squares, scratch);
    if (threadIdx.x == 0) {
      partial[number] = mean;
      partial[channels * pieces + number] = squares;
    }
  }
}

// partial[2][channels · pieces] ← means and squared deviations from them. Launch: a block a piece.
extern "C" __global__ void nn_channels_moments_f32(int type, long long examples,
                                                   long long channels, long long length,
                                                   long long pieces, long long size, const void* x,
                                                   float* partial) {
  moments(type, examples, channels, length, pieces, size, x, partial);
}

extern "C" __global__ void nn_channels_moments_f64(int type, long long examples,
                                                   long long channels, long long length,
                                                   long long pieces, long long size, const void* x,
                                                   double* partial) {
  moments(type, examples, channels, length, pieces, size, x, partial);
}

// Pieces are joined as Chan, Golub and LeVeque (1979) do.
template <typename T>
__device__ void statistics(int type, int64 channels, int64 elements, int64 pieces, int64 size,
                           T epsilon, T momentum, const T* partial, void* mean, void* variance,
                           T* means, T* inverses) {
  for (int64 c = grid_thread(); c < channels; c += grid_threads()) {
    T known = load_element(mean, c, type, T(0));
    T spread = load_element(variance, c, type, T(0));
    if (pieces > 0) {
      T joined = 0;
      T squares = 0;
      for (int64 piece = 0; piece < pieces; piece++) {
        int64 before = piece * size;
        int64 count = before + size < elements ? size : elements - before;
        T difference = partial[c * pieces + piece] - joined;
        T share = T(count) / T(before + count);
        joined += difference * share;
        squares += partial[(channels + c) * pieces + piece] +
                   difference * difference * T(before) * share;
      }
      T found = squares / T(elements);
      store_element(mean, c, type, momentum * known + (T(1) - momentum) * joined);
      store_element(variance, c, type, momentum * spread + (T(1) - momentum) * found);
      known = joined;
      spread = found;
    }
    means[c] = known;
    inverses[c] = T(1) / sqrt(spread + epsilon);
  }
}

// means, inverses ← the partial ones joined, blended into mean and variance; or, without pieces,
// those of mean and variance. Launch: a thread a channel.
extern "C" __global__ void nn_channels_statistics_f32(int type, long long channels,
                                                      long long elements, long long pieces,
                                                      long long size, float epsilon,
                                                      float momentum, const float* partial,
                                                      void* mean, void* variance, float* means,
                                                      float* inverses) {
  statistics(type, channels, elements, pieces, size, epsilon, momentum, partial, mean, variance,
             means, inverses);
}

extern "C" __global__ void nn_channels_statistics_f64(int type, long long channels,
                                                      long long elements, long long pieces,
                                                      long long size, double epsilon,
                                                      double momentum, const double* partial,
                                                      void* mean, void* variance, double* means,
                                                      double* inverses) {
  statistics(type, channels, elements, pieces, size, epsilon, momentum, partial, mean, variance,
             means, inverses);
}

template <typename T>
__device__ void normalise(int type, int64 items, int64 channels, int64 length, const T* means,
                          const T* inverses, int has, const void* scale, const void* bias,
                          const void* x, void* y) {
  for (int64 i = grid_thread(); i < items; i += grid_threads()) {
    int64 c = channel_of(i, channels, length);
    T factor = inverses[c];
    if (has & HAS_SCALE) factor *= load_element(scale, c, type, T(0));
    T value = (load_element(x, i, type, T(0)) - means[c]) * factor;
    if (has & HAS_BIAS) value += load_element(bias, c, type, T(0));
    store_element(y, i, type, value);
  }
}

// y ← (x − means) · inverses · scale + bias. Launch: a thread an element.
extern "C" __global__ void nn_channels_normalise_f32(int type, long long items, long long channels,
                                                     long long length, const float* means,
                                                     const float* inverses, int has,
                                                     const void* scale, const void* bias,
                                                     const void* x, void* y) {
  normalise(type, items, channels, length, means, inverses, has, scale, bias, x, y);
}

extern "C" __global__ void nn_channels_normalise_f64(int type, long long items, long long channels,
                                                     long long length, const double* means,
                                                     const double* inverses, int has,
                                                     const void* scale, const void* bias,
                                                     const void* x, void* y) {
  normalise(type, items, channels, length, means, inverses, has, scale, bias, x, y);
}
