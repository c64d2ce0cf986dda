// Reductions of rows in steps of fixed order. A step cuts each row into pieces of equal length,
// reduces every piece by 1 to 32 neighbouring lanes, whose results a butterfly joins, and leaves
// them as partial[row · pieces + piece]; the next step takes those for its rows. Kinds are numbered
// as Reduction is.
#include "elements.cuh"

#define SUM 0
#define PRODUCT 2
#define MIN 3
#define MAX 4
#define NORM_1 5
#define NORM_INFINITY 7

__device__ __forceinline__ double quiet_nan() { return __longlong_as_double(0x7ff8000000000000ll); }

__device__ __forceinline__ double infinity() { return __longlong_as_double(0x7ff0000000000000ll); }

__device__ __forceinline__ bool before(double x, double y) {
  return x < y || (x == y && __double_as_longlong(x) < 0 && __double_as_longlong(y) >= 0);
}

__device__ __forceinline__ double neutral(int kind) {
  return kind == PRODUCT ? 1 : kind == MIN ? infinity() : kind == MAX ? -infinity() : 0;
}

__device__ __forceinline__ double join(int kind, double x, double y) {
  switch (kind) {
    case PRODUCT: return x * y;
    case MIN: return x != x || y != y ? quiet_nan() : before(y, x) ? y : x;
    case MAX: return x != x || y != y ? quiet_nan() : before(x, y) ? y : x;
    case NORM_INFINITY: return x != x || y != y ? quiet_nan() : x < y ? y : x;
    default: return x + y;
  }
}

// Where a group of `width` lanes works: which row, and which of its elements. Neighbouring groups
// take the pieces of one row or, `across`, one piece of neighbouring rows.
struct Piece {
  int64 row;
  int64 number;
  int64 start;
  int64 end;

  __device__ Piece(int64 rows, int64 n, int64 pieces, int64 length, int width, int across) {
    int64 group = grid_thread() / width;
    row = across ? group % rows : group / pieces;
    number = across ? group / rows : group % pieces;
    start = number * length + threadIdx.x % width;
    end = (number + 1) * length < n ? (number + 1) * length : n;
    if (row >= rows || number >= pieces) end = 0;
  }

  // In the group's first lane, if there is such a piece.
  __device__ bool writes(int64 rows, int64 pieces, int width) const {
    return row < rows && number < pieces && threadIdx.x % width == 0;
  }
};

// Launch: width threads a piece. a: rows × n elements, at row · rowStride + j · columnStride;
// partial: float64[rows · pieces].
extern "C" __global__ void reduction_step(int kind, int type, long long rows, long long n,
                                          const void* a, long long rowStride,
                                          long long columnStride, long long pieces,
                                          long long length, int width, int across,
                                          double* partial) {
  Piece piece(rows, n, pieces, length, width, across);
  double value = neutral(kind);
  for (int64 j = piece.start; j < piece.end; j += width) {
    double x = load_element(a, piece.row * rowStride + j * columnStride, type, 0.0);
    value = join(kind, value, kind == NORM_1 || kind == NORM_INFINITY ? fabs(x) : x);
  }
  for (int offset = width >> 1; offset > 0; offset >>= 1) {
    value = join(kind, value, __shfl_xor_sync(0xffffffffu, value, offset));
  }
  if (piece.writes(rows, pieces, width)) partial[piece.row * pieces + piece.number] = value;
}

// Squares of small, middling and large numbers apart, the first and last scaled so that they stay
// in range (Blue, A portable Fortran program to find the Euclidean norm of a vector, 1978, with the
// constants of LAPACK's dnrm2). Launch as above; partial: float64[3][rows · pieces].
#define SMALL_LIMIT 1.4916681462400413e-154
#define LARGE_LIMIT 1.9979190722022350e+146
#define SMALL_SCALE 4.4989137945431964e+161
#define LARGE_SCALE 1.1113793747425387e-162

