// The transforms of squares of planes to points, as nn_tiles.cuh has them.
#include "nn_tiles.cuh"

// A row of a square; 0 outside the plane and beyond the square.
template <typename T, int SIZE>
__device__ __forceinline__ void load_row(int type, const Squares& squares, const Corner& at, int i,
                                         const void* planes, T* line) {
  int row = at.row + i;
  bool isInside = row >= 0 && row < squares.height;
  int64 place = at.plane + (int64)row * squares.width;
#pragma unroll
  for (int j = 0; j < SIZE; j++) {
    int column = at.column + j;
    line[j] = isInside && j < squares.size && column >= 0 && column < squares.width
                  ? load_element(planes, place + column, type, T(0))
                  : T(0);
  }
}

// points[SIZE · WIDE · PARTS][channels][count] = the transforms of squares of planes
template <typename T, int SIZE, int PARTS, int LANES>
__device__ __forceinline__ void transform(int type, const Squares& squares, int64 first,
                                          int64 count, const T* lines, const void* planes,
                                          T* points) {
  constexpr int WIDE = PARTS == 1 ? SIZE : SIZE / 2 + 1;
  constexpr int ROW = WIDE * PARTS, COLUMN = SIZE * PARTS;
  __shared__ T rows[SIZE * ROW * LANES];  // [row][part of a point][lane]
  const T* down = lines + ROW * SIZE;
  int64 all = squares.channels * count;
  for (int64 begin = (int64)blockIdx.x * LANES; begin < all; begin += (int64)gridDim.x * LANES) {
    for (int item = threadIdx.x; item < squares.size * LANES; item += blockDim.x) {
      int lane = item % LANES, i = item / LANES;
      if (begin + lane >= all) continue;
      T line[SIZE];
      Corner at = corner(squares, first, count, begin + lane);
      load_row<T, SIZE>(type, squares, at, i, planes, line);
      for (int k = 0; k < ROW; k++) {
        rows[(i * ROW + k) * LANES + lane] = product<T, SIZE>(lines + k * SIZE, 1, line);
      }
    }
    __syncthreads();
    for (int item = threadIdx.x; item < WIDE * LANES; item += blockDim.x) {
      int lane = item % LANES, v = item / LANES;
      if (begin + lane >= all) continue;
      T line[COLUMN];
#pragma unroll
      for (int k = 0; k < COLUMN; k++) {
        int i = k / PARTS, part = v * PARTS + k % PARTS;
        line[k] = i < squares.size ? rows[(i * ROW + part) * LANES + lane] : T(0);
      }
      T* column = points + (int64)v * COLUMN * all + begin + lane;
      for (int k = 0; k < COLUMN; k++) {
        column[k * all] = product<T, COLUMN>(down + k * COLUMN, 1, line);
      }
    }
    __syncthreads();
  }
}

// Launch, all: a block for LANES squares, of SIZE · LANES threads.
extern "C" __global__ void nn_tiles_transform_4_f32(int type, const int* squares, long long first,
                                                    long long count, const float* lines,
                                                    const void* planes, float* points) {
  transform<float, 4, 1, 32>(type, *(const Squares*)squares, first, count, lines, planes, points);
}

extern "C" __global__ void nn_tiles_transform_4_f64(int type, const int* squares, long long first,
                                                    long long count, const double* lines,
                                                    const void* planes, double* points) {
  transform<double, 4, 1, 32>(type, *(const Squares*)squares, first, count, lines, planes, points);
}

extern "C" __global__ void nn_tiles_transform_6_f32(int type, const int* squares, long long first,
                                                    long long count, const float* lines,
                                                    const void* planes, float* points) {
  transform<float, 6, 1, 32>(type, *(const Squares*)squares, first, count, lines, planes, points);
}

extern "C" __global__ void nn_tiles_transform_6_f64(int type, const int* squares, long long first,
                                                    long long count, const double* lines,
                                                    const void* planes, double* points) {
  transform<double, 6, 1, 32>(type, *(const Squares*)squares, first, count, lines, planes, points);
}

extern "C" __global__ void nn_tiles_transform_16_f32(int type, const int* squares, long long first,
                                                     long long count, const float* lines,
                                                     const void* planes, float* points) {
  transform<float, 16, 2, 16>(type, *(const Squares*)squares, first, count, lines, planes, points);
}

extern "C" __global__ void nn_tiles_transform_16_f64(int type, const int* squares, long long first,
                                                     long long count, const double* lines,
                                                     const void* planes, double* points) {
  transform<double, 16, 2, 16>(type, *(const Squares*)squares, first, count, lines, planes, points);
}
