// The transposes of the transforms of nn_tiles.cu: from points to squares of planes.
#include "nn_tiles.cuh"

// planes = (their own elements if `adds`, else start[channel], else 0) + the squares of points. The
// squares begin at (0, 0) and do not overlap; what is outside the planes is dropped.
template <typename T, int SIZE, int PARTS, int LANES>
__device__ __forceinline__ void back(int type, const Squares& squares, int64 first, int64 count,
                                     const T* lines, const T* points, int adds, int hasStart,
                                     const void* start, void* planes) {
  constexpr int WIDE = PARTS == 1 ? SIZE : SIZE / 2 + 1;
  constexpr int ROW = WIDE * PARTS, COLUMN = SIZE * PARTS;
  __shared__ T rows[SIZE * ROW * LANES];  // [row][part of a point][lane]
  const T* down = lines + ROW * SIZE;
  int64 all = squares.channels * count;
  for (int64 begin = (int64)blockIdx.x * LANES; begin < all; begin += (int64)gridDim.x * LANES) {
    for (int item = threadIdx.x; item < WIDE * LANES; item += blockDim.x) {
      int lane = item % LANES, v = item / LANES;
      if (begin + lane >= all) continue;
      T line[COLUMN];
      const T* column = points + (int64)v * COLUMN * all + begin + lane;
#pragma unroll
      for (int k = 0; k < COLUMN; k++) line[k] = column[k * all];
      for (int k = 0; k < squares.size * PARTS; k++) {
        int i = k / PARTS, part = v * PARTS + k % PARTS;
        rows[(i * ROW + part) * LANES + lane] = product<T, COLUMN>(down + k, COLUMN, line);
      }
    }
    __syncthreads();
    for (int item = threadIdx.x; item < squares.size * LANES; item += blockDim.x) {
      int lane = item % LANES, i = item / LANES;
      if (begin + lane >= all) continue;
      Corner at = corner(squares, first, count, begin + lane);
      if (at.row + i >= squares.height) continue;
      T line[ROW];
#pragma unroll
      for (int k = 0; k < ROW; k++) line[k] = rows[(i * ROW + k) * LANES + lane];
      T base = !adds && hasStart ? load_element(start, at.channel, type, T(0)) : T(0);
      int64 place = at.plane + (int64)(at.row + i) * squares.width;
      for (int j = 0; j < squares.size; j++) {
        int column = at.column + j;
        if (column >= squares.width) continue;
        if (adds) base = load_element(planes, place + column, type, T(0));
        T value = product<T, ROW>(lines + j, SIZE, line);
        store_element(planes, place + column, type, base + value);
      }
    }
    __syncthreads();
  }
}

// Launch, all: a block for LANES squares, of SIZE · LANES threads.
extern "C" __global__ void nn_tiles_back_4_f32(int type, const int* squares, long long first,
                                               long long count, const float* lines,
                                               const float* points, int adds, int hasStart,
                                               const void* start, void* planes) {
  back<float, 4, 1, 32>(type, *(const Squares*)squares, first, count, lines, points, adds, hasStart,
                        start, planes);
}

extern "C" __global__ void nn_tiles_back_4_f64(int type, const int* squares, long long first,
                                               long long count, const double* lines,
                                               const double* points, int adds, int hasStart,
                                               const void* start, void* planes) {
  back<double, 4, 1, 32>(type, *(const Squares*)squares, first, count, lines, points, adds,
                         hasStart, start, planes);
}

extern "C" __global__ void nn_tiles_back_6_f32(int type, const int* squares, long long first,
                                               long long count, const float* lines,
                                               const float* points, int adds, int hasStart,
                                               const void* start, void* planes) {
  back<float, 6, 1, 32>(type, *(const Squares*)squares, first, count, lines, points, adds, hasStart,
                        start, planes);
}

extern "C" __global__ void nn_tiles_back_6_f64(int type, const int* squares, long long first,
                                               long long count, const double* lines,
                                               const double* points, int adds, int hasStart,
                                               const void* start, void* planes) {
  back<double, 6, 1, 32>(type, *(const Squares*)squares, first, count, lines, points, adds,
                         hasStart, start, planes);
}

extern "C" __global__ void nn_tiles_back_16_f32(int type, const int* squares, long long first,
                                                long long count, const float* lines,
                                                const float* points, int adds, int hasStart,
                                                const void* start, void* planes) {
  back<float, 16, 2, 16>(type, *(const Squares*)squares, first, count, lines, points, adds,
                         hasStart, start, planes);
}

extern "C" __global__ void nn_tiles_back_16_f64(int type, const int* squares, long long first,
                                                long long count, const double* lines,
                                                const double* points, int adds, int hasStart,
                                                const void* start, void* planes) {
  back<double, 16, 2, 16>(type, *(const Squares*)squares, first, count, lines, points, adds,
                          hasStart, start, planes);
}
