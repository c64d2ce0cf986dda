// BLAS level 2: a matrix and a vector.
#include <cmath>
#include <vector>

#include "cublas.h"

using namespace cublas;

namespace {

constexpr double NO_NUMBER = NAN;

// Where y must not be another operand, it is poisoned before they are read.
template <class E>
std::vector<E> take(Strided<E> y, int64_t n) {
  std::vector<E> before(static_cast<size_t>(n));
  for (int64_t i = 0; i < n; i++) {
    before[static_cast<size_t>(i)] = y[i];
    y[i] = static_cast<E>(NO_NUMBER);
  }
  return before;
}

template <class E>
E updated(E alpha, E sum, E beta, E before) {
  E scaled = beta == 0 ? 0 : beta * before;
  return alpha == 0 ? scaled : alpha * sum + scaled;
}

template <class E>
int gemv(const char* name, uintptr_t handle, int trans, int64_t m, int64_t n, const E* alpha, const E* a, int64_t lda,
         const E* x, int64_t incx, const E* beta, E* y, int64_t incy) {
  Call call(name, handle);
  call.operation("trans", trans);
  call.size("m", m);
  call.size("n", n);
  call.nonZero("incx", incx);
  call.nonZero("incy", incy);
  auto factor = call.factor<E>("alpha", alpha);
  auto scale = call.factor<E>("beta", beta);
  call.leadingDimension("a", lda, m);
  // As in the reference BLAS, y stays as it is where the matrix is empty.
  if (m == 0 || n == 0) return call.status;
  call.matrix("A", a, m, n, lda);
  int64_t rows = trans == N ? m : n, columns = trans == N ? n : m;
  call.vector("x", x, columns, incx);
  call.vector("y", y, rows, incy);
  return call.queue([=] {
    Strided<const E> from(x, columns, incx);
    Strided<E> to(y, rows, incy);
    E alpha = factor.get(), beta = scale.get();
    auto before = take(to, rows);
    std::vector<E> after(static_cast<size_t>(rows));
    for (int64_t i = 0; i < rows; i++) {
      E sum = 0;
      for (int64_t j = 0; j < columns && alpha != 0; j++) sum += (trans == N ? a[i + j * lda] : a[j + i * lda]) * from[j];
      after[static_cast<size_t>(i)] = updated(alpha, sum, beta, before[static_cast<size_t>(i)]);
    }
    for (int64_t i = 0; i < rows; i++) to[i] = after[static_cast<size_t>(i)];
    return SUCCESS;
  });
}

template <class E>
int symv(const char* name, uintptr_t handle, int uplo, int64_t n, const E* alpha, const E* a, int64_t lda, const E* x,
         int64_t incx, const E* beta, E* y, int64_t incy) {
  Call call(name, handle);
  call.flag("uplo", uplo);
  call.size("n", n);
  call.nonZero("incx", incx);
  call.nonZero("incy", incy);
  auto factor = call.factor<E>("alpha", alpha);
  auto scale = call.factor<E>("beta", beta);
  call.matrix("A", a, n, n, lda);
  call.vector("x", x, n, incx);
  call.vector("y", y, n, incy);
  return call.queue([=] {
    Strided<const E> from(x, n, incx);
    Strided<E> to(y, n, incy);
    E alpha = factor.get(), beta = scale.get();
    auto before = take(to, n);
    std::vector<E> after(static_cast<size_t>(n));
    for (int64_t i = 0; i < n; i++) {
      E sum = 0;
      for (int64_t j = 0; j < n && alpha != 0; j++) sum += ((uplo == LOWER) == (i >= j) ? a[i + j * lda] : a[j + i * lda]) * from[j];
      after[static_cast<size_t>(i)] = updated(alpha, sum, beta, before[static_cast<size_t>(i)]);
    }
    for (int64_t i = 0; i < n; i++) to[i] = after[static_cast<size_t>(i)];
    return SUCCESS;
  });
}

template <class E>
int ger(const char* name, uintptr_t handle, int64_t m, int64_t n, const E* alpha, const E* x, int64_t incx, const E* y,
        int64_t incy, E* a, int64_t lda) {
  Call call(name, handle);
  call.size("m", m);
  call.size("n", n);
  call.nonZero("incx", incx);
  call.nonZero("incy", incy);
  auto factor = call.factor<E>("alpha", alpha);
  call.matrix("A", a, m, n, lda);
  if (m == 0 || n == 0) return call.status;
  call.vector("x", x, m, incx);
  call.vector("y", y, n, incy);
  return call.queue([=] {
    Strided<const E> column(x, m, incx), row(y, n, incy);
    E alpha = factor.get();
    for (int64_t j = 0; j < n && alpha != 0; j++)
      for (int64_t i = 0; i < m; i++) a[i + j * lda] += alpha * column[i] * row[j];
    return SUCCESS;
  });
}

// x becomes op(A)⁻¹·x or, where `multiply`, op(A)·x.
template <class E>
int triangular(const char* name, uintptr_t handle, int uplo, int trans, int diag, int64_t n, const E* a, int64_t lda, E* x,
               int64_t incx, bool multiply) {
  Call call(name, handle);
  call.flag("uplo", uplo);
  call.operation("trans", trans);
  call.flag("diag", diag);
  call.size("n", n);
  call.nonZero("incx", incx);
  call.matrix("A", a, n, n, lda);
  call.vector("x", x, n, incx);
  return call.queue([=] {
    Strided<E> v(x, n, incx);
    bool lower = (uplo == LOWER) == (trans == N);
    auto at = [&](int64_t i, int64_t j) { return i == j && diag == UNIT ? E(1) : trans == N ? a[i + j * lda] : a[j + i * lda]; };
    // A solve begins at the end of the triangle that has one element; a product at the other.
    bool forward = lower != multiply;
    for (int64_t step = 0; step < n; step++) {
      int64_t i = forward ? step : n - 1 - step;
      E sum = multiply ? at(i, i) * v[i] : v[i];
      for (int64_t j = lower ? 0 : i + 1; j < (lower ? i : n); j++) sum += multiply ? at(i, j) * v[j] : -at(i, j) * v[j];
      v[i] = multiply ? sum : sum / at(i, i);
    }
    return SUCCESS;
  });
}

}  // namespace

