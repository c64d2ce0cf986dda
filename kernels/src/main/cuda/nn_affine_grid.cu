// The places of a grid under affine maps: grid[examples × depth × height × width × rank] of
// theta[examples × rank × (rank + 1)], x along the last dimension first.
#include "elements.cuh"
#include "totals.cuh"

struct Grid {
  int rank, depth, height, width, aligns;

  __device__ int64 points() const { return (int64)depth * height * width; }

  template <typename T>
  __device__ T coordinate(int64 i, int size) const {
    if (aligns) return size == 1 ? T(0) : T(2) * T(i) / T(size - 1) - T(1);
    return (T(2) * T(i) + T(1)) / T(size) - T(1);
  }

  // Entry `column` of (x, y, 1) or (x, y, z, 1).
  template <typename T>
  __device__ T base(int64 point, int column) const {
    if (column == rank) return T(1);
    if (column == 0) return coordinate<T>(point % width, width);
    if (column == 1) return coordinate<T>(point / width % height, height);
    return coordinate<T>(point / width / height, depth);
  }
};

template <typename T>
__device__ void place(int type, int64 examples, const Grid& grid, const void* theta, void* places) {
  int64 each = grid.points() * grid.rank;
  for (int64 i = grid_thread(); i < examples * each; i += grid_threads()) {
    int64 example, within, point, row;
    split(i, each, &example, &within);
    split(within, grid.rank, &point, &row);
    int64 first = (example * grid.rank + row) * (grid.rank + 1);
    T sum = 0;
    for (int column = 0; column <= grid.rank; column++) {
      sum += load_element(theta, first + column, type, T(0)) * grid.base<T>(point, column);
    }
    store_element(places, i, type, sum);
  }
}

// Launch: a thread an element of the grid.
extern "C" __global__ void nn_affine_grid_f32(int type, long long examples, int rank, int depth,
                                              int height, int width, int aligns,
                                              const void* theta, void* places) {
  place<float>(type, examples, Grid{rank, depth, height, width, aligns}, theta, places);
}

extern "C" __global__ void nn_affine_grid_f64(int type, long long examples, int rank, int depth,
                                              int height, int width, int aligns,
                                              const void* theta, void* places) {
  place<double>(type, examples, Grid{rank, depth, height, width, aligns}, theta, places);
}

template <typename T>
__device__ void backward(int type, int64 examples, const Grid& grid, const void* dPlaces,
                         void* dTheta) {
  __shared__ T scratch[32];
  int columns = grid.rank + 1;
  for (int64 entry = blockIdx.x; entry < examples * grid.rank * columns; entry += gridDim.x) {
    int64 line, column, example, row;
    split(entry, columns, &line, &column);
    split(line, grid.rank, &example, &row);
    T sum = 0;
    for (int64 point = threadIdx.x; point < grid.points(); point += blockDim.x) {
      int64 at = (example * grid.points() + point) * grid.rank + row;
      sum += load_element(dPlaces, at, type, T(0)) * grid.base<T>(point, (int)column);
    }
    sum = block_total(sum, scratch);
    if (threadIdx.x == 0) store_element(dTheta, entry, type, sum);
  }
}

// Launch: a block an entry of theta.
extern "C" __global__ void nn_affine_grid_backward_f32(int type, long long examples, int rank,
                                                       int depth, int height, int width,
                                                       int aligns, const void* dPlaces,
                                                       void* dTheta) {
  backward<float>(type, examples, Grid{rank, depth, height, width, aligns}, dPlaces, dTheta);
}

extern "C" __global__ void nn_affine_grid_backward_f64(int type, long long examples, int rank,
                                                       int depth, int height, int width,
                                                       int aligns, const void* dPlaces,
                                                       void* dTheta) {
  backward<double>(type, examples, Grid{rank, depth, height, width, aligns}, dPlaces, dTheta);
}
