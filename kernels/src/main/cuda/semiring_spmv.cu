// y = A ⊗ x over a semiring. Rows are shared out to groups of `width` lanes; rows with more than
// `longest` entries are cut into pieces of PIECE entries, a block each, joined in the row's order.
#include "warpath.cuh"

// Entries of a piece: 64 a thread.
#define PIECE 8192

// As Math.min: NaN wins, −0 lies below +0; fminf does neither. Numbers that are equal differ at most
// in the sign of zero.
__device__ __forceinline__ float minimum(float a, float b) {
  if (a != a || b != b) return a + b;
  if (a == b) return __int_as_float(__float_as_int(a) | __float_as_int(b));
  return a < b ? a : b;
}

__device__ __forceinline__ float maximum(float a, float b) { return -minimum(-a, -b); }

// Products of float32 are exact in double; their sum is rounded once more, to float32.
struct PlusTimes {
  typedef double Sum;
  static __device__ Sum zero() { return 0.0; }
  static __device__ Sum times(float a, float x) { return (double)a * x; }
  static __device__ Sum plus(Sum a, Sum b) { return a + b; }
};

struct MinPlus {
  typedef float Sum;
  static __device__ Sum zero() { return __int_as_float(0x7f800000); }
  static __device__ Sum times(float a, float x) { return a + x; }
  static __device__ Sum plus(Sum a, Sum b) { return minimum(a, b); }
};

struct MaxMin {
  typedef float Sum;
  static __device__ Sum zero() { return __int_as_float(0xff800000); }
  static __device__ Sum times(float a, float x) { return minimum(a, x); }
  static __device__ Sum plus(Sum a, Sum b) { return maximum(a, b); }
};

struct OrAnd {
  typedef float Sum;
  static __device__ Sum zero() { return 0.0f; }
  static __device__ Sum times(float a, float x) { return a != 0 && x != 0 ? 1.0f : 0.0f; }
  static __device__ Sum plus(Sum a, Sum b) { return a != 0 ? a : b; }
};

// The sum of the entries begin, begin + step, … below end.
template <typename S>
__device__ __forceinline__ typename S::Sum strided(
    int64 begin, int64 end, int step, const int* columns, const float* values, const float* x) {
  typename S::Sum sum = S::zero();
  for (int64 e = begin; e < end; e += step) {
    sum = S::plus(sum, S::times(values ? values[e] : 1.0f, x[columns[e]]));
  }
  return sum;
}

// The sum over `width` neighbouring lanes, in each of them; the whole warp takes part.
template <typename S>
__device__ __forceinline__ typename S::Sum lanes_plus(typename S::Sum sum, int width) {
  for (int offset = width >> 1; offset > 0; offset >>= 1) {
    sum = S::plus(sum, __shfl_xor_sync(0xffffffffu, sum, offset));
  }
  return sum;
}

template <typename S>
__device__ void rows_product(int rows, int width, int64 longest, const int64* offsets,
                             const int* columns, const float* values, const float* x, float* y) {
  int64 row = grid_thread() >> (31 - __clz(width));  // a division takes longer than a short row
  int place = threadIdx.x & (width - 1);
  int64 begin = row < rows ? offsets[row] : 0;
  int64 end = row < rows ? offsets[row + 1] : 0;
  bool whole = end - begin <= longest;
  if (!whole) end = begin;
  typename S::Sum sum =
      lanes_plus<S>(strided<S>(begin + place, end, width, columns, values, x), width);
  if (row < rows && whole && place == 0) y[row] = (float)sum;
}

template <typename S>
__device__ void piece_product(const int* pieceRow, const int* pieceNumber, const int64* offsets,
                              const int* columns, const float* values, const float* x,
                              double* partial) {
  __shared__ typename S::Sum scratch[32];
  int row = pieceRow[blockIdx.x];
  int64 begin = offsets[row] + (int64)pieceNumber[blockIdx.x] * PIECE;
  int64 rowEnd = offsets[row + 1];
  int64 end = begin + PIECE < rowEnd ? begin + PIECE : rowEnd;
  typename S::Sum sum =
      lanes_plus<S>(strided<S>(begin + threadIdx.x, end, blockDim.x, columns, values, x), 32);
  if (lane() == 0) scratch[threadIdx.x >> 5] = sum;
  __syncthreads();
  if (threadIdx.x == 0) {
    for (int warp = 1; warp < blockDim.x / 32; warp++) sum = S::plus(sum, scratch[warp]);
    partial[blockIdx.x] = sum;
  }
}

