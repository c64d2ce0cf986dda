// Indices chosen along one dimension of x[outer × length × inner], and matrices turned.
#include "elements.cuh"

// y[o][i][k] = x[o][chosen[i]][k], or value where that is -1; i < chosenLength.
extern "C" __global__ void selection_take(int type, long long outer, long long length,
                                          long long inner, long long chosenLength,
                                          const int* chosen, double value, const void* x, void* y) {
  for (int64 at = grid_thread(); at < outer * chosenLength * inner; at += grid_threads()) {
    int64 line, k, o, i;
    split(at, inner, &line, &k);
    split(line, chosenLength, &o, &i);
    int64 from = (o * length + chosen[i]) * inner + k;
    if (type == FLOAT64) {
      store_element(y, at, type, chosen[i] < 0 ? value : load_element(x, from, type, 0.0));
    } else {
      store_element(y, at, type, chosen[i] < 0 ? (float)value : load_element(x, from, type, 0.f));
    }
  }
}

// dx[o][j][k] = the sum of dy[o][i][k] over places[offsets[j]] … places[offsets[j + 1] − 1].
extern "C" __global__ void selection_give(int type, long long outer, long long length,
                                          long long inner, long long chosenLength,
                                          const int* offsets, const int* places, const void* dy,
                                          void* dx) {
  for (int64 at = grid_thread(); at < outer * length * inner; at += grid_threads()) {
    int64 line, k, o, j;
    split(at, inner, &line, &k);
    split(line, length, &o, &j);
    double sum = 0;
    for (int p = offsets[j]; p < offsets[j + 1]; p++) {
      sum += load_element(dy, (o * chosenLength + places[p]) * inner + k, type, 0.0);
    }
    store_element(dx, at, type, sum);
  }
}

// A tile of 32 × 32 in shared memory, a column wider against bank conflicts. Blocks of 256.
template <typename T>
__device__ void turn(int64 matrices, int64 rows, int64 columns, const T* x, T* y) {
  __shared__ T tile[32][33];
  int64 down = (rows + 31) / 32;
  int64 across = (columns + 31) / 32;
  for (int64 number = blockIdx.x; number < matrices * down * across; number += gridDim.x) {
    int64 matrix = number / (down * across);
    int64 top = number % (down * across) / across * 32;
    int64 left = number % across * 32;
    const T* from = x + matrix * rows * columns;
    T* to = y + matrix * rows * columns;
    for (int j = threadIdx.x >> 5; j < 32; j += 8) {
      if (left + j < columns && top + lane() < rows) {
        tile[j][lane()] = from[(left + j) * rows + top + lane()];
      }
    }
    __syncthreads();
    for (int i = threadIdx.x >> 5; i < 32; i += 8) {
      if (top + i < rows && left + lane() < columns) {
        to[(top + i) * columns + left + lane()] = tile[lane()][i];
      }
    }
    __syncthreads();
  }
}

// y[m][i][j] = x[m][j][i] with y's matrices rows × columns; elements of 2, 4 or 8 bytes.
extern "C" __global__ void selection_turn_2(long long matrices, long long rows, long long columns,
                                            const void* x, void* y) {
  turn(matrices, rows, columns, (const unsigned short*)x, (unsigned short*)y);
}

extern "C" __global__ void selection_turn_4(long long matrices, long long rows, long long columns,
                                            const void* x, void* y) {
  turn(matrices, rows, columns, (const unsigned*)x, (unsigned*)y);
}

extern "C" __global__ void selection_turn_8(long long matrices, long long rows, long long columns,
                                            const void* x, void* y) {
  turn(matrices, rows, columns, (const long long*)x, (long long*)y);
}
