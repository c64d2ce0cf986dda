// Layer normalisation of x[rows × length]: a block a row. means, inverses[rows]: 1 / √(variance +
// epsilon). Gradients of scale and bias are had in two steps of fixed order: a thread each piece of
// a column, then a thread a column, which goes over the pieces.
#include "elements.cuh"
#include "totals.cuh"

template <typename T>
__device__ void normalise(int type, int64 rows, int64 length, T epsilon, int has,
                          const void* scale, const void* bias, const void* x, T* means, T* inverses,
                          void* y) {
  __shared__ T scratch[32];
  for (int64 row = blockIdx.x; row < rows; row += gridDim.x) {
    int64 first = row * length;
    T sum = 0;
    for (int64 i = threadIdx.x; i < length; i += blockDim.x) {
      sum += load_element(x, first + i, type, T(0));
    }
    T mean = block_total(sum, scratch) / T(length);
    T squares = 0;
    for (int64 i = threadIdx.x; i < length; i += blockDim.x) {
      T difference = load_element(x, first + i, type, T(0)) - mean;
      squares += difference * difference;
    }
    T inverse = T(1) / sqrt(block_total(squares, scratch) / T(length) + epsilon);
    for (int64 i = threadIdx.x; i < length; i += blockDim.x) {
      T value = (load_element(x, first + i, type, T(0)) - mean) * inverse;
      if (has) {
        value = value * load_element(scale, i, type, T(0)) + load_element(bias, i, type, T(0));
      }
      store_element(y, first + i, type, value);
    }
    if (threadIdx.x == 0) {
      means[row] = mean;
      inverses[row] = inverse;
    }
  }
}

// y, means, inverses ← those of x; scale and bias[length] are read if `has`.
extern "C" __global__ void nn_layer_normalise_f32(int type, long long rows, long long length,
                                                  float epsilon, int has, const void* scale,
                                                  const void* bias, const void* x, float* means,
                                                  float* inverses, void* y) {
  normalise(type, rows, length, epsilon, has, scale, bias, x, means, inverses, y);
}

extern "C" __global__ void nn_layer_normalise_f64(int type, long long rows, long long length,
                                                  double epsilon, int has, const void* scale,
                                                  const void* bias, const void* x, double* means,
                                                  double* inverses, void* y) {
  normalise(type, rows, length, epsilon, has, scale, bias, x, means, inverses, y);
}

template <typename T>
__device__ void backward(int type, int64 rows, int64 length, int has, const void* scale,
                         const T* means, const T* inverses, const void* x, const void* dy,
                         void* dx) {
  __shared__ T scratch[32];
  for (int64 row = blockIdx.x; row < rows; row += gridDim.x) {
    int64 first = row * length;
    T mean = means[row];
    T inverse = inverses[row];
    T sum = 0;
    T products = 0;
    for (int64 i = threadIdx.x; i < length; i += blockDim.x) {
      T g = load_element(dy, first + i, type, T(0));
      if (has) g *= load_element(scale, i, type, T(0));
      sum += g;
      products += (load_element(x, first + i, type, T(0)) - mean) * g;
    }
    T constant = block_total(sum, scratch) / T(length);
    T slope = block_total(products, scratch) / T(length) * inverse * inverse;
    for (int64 i = threadIdx.x; i < length; i += blockDim.x) {
      T g = load_element(dy, first + i, type, T(0));
      if (has) g *= load_element(scale, i, type, T(0));
      T difference = load_element(x, first + i, type, T(0)) - mean;
      store_element(dx, first + i, type, (g - constant - difference * slope) * inverse);
    }
  }
}

// dx ← the gradient.
extern "C" __global__ void nn_layer_backward_f32(int type, long long rows, long long length,
                                                 int has, const void* scale, const float* means,
                                                 const float* inverses, const void* x,
                                                 const void* dy, void* dx) {
  backward(type, rows, length, has, scale, means, inverses, x, dy, dx);
}

extern "C" __global__ void nn_layer_backward_f64(int type, long long rows, long long length,
                                                 int has, const void* scale, const double* means,
                                                 const double* inverses, const void* x,
                                                 const void* dy, void* dx) {
  backward(type, rows, length, has, scale, means, inverses, x, dy, dx);
}

template <typename T>
__device__ void sums(int type, int64 rows, int64 length, int64 pieces, const T* means,
                     const T* inverses, const void* x, const void* dy, T* partial) {
  int64 size = (rows + pieces - 1) / pieces;
  for (int64 item = grid_thread(); item < pieces * length; item += grid_threads()) {
    int64 piece, column;
    split(item, length, &piece, &column);
    int64 end = (piece + 1) * size < rows ? (piece + 1) * size : rows;
    T scale = 0;
    T bias = 0;
    for (int64 row = piece * size; row < end; row++) {
      T g = load_element(dy, row * length + column, type, T(0));
      T difference = load_element(x, row * length + column, type, T(0)) - means[row];
      scale += g * difference * inverses[row];
      bias += g;
    }
    partial[item] = scale;
    partial[pieces * length + item] = bias;
  }
}

// partial[2][pieces × length] ← gradients of scale and bias by some rows.
extern "C" __global__ void nn_layer_sums_f32(int type, long long rows, long long length,
                                             long long pieces, const float* means,
                                             const float* inverses, const void* x, const void* dy,
                                             float* partial) {
  sums(type, rows, length, pieces, means, inverses, x, dy, partial);
}

extern "C" __global__ void nn_layer_sums_f64(int type, long long rows, long long length,
                                             long long pieces, const double* means,
                                             const double* inverses, const void* x, const void* dy,
                                             double* partial) {
  sums(type, rows, length, pieces, means, inverses, x, dy, partial);
}

template <typename T>
__device__ void add(int type, int64 length, int64 pieces, const T* partial, void* dScale,
                    void* dBias) {
  for (int64 column = grid_thread(); column < length; column += grid_threads()) {
    T scale = 0;
    T bias = 0;
    for (int64 piece = 0; piece < pieces; piece++) {
      scale += partial[piece * length + column];
      bias += partial[(pieces + piece) * length + column];
    }
    store_element(dScale, column, type, load_element(dScale, column, type, T(0)) + scale);
    store_element(dBias, column, type, load_element(dBias, column, type, T(0)) + bias);
  }
}

// dScale, dBias[length] += the sums of the pieces.
extern "C" __global__ void nn_layer_add_f32(int type, long long length, long long pieces,
                                            const float* partial, void* dScale, void* dBias) {
  add(type, length, pieces, partial, dScale, dBias);
}

extern "C" __global__ void nn_layer_add_f64(int type, long long length, long long pieces,
                                            const double* partial, void* dScale, void* dBias) {
  add(type, length, pieces, partial, dScale, dBias);
}