extern "C" __global__ void reduction_squares(int type, long long rows, long long n, const void* a,
                                             long long rowStride, long long columnStride,
                                             long long pieces, long long length, int width,
                                             int across, double* partial) {
  Piece piece(rows, n, pieces, length, width, across);
  double small = 0;
  double middling = 0;
  double large = 0;
  for (int64 j = piece.start; j < piece.end; j += width) {
    double x = fabs(load_element(a, piece.row * rowStride + j * columnStride, type, 0.0));
    if (x > LARGE_LIMIT) {
      large += (x * LARGE_SCALE) * (x * LARGE_SCALE);
    } else if (x < SMALL_LIMIT) {
      small += (x * SMALL_SCALE) * (x * SMALL_SCALE);
    } else {
      middling += x * x;
    }
  }
  small = lanes_sum(small, width);
  middling = lanes_sum(middling, width);
  large = lanes_sum(large, width);
  if (piece.writes(rows, pieces, width)) {
    int64 at = piece.row * pieces + piece.number;
    partial[at] = small;
    partial[rows * pieces + at] = middling;
    partial[2 * rows * pieces + at] = large;
  }
}

__device__ double norm(double small, double middling, double large) {
  if (middling != middling) return middling;
  if (large > 0) {
    return sqrt(large + (middling * LARGE_SCALE) * LARGE_SCALE) / LARGE_SCALE;
  }
  if (small == 0) return sqrt(middling);
  double tiny = sqrt(small) / SMALL_SCALE;
  double other = sqrt(middling);
  double most = tiny > other ? tiny : other;
  double least = tiny > other ? other : tiny;
  return most * sqrt(1 + (least / most) * (least / most));
}

// result[i] of type `type`, rounded once: value[i] / divisor, or if `squares` the root of
// the three sums of value[3][rows]. A thread a row.
extern "C" __global__ void reduction_finish(int squares, double divisor, long long rows,
                                            const double* value, int type, void* result) {
  int64 i = grid_thread();
  if (i >= rows) return;
  double x = squares ? norm(value[i], value[rows + i], value[2 * rows + i]) : value[i];
  store_element(result, i, type, divisor == 1 ? x : x / divisor);
}

struct Place {
  double value;
  int64 index;
};

// The first NaN if there is one, else the first extreme; an index of -1 is none.
__device__ __forceinline__ Place better(int largest, Place p, Place q) {
  if (p.index < 0) return q;
  if (q.index < 0) return p;
  bool pNan = p.value != p.value;
  bool qNan = q.value != q.value;
  if (pNan != qNan) return pNan ? p : q;
  if (!pNan && p.value != q.value) return (p.value > q.value) == (largest != 0) ? p : q;
  return p.index < q.index ? p : q;
}

// Launch as above; the index of element j of a row is row · rowIndices + j, or with `indexed`
// indices[row · n + j]. values, places: float64 and int64[rows · pieces].
extern "C" __global__ void reduction_places(int largest, int type, long long rows, long long n,
                                            const void* a, long long rowStride,
                                            long long columnStride, long long pieces,
                                            long long length, int width, int across,
                                            long long rowIndices, int indexed,
                                            const long long* indices, double* values,
                                            long long* places) {
  Piece piece(rows, n, pieces, length, width, across);
  Place best{0, -1};
  for (int64 j = piece.start; j < piece.end; j += width) {
    double x = load_element(a, piece.row * rowStride + j * columnStride, type, 0.0);
    int64 index = indexed ? indices[piece.row * n + j] : piece.row * rowIndices + j;
    best = better(largest, best, Place{x, index});
  }
  for (int offset = width >> 1; offset > 0; offset >>= 1) {
    Place other{__shfl_xor_sync(0xffffffffu, best.value, offset),
                __shfl_xor_sync(0xffffffffu, best.index, offset)};
    best = better(largest, best, other);
  }
  if (piece.writes(rows, pieces, width)) {
    values[piece.row * pieces + piece.number] = best.value;
    places[piece.row * pieces + piece.number] = best.index;
  }
}
