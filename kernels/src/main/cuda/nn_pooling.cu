// Windows over channels of three dimensions, as Window and Planes have them. Forward a thread a
// window, backward a thread an input element, which collects from the windows it is in: always in
// the same order. x, dx: T[channels × depth·rows·columns in]; y, dy: the same of windows; places:
// int32, where in its channel a window's maximum lies, -1 for none.
#include "elements.cuh"

// One dimension.
struct Axis {
  int input, output, size, stride, begin, end, dilation;

  // Element k of a window, or -1 if it is outside the input.
  __device__ int element(int window, int k) const {
    int at = window * stride - begin + k * dilation;
    return at >= 0 && at < input ? at : -1;
  }

  // The window whose element k lies at `at`, or -1.
  __device__ int window(int at, int k) const {
    int start = at + begin - k * dilation;
    if (start < 0 || start % stride != 0) return -1;
    return start / stride < output ? start / stride : -1;
  }

  // Elements of a window before `limit` that count.
  __device__ int count(int window, int padding) const {
    int counted = 0;
    for (int k = 0; k < size; k++) {
      int at = window * stride - begin + k * dilation;
      counted += padding ? at < input + end : at >= 0 && at < input;
    }
    return counted;
  }
};

// A place of a channel in three dimensions.
struct Place {
  int64 channel;
  int depth, row, column;

  __device__ Place(int64 place, int64 each, int rows, int columns) {
    int64 within, line, at;
    split(place, each, &channel, &within);
    split(within, columns, &line, &at);
    column = (int)at;
    row = (int)(line % rows);
    depth = (int)(line / rows);
  }
};

struct Axes {
  Axis depth, row, column;

  __device__ int64 inputs() const { return (int64)depth.input * row.input * column.input; }
  __device__ int64 outputs() const { return (int64)depth.output * row.output * column.output; }

  __device__ Place input(int64 place) const {
    return Place(place, inputs(), row.input, column.input);
  }

  __device__ Place output(int64 place) const {
    return Place(place, outputs(), row.output, column.output);
  }

  // What the second output counts: 0 the tensor, 1 the tensor by columns, 2 the channel.
  __device__ double index(int counts, int64 channel, int place) const {
    if (place < 0) return -1;
    if (counts == 2) return place;
    if (counts == 0) return (double)(channel * inputs() + place);
    int64 line = place / column.input;
    int64 turned = (place % column.input * (int64)row.input + line % row.input) * depth.input;
    return (double)(channel * inputs() + turned + line / row.input);
  }
};

template <typename T>
__device__ void maxima(int type, int64 channels, const Axes& axes, const void* x, void* y,
                       int keeps, int* places, int counts, void* indices) {
  for (int64 i = grid_thread(); i < channels * axes.outputs(); i += grid_threads()) {
    Place at = axes.output(i);
    T most = T(-__longlong_as_double(0x7ff0000000000000ll));
    int place = -1;
    for (int k = 0; k < axes.depth.size; k++) {
      int depth = axes.depth.element(at.depth, k);
      for (int l = 0; l < axes.row.size && depth >= 0; l++) {
        int row = axes.row.element(at.row, l);
        for (int m = 0; m < axes.column.size && row >= 0; m++) {
          int column = axes.column.element(at.column, m);
          if (column < 0) continue;
          int other = (depth * axes.row.input + row) * axes.column.input + column;
          T value = load_element(x, at.channel * axes.inputs() + other, type, T(0));
          if (place < 0 || (most == most && (value > most || value != value))) {
            most = value;
            place = other;
          }
        }
      }
    }
    store_element(y, i, type, most);
    if (keeps) places[i] = place;
    if (counts >= 0) store_element(indices, i, type, axes.index(counts, at.channel, place));
  }
}

// y ← the maxima of x; if `keeps`, places; if `counts` is not -1, indices.
extern "C" __global__ void nn_pooling_max_f32(int type, long long channels, const Axes* axes,
                                              const void* x, void* y, int keeps, int* places,
                                              int counts, void* indices) {
  maxima<float>(type, channels, *axes, x, y, keeps, places, counts, indices);
}

