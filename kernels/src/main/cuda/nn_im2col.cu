// Patches of some images of a batch, `images` from `first` on, as columns of a matrix: row (c, k),
// column (n, o) holds what kernel place k meets in channel c of a group at output o. And outputs of
// these images as [M / groups × (n, o)], for products with such matrices.
#include "nn_window.cuh"

// columns[C / groups · K][images · out] from x[batch][inputs][in]
template <typename T>
__device__ void gather(int type, const Window& window, int group, int first, int images,
                       const void* x, void* columns) {
  int places = window.out_places();
  int kernel = window.kernel_places();
  int64 width = (int64)images * places;
  int64 count = window.group_inputs() * kernel * width;
  for (int64 at = grid_thread(); at < count; at += grid_threads()) {
    int64 row, column;
    split(at, width, &row, &column);
    int i = window.input((int)(column % places), (int)(row % kernel));
    int64 channel = group * window.group_inputs() + row / kernel;
    int64 plane = (first + column / places) * window.inputs + channel;
    T value = i < 0 ? T(0) : load_element(x, plane * window.in_places() + i, type, T(0));
    store_element(columns, at, type, value);
  }
}

// dx[n][c][i] = start[c] + the sum over k of columns[c, k][n, what meets i at k]
template <typename T>
__device__ void scatter(int type, const Window& window, int group, int first, int images,
                        const void* columns, int hasStart, const void* start, void* dx) {
  int places = window.in_places();
  int kernel = window.kernel_places();
  int channels = window.group_inputs();
  int64 width = (int64)images * window.out_places();
  int64 count = (int64)images * channels * places;
  for (int64 at = grid_thread(); at < count; at += grid_threads()) {
    int i = (int)(at % places);
    int c = (int)(at / places % channels);
    int64 n = at / places / channels;
    int channel = group * channels + c;
    T sum = hasStart ? load_element(start, channel, type, T(0)) : T(0);
    for (int k = 0; k < kernel; k++) {
      int o = window.output(i, k);
      if (o < 0) continue;
      int64 row = (int64)c * kernel + k;
      sum += load_element(columns, row * width + n * window.out_places() + o, type, T(0));
    }
    store_element(dx, ((first + n) * window.inputs + channel) * places + i, type, sum);
  }
}

// Where in y[batch][outputs][out] the element of [M / groups × images · out] is; its channel.
__device__ __forceinline__ int64 turned_place(const Window& window, int group, int first,
                                              int images, int64 at, int* channel) {
  int64 places = window.out_places();
  int64 row, column;
  split(at, images * places, &row, &column);
  *channel = group * window.group_outputs() + (int)row;
  return ((first + column / places) * window.outputs + *channel) * places + column % places;
}

template <typename T>
__device__ void turn(int type, const Window& window, int group, int first, int images,
                     const void* y, void* turned) {
  int64 count = (int64)window.group_outputs() * images * window.out_places();
  for (int64 at = grid_thread(); at < count; at += grid_threads()) {
    int channel;
    int64 place = turned_place(window, group, first, images, at, &channel);
    store_element(turned, at, type, load_element(y, place, type, T(0)));
  }
}

template <typename T>
__device__ void turn_back(int type, const Window& window, int group, int first, int images,
                          const void* turned, int hasStart, const void* start, void* y) {
  int64 count = (int64)window.group_outputs() * images * window.out_places();
  for (int64 at = grid_thread(); at < count; at += grid_threads()) {
    int channel;
    int64 place = turned_place(window, group, first, images, at, &channel);
    T value = hasStart ? load_element(start, channel, type, T(0)) : T(0);
    store_element(y, place, type, value + load_element(turned, at, type, T(0)));
  }
}

// Launch: a thread an element of the result.
extern "C" __global__ void nn_im2col_gather_f32(int type, const int* window, int group, int first,
                                                int images, const void* x, void* columns) {
  gather<float>(type, *(const Window*)window, group, first, images, x, columns);
}

extern "C" __global__ void nn_im2col_gather_f64(int type, const int* window, int group, int first,
                                                int images, const void* x, void* columns) {
  gather<double>(type, *(const Window*)window, group, first, images, x, columns);
}

extern "C" __global__ void nn_im2col_scatter_f32(int type, const int* window, int group, int first,
                                                 int images, const void* columns, int hasStart,
                                                 const void* start, void* dx) {
  scatter<float>(type, *(const Window*)window, group, first, images, columns, hasStart, start, dx);
}

extern "C" __global__ void nn_im2col_scatter_f64(int type, const int* window, int group, int first,
                                                 int images, const void* columns, int hasStart,
                                                 const void* start, void* dx) {
  scatter<double>(type, *(const Window*)window, group, first, images, columns, hasStart, start, dx);
}

extern "C" __global__ void nn_im2col_turn_f32(int type, const int* window, int group, int first,
                                              int images, const void* y, void* turned) {
  turn<float>(type, *(const Window*)window, group, first, images, y, turned);
}

extern "C" __global__ void nn_im2col_turn_f64(int type, const int* window, int group, int first,
                                              int images, const void* y, void* turned) {
  turn<double>(type, *(const Window*)window, group, first, images, y, turned);
}

extern "C" __global__ void nn_im2col_turn_back_f32(int type, const int* window, int group,
                                                   int first, int images, const void* turned,
                                                   int hasStart, const void* start, void* y) {
  turn_back<float>(type, *(const Window*)window, group, first, images, turned, hasStart, start, y);
}

extern "C" __global__ void nn_im2col_turn_back_f64(int type, const int* window, int group,
                                                   int first, int images, const void* turned,
                                                   int hasStart, const void* start, void* y) {
  turn_back<double>(type, *(const Window*)window, group, first, images, turned, hasStart, start, y);
}