#define GEMV(NAME, SYMBOL, E, I)                                                                                          \
  CUBLAS_CALL SYMBOL(uintptr_t handle, int trans, I m, I n, const E* alpha, const E* a, I lda, const E* x, I incx,        \
                     const E* beta, E* y, I incy) {                                                                       \
    return gemv<E>(NAME, handle, trans, m, n, alpha, a, lda, x, incx, beta, y, incy);                                     \
  }
VERSIONED(GEMV, gemv)

#define SYMV(NAME, SYMBOL, E, I)                                                                                          \
  CUBLAS_CALL SYMBOL(uintptr_t handle, int uplo, I n, const E* alpha, const E* a, I lda, const E* x, I incx,              \
                     const E* beta, E* y, I incy) {                                                                       \
    return symv<E>(NAME, handle, uplo, n, alpha, a, lda, x, incx, beta, y, incy);                                         \
  }
VERSIONED(SYMV, symv)

#define GER(NAME, SYMBOL, E, I)                                                                                           \
  CUBLAS_CALL SYMBOL(uintptr_t handle, I m, I n, const E* alpha, const E* x, I incx, const E* y, I incy, E* a, I lda) {   \
    return ger<E>(NAME, handle, m, n, alpha, x, incx, y, incy, a, lda);                                                   \
  }
VERSIONED(GER, ger)

#define TRSV(NAME, SYMBOL, E, I)                                                                                          \
  CUBLAS_CALL SYMBOL(uintptr_t handle, int uplo, int trans, int diag, I n, const E* a, I lda, E* x, I incx) {             \
    return triangular<E>(NAME, handle, uplo, trans, diag, n, a, lda, x, incx, false);                                     \
  }
VERSIONED(TRSV, trsv)

#define TRMV(NAME, SYMBOL, E, I)                                                                                          \
  CUBLAS_CALL SYMBOL(uintptr_t handle, int uplo, int trans, int diag, I n, const E* a, I lda, E* x, I incx) {             \
    return triangular<E>(NAME, handle, uplo, trans, diag, n, a, lda, x, incx, true);                                      \
  }
VERSIONED(TRMV, trmv)