extern "C" __global__ void nn_pooling_max_f64(int type, long long channels, const Axes* axes,
                                              const void* x, void* y, int keeps, int* places,
                                              int counts, void* indices) {
  maxima<double>(type, channels, *axes, x, y, keeps, places, counts, indices);
}

template <typename T>
__device__ void means(int type, int64 channels, const Axes& axes, int padding, const void* x,
                      void* y) {
  for (int64 i = grid_thread(); i < channels * axes.outputs(); i += grid_threads()) {
    Place at = axes.output(i);
    T sum = 0;
    for (int k = 0; k < axes.depth.size; k++) {
      int depth = axes.depth.element(at.depth, k);
      for (int l = 0; l < axes.row.size && depth >= 0; l++) {
        int row = axes.row.element(at.row, l);
        for (int m = 0; m < axes.column.size && row >= 0; m++) {
          int column = axes.column.element(at.column, m);
          if (column < 0) continue;
          int other = (depth * axes.row.input + row) * axes.column.input + column;
          sum += load_element(x, at.channel * axes.inputs() + other, type, T(0));
        }
      }
    }
    int count = axes.depth.count(at.depth, padding) * axes.row.count(at.row, padding) *
                axes.column.count(at.column, padding);
    store_element(y, i, type, count > 0 ? sum / T(count) : T(0));
  }
}

// y ← the means of x.
extern "C" __global__ void nn_pooling_average_f32(int type, long long channels, const Axes* axes,
                                                  int padding, const void* x, void* y) {
  means<float>(type, channels, *axes, padding, x, y);
}

extern "C" __global__ void nn_pooling_average_f64(int type, long long channels, const Axes* axes,
                                                  int padding, const void* x, void* y) {
  means<double>(type, channels, *axes, padding, x, y);
}

// places: null for means, where every element of a window gets its share.
template <typename T>
__device__ void collect(int type, int64 channels, const Axes& axes, int padding, const int* places,
                        const void* dy, void* dx) {
  for (int64 i = grid_thread(); i < channels * axes.inputs(); i += grid_threads()) {
    Place at = axes.input(i);
    int own = (at.depth * axes.row.input + at.row) * axes.column.input + at.column;
    T sum = 0;
    for (int k = axes.depth.size - 1; k >= 0; k--) {
      int depth = axes.depth.window(at.depth, k);
      for (int l = axes.row.size - 1; l >= 0 && depth >= 0; l--) {
        int row = axes.row.window(at.row, l);
        for (int m = axes.column.size - 1; m >= 0 && row >= 0; m--) {
          int column = axes.column.window(at.column, m);
          if (column < 0) continue;
          int64 window = at.channel * axes.outputs() +
                         (depth * axes.row.output + row) * axes.column.output + column;
          if (places != nullptr) {
            if (places[window] == own) sum += load_element(dy, window, type, T(0));
          } else {
            int count = axes.depth.count(depth, padding) * axes.row.count(row, padding) *
                        axes.column.count(column, padding);
            sum += load_element(dy, window, type, T(0)) / T(count);
          }
        }
      }
    }
    store_element(dx, i, type, sum);
  }
}

// dx ← the gradients of maxima.
extern "C" __global__ void nn_pooling_max_backward_f32(int type, long long channels,
                                                       const Axes* axes, const int* places,
                                                       const void* dy, void* dx) {
  collect<float>(type, channels, *axes, 0, places, dy, dx);
}

extern "C" __global__ void nn_pooling_max_backward_f64(int type, long long channels,
                                                       const Axes* axes, const int* places,
                                                       const void* dy, void* dx) {
  collect<double>(type, channels, *axes, 0, places, dy, dx);
}

// dx ← the gradients of means.
extern "C" __global__ void nn_pooling_average_backward_f32(int type, long long channels,
                                                           const Axes* axes, int padding,
                                                           const void* dy, void* dx) {
  collect<float>(type, channels, *axes, padding, nullptr, dy, dx);
}

extern "C" __global__ void nn_pooling_average_backward_f64(int type, long long channels,
                                                           const Axes* axes, int padding,
                                                           const void* dy, void* dx) {
  collect<double>(type, channels, *axes, padding, nullptr, dy, dx);
}
