// Copies of matrices from any of the four types to any other, each element rounded once.
#include "elements.cuh"

#define SIDE 32
#define LINES 8

// R[rows × columns] = A, whose strides may be 0. Strides over the elements. T is float where
// neither type is float64.
template <typename T>
__device__ void copy(int64 rows, int64 columns, int from, const void* a, int64 aRow, int64 aColumn,
                     int to, void* r, int64 rRow, int64 rColumn) {
  for (int64 place = grid_thread(); place < rows * columns; place += grid_threads()) {
    int64 i, j;
    split(place, columns, &i, &j);
    store_element(r, i * rRow + j * rColumn, to,
                  load_element(a, i * aRow + j * aColumn, from, T(0)));
  }
}

extern "C" __global__ void convert_copy_f32(long long rows, long long columns, int from,
                                            const void* a, long long aRow, long long aColumn,
                                            int to, void* r, long long rRow, long long rColumn) {
  copy<float>(rows, columns, from, a, aRow, aColumn, to, r, rRow, rColumn);
}

extern "C" __global__ void convert_copy_f64(long long rows, long long columns, int from,
                                            const void* a, long long aRow, long long aColumn,
                                            int to, void* r, long long rRow, long long rColumn) {
  copy<double>(rows, columns, from, a, aRow, aColumn, to, r, rRow, rColumn);
}

// R[rows × columns] = Aᵀ, both row-major with rows rRow and aRow elements apart. A block of 32 × 8
// threads, laid out as 256, a tile of 32 × 32; tiles are numbered row by row of R, and the grid
// strides over them. Shared memory turns the tile, so that reads and writes are contiguous; its
// rows are one longer than the tile's, to lie in different banks.
template <typename T>
__device__ void transpose(int64 rows, int64 columns, int from, const void* a, int64 aRow, int to,
                          void* r, int64 rRow) {
  __shared__ T tile[SIDE][SIDE + 1];
  int64 across = (columns + SIDE - 1) / SIDE;
  int64 tiles = across * ((rows + SIDE - 1) / SIDE);
  int x = threadIdx.x % SIDE;
  int y = threadIdx.x / SIDE;
  for (int64 t = blockIdx.x; t < tiles; t += gridDim.x) {
    int64 top = t / across * SIDE;
    int64 left = t % across * SIDE;
    for (int line = y; line < SIDE; line += LINES) {
      if (left + line < columns && top + x < rows) {
        tile[line][x] = load_element(a, (left + line) * aRow + top + x, from, T(0));
      }
    }
    __syncthreads();
    for (int line = y; line < SIDE; line += LINES) {
      if (top + line < rows && left + x < columns) {
        store_element(r, (top + line) * rRow + left + x, to, tile[x][line]);
      }
    }
    __syncthreads();
  }
}

extern "C" __global__ void __launch_bounds__(256)
    convert_transpose_f32(long long rows, long long columns, int from, const void* a,
                          long long aRow, int to, void* r, long long rRow) {
  transpose<float>(rows, columns, from, a, aRow, to, r, rRow);
}

extern "C" __global__ void __launch_bounds__(256)
    convert_transpose_f64(long long rows, long long columns, int from, const void* a,
                          long long aRow, int to, void* r, long long rRow) {
  transpose<double>(rows, columns, from, a, aRow, to, r, rRow);
}
