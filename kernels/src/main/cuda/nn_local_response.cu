// Local response normalisation of x[examples × channels × length]: a thread an element goes over
// the channels around its own. bases: bias + factor · Σ x².
#include "elements.cuh"

// An element's channel, and those from `first` to `last` that are summed.
struct Neighbours {
  int64 channel, first, last;

  __device__ Neighbours(int64 place, int64 channels, int64 length, int before, int behind) {
    int64 line, within, example;
    split(place, length, &line, &within);
    split(line, channels, &example, &channel);
    first = channel < before ? 0 : channel - before;
    last = channel + behind < channels ? channel + behind : channels - 1;
  }
};

template <typename T>
__device__ void respond(int type, int64 items, int64 channels, int64 length, int before, int behind,
                        T factor, T beta, T bias, const void* x, int keeps, T* bases, void* y) {
  for (int64 i = grid_thread(); i < items; i += grid_threads()) {
    Neighbours at(i, channels, length, before, behind);
    T sum = 0;
    for (int64 c = at.first; c <= at.last; c++) {
      T value = load_element(x, i + (c - at.channel) * length, type, T(0));
      sum += value * value;
    }
    T base = bias + factor * sum;
    if (keeps) bases[i] = base;
    store_element(y, i, type, load_element(x, i, type, T(0)) * pow(base, -beta));
  }
}

// y ← x / bases^beta; bases are kept if `keeps`.
extern "C" __global__ void nn_local_response_f32(int type, long long items, long long channels,
                                                 long long length, int before, int behind,
                                                 float factor, float beta, float bias,
                                                 const void* x, int keeps, float* bases,
                                                 void* y) {
  respond(type, items, channels, length, before, behind, factor, beta, bias, x, keeps, bases, y);
}

extern "C" __global__ void nn_local_response_f64(int type, long long items, long long channels,
                                                 long long length, int before, int behind,
                                                 double factor, double beta, double bias,
                                                 const void* x, int keeps, double* bases,
                                                 void* y) {
  respond(type, items, channels, length, before, behind, factor, beta, bias, x, keeps, bases, y);
}

template <typename T>
__device__ void backward(int type, int64 items, int64 channels, int64 length, int before,
                         int behind, T factor, T beta, const void* x, const T* bases,
                         const void* dy, void* dx) {
  for (int64 i = grid_thread(); i < items; i += grid_threads()) {
    // Those whose sums have this channel in them: the window the other way round.
    Neighbours at(i, channels, length, behind, before);
    T sum = 0;
    T own = 0;
    for (int64 c = at.first; c <= at.last; c++) {
      int64 other = i + (c - at.channel) * length;
      T g = load_element(dy, other, type, T(0)) * pow(bases[other], -beta);
      if (c == at.channel) own = g;
      sum += g * load_element(x, other, type, T(0)) / bases[other];
    }
    T value = load_element(x, i, type, T(0));
    store_element(dx, i, type, own - T(2) * factor * beta * value * sum);
  }
}

// dx ← the gradient.
extern "C" __global__ void nn_local_response_backward_f32(
    int type, long long items, long long channels, long long length, int before, int behind,
    float factor, float beta, const void* x, const float* bases, const void* dy, void* dx) {
  backward(type, items, channels, length, before, behind, factor, beta, x, bases, dy, dx);
}

extern "C" __global__ void nn_local_response_backward_f64(
    int type, long long items, long long channels, long long length, int before, int behind,
    double factor, double beta, const void* x, const double* bases, const void* dy, void* dx) {
  backward(type, items, channels, length, before, behind, factor, beta, x, bases, dy, dx);
}
