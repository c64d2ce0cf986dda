// Maxima and means of windows, a thread a window. x: T[channels × depth·rows·columns in]; y: the
// same of windows; places: int32, where in its channel a window's maximum lies, -1 for none.
#include "windows.cuh"

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
