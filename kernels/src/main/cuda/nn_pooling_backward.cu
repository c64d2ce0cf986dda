// Gradients of maxima and means of windows: a thread an input element collects from the windows it
// is in, always in the same order. dx, dy and places as in nn_pooling.cu.
#include "windows.cuh"

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
