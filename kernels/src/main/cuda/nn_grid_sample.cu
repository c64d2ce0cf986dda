// Sampling of x[examples × channels × depth × height × width] at grid[examples × places × rank], and
// the gradient by the grid. y, dy: [examples × channels × places].
#include "sampling.cuh"

template <typename T>
__device__ void sample(int type, int64 items, const Sampling& how, const void* x, const void* grid,
                       void* y) {
  for (int64 i = grid_thread(); i < items; i += grid_threads()) {
    int64 channel, place;
    split(i, how.places, &channel, &place);
    Taps<T> taps(how, type, grid, channel / how.channels * how.places + place);
    T sum = 0;
    for (int tap = 0; tap < taps.count(); tap++) {
      int digits[3];
      taps.split_tap(tap, digits);
      int element = taps.element(digits);
      if (element < 0) continue;
      sum += taps.weight(digits, -1) *
             load_element(x, channel * how.length() + element, type, T(0));
    }
    store_element(y, i, type, sum);
  }
}

// Launch: a thread an element of y.
extern "C" __global__ void nn_grid_sample_f32(int type, long long items, const Sampling* how,
                                              const void* x, const void* grid, void* y) {
  sample<float>(type, items, *how, x, grid, y);
}

extern "C" __global__ void nn_grid_sample_f64(int type, long long items, const Sampling* how,
                                              const void* x, const void* grid, void* y) {
  sample<double>(type, items, *how, x, grid, y);
}

template <typename T>
__device__ void follow(int type, int64 items, const Sampling& how, const void* x, const void* grid,
                       const void* dy, void* dGrid) {
  for (int64 i = grid_thread(); i < items; i += grid_threads()) {
    int64 example, place;
    split(i, how.places, &example, &place);
    Taps<T> taps(how, type, grid, i);
    T sums[3] = {0, 0, 0};
    for (int c = 0; c < how.channels; c++) {
      int64 channel = example * how.channels + c;
      T gradient = load_element(dy, channel * how.places + place, type, T(0));
      for (int tap = 0; tap < taps.count(); tap++) {
        int digits[3];
        taps.split_tap(tap, digits);
        int element = taps.element(digits);
        if (element < 0) continue;
        T part = gradient * load_element(x, channel * how.length() + element, type, T(0));
        for (int line = 0; line < 3; line++) sums[line] += part * taps.weight(digits, line);
      }
    }
    for (int number = 0; number < 3; number++) {
      if (number < how.rank) store_element(dGrid, i * how.rank + number, type, sums[2 - number]);
    }
  }
}

// Launch: a thread a place of an example.
extern "C" __global__ void nn_grid_sample_follow_f32(int type, long long items,
                                                     const Sampling* how, const void* x,
                                                     const void* grid, const void* dy,
                                                     void* dGrid) {
  follow<float>(type, items, *how, x, grid, dy, dGrid);
}

extern "C" __global__ void nn_grid_sample_follow_f64(int type, long long items,
                                                     const Sampling* how, const void* x,
                                                     const void* grid, const void* dy,
                                                     void* dGrid) {
  follow<double>(type, items, *how, x, grid, dy, dGrid);
}
