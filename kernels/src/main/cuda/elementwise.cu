// Functions of the elements of one or two matrices, numbered as UnaryFunction and BinaryFunction
// are; in float32 for float32 and the 16-bit types, in float64 for float64. All kernels stride over
// the elements of R[rows × columns]; operands' strides are 0 where they are repeated.
#include "elements.cuh"

// By the exponential that does not overflow: far below 0 the result is as small as that, not 0.
template <typename T>
__device__ __forceinline__ T sigmoid(T x) {
  T e = exp(x > 0 ? -x : x);
  return (x > 0 ? T(1) : e) / (T(1) + e);
}

template <typename T>
__device__ __forceinline__ T unary(int function, T x) {
  switch (function) {
    case 0: return -x;
    case 1: return fabs(x);
    case 2: return x > 0 ? T(1) : x < 0 ? T(-1) : x;
    case 3: return x * x;
    case 4: return sqrt(x);
    case 5: return T(1) / x;
    case 6: return exp(x);
    case 7: return expm1(x);
    case 8: return log(x);
    case 9: return log1p(x);
    case 10: return sin(x);
    case 11: return cos(x);
    case 12: return tan(x);
    case 13: return tanh(x);
    case 14: return sigmoid(x);
    case 15: return x > 0 || x != x ? x : T(0);
    case 16: return floor(x);
    case 17: return ceil(x);
    default: return rint(x);
  }
}

// Whether x comes before y, -0 before 0; neither is NaN.
template <typename T>
__device__ __forceinline__ bool before(T x, T y) {
  return x < y || (x == y && copysign(T(1), x) < copysign(T(1), y));
}

template <typename T>
__device__ __forceinline__ T binary(int function, T x, T y) {
  switch (function) {
    case 0: return x + y;
    case 1: return x - y;
    case 2: return x * y;
    case 3: return x / y;
    case 4: return x != x ? x : y != y ? y : before(y, x) ? y : x;
    case 5: return x != x ? x : y != y ? y : before(x, y) ? y : x;
    case 6: return pow(x, y);
    default: return atan2(x, y);
  }
}

template <typename T>
__device__ void map(int function, int type, int64 rows, int64 columns, const void* a, int64 aRow,
                    int64 aColumn, void* r, int64 rRow, int64 rColumn) {
  for (int64 place = grid_thread(); place < rows * columns; place += grid_threads()) {
    int64 i, j;
    split(place, columns, &i, &j);
    T x = load_element(a, i * aRow + j * aColumn, type, T(0));
    store_element(r, i * rRow + j * rColumn, type, unary(function, x));
  }
}

// R = f(A)
extern "C" __global__ void elementwise_unary_f32(int function, int type, long long rows,
                                                 long long columns, const void* a, long long aRow,
                                                 long long aColumn, void* r, long long rRow,
                                                 long long rColumn) {
  map<float>(function, type, rows, columns, a, aRow, aColumn, r, rRow, rColumn);
}

extern "C" __global__ void elementwise_unary_f64(int function, int type, long long rows,
                                                 long long columns, const void* a, long long aRow,
                                                 long long aColumn, void* r, long long rRow,
                                                 long long rColumn) {
  map<double>(function, type, rows, columns, a, aRow, aColumn, r, rRow, rColumn);
}

template <typename T>
__device__ void map(int function, int type, int64 rows, int64 columns, const void* a, int64 aRow,
                    int64 aColumn, const void* b, int64 bRow, int64 bColumn, void* r, int64 rRow,
                    int64 rColumn) {
  for (int64 place = grid_thread(); place < rows * columns; place += grid_threads()) {
    int64 i, j;
    split(place, columns, &i, &j);
    T x = load_element(a, i * aRow + j * aColumn, type, T(0));
    T y = load_element(b, i * bRow + j * bColumn, type, T(0));
    store_element(r, i * rRow + j * rColumn, type, binary(function, x, y));
  }
}

// R = f(A, B)
extern "C" __global__ void elementwise_binary_f32(int function, int type, long long rows,
                                                  long long columns, const void* a, long long aRow,
                                                  long long aColumn, const void* b, long long bRow,
                                                  long long bColumn, void* r, long long rRow,
                                                  long long rColumn) {
  map<float>(function, type, rows, columns, a, aRow, aColumn, b, bRow, bColumn, r, rRow, rColumn);
}

extern "C" __global__ void elementwise_binary_f64(int function, int type, long long rows,
                                                  long long columns, const void* a, long long aRow,
                                                  long long aColumn, const void* b, long long bRow,
                                                  long long bColumn, void* r, long long rRow,
                                                  long long rColumn) {
  map<double>(function, type, rows, columns, a, aRow, aColumn, b, bRow, bColumn, r, rRow, rColumn);
}

template <typename T>
__device__ void sum(int type, int64 rows, int64 columns, T alpha, const void* a, int64 aRow,
                    int64 aColumn, T beta, const void* b, int64 bRow, int64 bColumn, void* r,
                    int64 rRow, int64 rColumn) {
  for (int64 place = grid_thread(); place < rows * columns; place += grid_threads()) {
    int64 i, j;
    split(place, columns, &i, &j);
    T x = alpha == 0 ? T(0) : alpha * load_element(a, i * aRow + j * aColumn, type, T(0));
    T y = beta == 0 ? T(0) : beta * load_element(b, i * bRow + j * bColumn, type, T(0));
    T both = alpha == 0 ? y : beta == 0 ? x : x + y;
    store_element(r, i * rRow + j * rColumn, type, both);
  }
}

// R = alpha·A + beta·B; an operand whose factor is 0 is not read.
extern "C" __global__ void elementwise_add_f32(int type, long long rows, long long columns,
                                               float alpha, const void* a, long long aRow,
                                               long long aColumn, float beta, const void* b,
                                               long long bRow, long long bColumn, void* r,
                                               long long rRow, long long rColumn) {
  sum(type, rows, columns, alpha, a, aRow, aColumn, beta, b, bRow, bColumn, r, rRow, rColumn);
}

extern "C" __global__ void elementwise_add_f64(int type, long long rows, long long columns,
                                               double alpha, const void* a, long long aRow,
                                               long long aColumn, double beta, const void* b,
                                               long long bRow, long long bColumn, void* r,
                                               long long rRow, long long rColumn) {
  sum(type, rows, columns, alpha, a, aRow, aColumn, beta, b, bRow, bColumn, r, rRow, rColumn);
}