template <typename S>
__device__ void pieces_join(int row, int64 pieces, const double* partial, float* y) {
  typename S::Sum sum = (typename S::Sum)partial[0];
#pragma unroll 16  // so many reads on their way at once: one thread alone waits for each
  for (int64 i = 1; i < pieces; i++) sum = S::plus(sum, (typename S::Sum)partial[i]);
  y[row] = (float)sum;
}

// Calls work with one of the semirings: 0 (+,×), 1 (min,+), 2 (max,min), 3 (∨,∧).
template <typename Work>
__device__ __forceinline__ void with_semiring(int semiring, Work work) {
  switch (semiring) {
    case 0: work(PlusTimes()); break;
    case 1: work(MinPlus()); break;
    case 2: work(MaxMin()); break;
    default: work(OrAnd());
  }
}

// Finds the long rows: thread a row. Adds the pieces of all to `count`; if `fill`, also notes each
// piece's row and its number within the row, those of one row side by side.
// offsets: int64[rows+1]; count: int32[1], 0 before; pieceRow, pieceNumber: int32[pieces].
extern "C" __global__ void semiring_spmv_cut(int rows, long long longest, const long long* offsets,
                                             int fill, int* count, int* pieceRow,
                                             int* pieceNumber) {
  int64 row = grid_thread();
  if (row >= rows) return;
  int64 length = offsets[row + 1] - offsets[row];
  if (length <= longest) return;
  int pieces = (int)((length + PIECE - 1) / PIECE);
  int first = atomicAdd(count, pieces);
  if (!fill) return;
  for (int i = 0; i < pieces; i++) {
    pieceRow[first + i] = (int)row;
    pieceNumber[first + i] = i;
  }
}

// The rows that are not long: `width` threads a row, width a power of two in [1, 32].
// values: float32[entries], read if `valued`.
// x: float32[columns]; y: float32[rows].
extern "C" __global__ void semiring_spmv_rows(int semiring, int rows, int width, long long longest,
                                              const long long* __restrict__ offsets,
                                              const int* __restrict__ columns, int valued,
                                              const float* __restrict__ values,
                                              const float* __restrict__ x, float* y) {
  const float* read = valued ? values : nullptr;
  with_semiring(semiring, [=](auto s) {
    rows_product<decltype(s)>(rows, width, longest, offsets, columns, read, x, y);
  });
}

// The pieces of the long rows: a block of 128 threads a piece. partial: float64[pieces].
extern "C" __global__ void semiring_spmv_pieces(
    int semiring, const int* __restrict__ pieceRow, const int* __restrict__ pieceNumber,
    const long long* __restrict__ offsets, const int* __restrict__ columns, int valued,
    const float* __restrict__ values, const float* __restrict__ x, double* partial) {
  const float* read = valued ? values : nullptr;
  with_semiring(semiring, [=](auto s) {
    piece_product<decltype(s)>(pieceRow, pieceNumber, offsets, columns, read, x, partial);
  });
}

// Joins each long row's pieces: thread a piece, of which the first of each row works.
extern "C" __global__ void semiring_spmv_join(int semiring, int pieces, const int* pieceRow,
                                              const int* pieceNumber, const long long* offsets,
                                              const double* partial, float* y) {
  int64 piece = grid_thread();
  if (piece >= pieces || pieceNumber[piece] != 0) return;
  int row = pieceRow[piece];
  int64 count = (offsets[row + 1] - offsets[row] + PIECE - 1) / PIECE;
  with_semiring(semiring,
                [=](auto s) { pieces_join<decltype(s)>(row, count, partial + piece, y); });
}
