// BLAS level 3 but for gemm: symmetric products, triangles, sums of matrices.
#include <cmath>
#include <vector>

#include "cublas_triangle.h"

using namespace cublas;

namespace {

// C ← alpha·product + beta·C for the elements that `inside` selects; C is poisoned while the product is computed, so
// that an operand that shares memory with it shows.
template <class E, class Inside, class Product>
void update(E* c, int64_t m, int64_t n, int64_t ldc, E alpha, E beta, Inside inside, Product product) {
  std::vector<E> before, after;
  for (int64_t j = 0; j < n; j++) {
    for (int64_t i = 0; i < m; i++) {
      if (!inside(i, j)) continue;
      before.push_back(c[i + j * ldc]);
      c[i + j * ldc] = static_cast<E>(NAN);
    }
  }
  size_t next = 0;
  for (int64_t j = 0; j < n; j++) {
    for (int64_t i = 0; i < m; i++) {
      if (!inside(i, j)) continue;
      E held = before[next++];
      E scaled = beta == 0 ? 0 : beta * held;
      after.push_back(alpha == 0 ? scaled : alpha * product(i, j) + scaled);
    }
  }
  next = 0;
  for (int64_t j = 0; j < n; j++)
    for (int64_t i = 0; i < m; i++)
      if (inside(i, j)) c[i + j * ldc] = after[next++];
}

template <class E>
int syrk(const char* name, uintptr_t handle, int uplo, int trans, int64_t n, int64_t k, const E* alpha, const E* a, int64_t lda,
         const E* beta, E* c, int64_t ldc) {
  Call call(name, handle);
  call.flag("uplo", uplo);
  call.operation("trans", trans);
  call.size("n", n);
  call.size("k", k);
  auto factor = call.factor<E>("alpha", alpha);
  auto scale = call.factor<E>("beta", beta);
  call.matrix("A", a, trans == N ? n : k, trans == N ? k : n, lda);
  call.matrix("C", c, n, n, ldc);
  return call.queue([=] {
    update(c, n, n, ldc, factor.get(), scale.get(), [&](int64_t i, int64_t j) { return uplo == LOWER ? i >= j : i <= j; },
           [&](int64_t i, int64_t j) {
             E sum = 0;
             for (int64_t l = 0; l < k; l++) sum += trans == N ? a[i + l * lda] * a[j + l * lda] : a[l + i * lda] * a[l + j * lda];
             return sum;
           });
    return SUCCESS;
  });
}

template <class E>
int symm(const char* name, uintptr_t handle, int side, int uplo, int64_t m, int64_t n, const E* alpha, const E* a, int64_t lda,
         const E* b, int64_t ldb, const E* beta, E* c, int64_t ldc) {
  Call call(name, handle);
  call.flag("side", side);
  call.flag("uplo", uplo);
  call.size("m", m);
  call.size("n", n);
  auto factor = call.factor<E>("alpha", alpha);
  auto scale = call.factor<E>("beta", beta);
  int64_t order = side == LEFT ? m : n;
  call.matrix("A", a, order, order, lda);
  call.matrix("B", b, m, n, ldb);
  call.matrix("C", c, m, n, ldc);
  return call.queue([=] {
    auto at = [&](int64_t i, int64_t j) { return (uplo == LOWER) == (i >= j) ? a[i + j * lda] : a[j + i * lda]; };
    update(c, m, n, ldc, factor.get(), scale.get(), [](int64_t, int64_t) { return true; },
           [&](int64_t i, int64_t j) {
             E sum = 0;
             for (int64_t l = 0; l < order; l++) sum += side == LEFT ? at(i, l) * b[l + j * ldb] : b[i + l * ldb] * at(l, j);
             return sum;
           });
    return SUCCESS;
  });
}

template <class E>
int trsm(const char* name, uintptr_t handle, Triangle t, int64_t m, int64_t n, const E* alpha, const E* a, int64_t lda, E* b,
         int64_t ldb) {
  Call call(name, handle);
  check(call, t);
  call.size("m", m);
  call.size("n", n);
  auto factor = call.factor<E>("alpha", alpha);
  int64_t order = t.side == LEFT ? m : n;
  call.leadingDimension("a", lda, order);
  // As documented, A need not be valid where alpha is 0.
  if (factor.onDevice || factor.value != 0) call.matrix("A", a, order, order, lda);
  call.matrix("B", b, m, n, ldb);
  return call.queue([=] {
    solve(t, m, n, factor.get(), a, lda, b, ldb);
    return SUCCESS;
  });
}

// A sum of matrices, each perhaps transposed; C may be A or B where that one is not transposed.
template <class E>
int geam(const char* name, uintptr_t handle, int transa, int transb, int64_t m, int64_t n, const E* alpha, const E* a, int64_t lda,
         const E* beta, const E* b, int64_t ldb, E* c, int64_t ldc) {
  Call call(name, handle);
  call.operation("transa", transa);
  call.operation("transb", transb);
  call.size("m", m);
  call.size("n", n);
  auto factor = call.factor<E>("alpha", alpha);
  auto scale = call.factor<E>("beta", beta);
  call.leadingDimension("a", lda, transa == N ? m : n);
  call.leadingDimension("b", ldb, transb == N ? m : n);
  call.require(c != a || (transa == N && lda == ldc), "in place of A: A is not transposed and lda is ldc");
  call.require(c != b || (transb == N && ldb == ldc), "in place of B: B is not transposed and ldb is ldc");
  // A factor of zero excuses its matrix, where it is known now.
  bool useA = factor.onDevice || factor.value != 0, useB = scale.onDevice || scale.value != 0;
  if (useA) call.matrix("A", a, transa == N ? m : n, transa == N ? n : m, lda);
  if (useB) call.matrix("B", b, transb == N ? m : n, transb == N ? n : m, ldb);
  call.matrix("C", c, m, n, ldc);
  return call.queue([=] {
    E alpha = factor.get(), beta = scale.get();
    std::vector<E> sums(static_cast<size_t>(m * n));
    if (c != a && c != b)
      for (int64_t j = 0; j < n; j++)
        for (int64_t i = 0; i < m; i++) c[i + j * ldc] = static_cast<E>(NAN);
    for (int64_t j = 0; j < n; j++) {
      for (int64_t i = 0; i < m; i++) {
        E one = alpha == 0 ? 0 : alpha * (transa == N ? a[i + j * lda] : a[j + i * lda]);
        E other = beta == 0 ? 0 : beta * (transb == N ? b[i + j * ldb] : b[j + i * ldb]);
        sums[static_cast<size_t>(i + j * m)] = alpha == 0 ? other : beta == 0 ? one : one + other;
      }
    }
    for (int64_t j = 0; j < n; j++)
      for (int64_t i = 0; i < m; i++) c[i + j * ldc] = sums[static_cast<size_t>(i + j * m)];
    return SUCCESS;
  });
}

// C = diag(x)·A or A·diag(x); in place where C is A with the same leading dimension.
template <class E>
int dgmm(const char* name, uintptr_t handle, int side, int64_t m, int64_t n, const E* a, int64_t lda, const E* x, int64_t incx, E* c,
         int64_t ldc) {
  Call call(name, handle);
  call.flag("side", side);
  call.size("m", m);
  call.size("n", n);
  call.require(c != a || lda == ldc, "in place: lda is ldc");
  call.matrix("A", a, m, n, lda);
  call.matrix("C", c, m, n, ldc);
  int64_t order = side == LEFT ? m : n;
  call.vector("x", x, m == 0 || n == 0 ? 0 : order, incx);
  return call.queue([=] {
    Strided<const E> v(x, order, incx);
    for (int64_t j = 0; j < n; j++)
      for (int64_t i = 0; i < m; i++) c[i + j * ldc] = a[i + j * lda] * v[side == LEFT ? i : j];
    return SUCCESS;
  });
}

}  // namespace

#define SYRK(NAME, SYMBOL, E, I)                                                                                     \
  CUBLAS_CALL SYMBOL(uintptr_t handle, int uplo, int trans, I n, I k, const E* alpha, const E* a, I lda,             \
                     const E* beta, E* c, I ldc) {                                                                   \
    return syrk<E>(NAME, handle, uplo, trans, n, k, alpha, a, lda, beta, c, ldc);                                    \
  }
VERSIONED(SYRK, syrk)

#define SYMM(NAME, SYMBOL, E, I)                                                                                     \
  CUBLAS_CALL SYMBOL(uintptr_t handle, int side, int uplo, I m, I n, const E* alpha, const E* a, I lda,              \
                     const E* b, I ldb, const E* beta, E* c, I ldc) {                                                \
    return symm<E>(NAME, handle, side, uplo, m, n, alpha, a, lda, b, ldb, beta, c, ldc);                             \
  }
VERSIONED(SYMM, symm)

#define TRSM(NAME, SYMBOL, E, I)                                                                                     \
  CUBLAS_CALL SYMBOL(uintptr_t handle, int side, int uplo, int trans, int diag, I m, I n, const E* alpha,            \
                     const E* a, I lda, E* b, I ldb) {                                                               \
    return trsm<E>(NAME, handle, {side, uplo, trans, diag}, m, n, alpha, a, lda, b, ldb);                            \
  }
VERSIONED(TRSM, trsm)

#define GEAM(NAME, SYMBOL, E, I)                                                                                     \
  CUBLAS_CALL SYMBOL(uintptr_t handle, int transa, int transb, I m, I n, const E* alpha, const E* a, I lda,          \
                     const E* beta, const E* b, I ldb, E* c, I ldc) {                                                \
    return geam<E>(NAME, handle, transa, transb, m, n, alpha, a, lda, beta, b, ldb, c, ldc);                         \
  }
UNVERSIONED(GEAM, geam)

#define DGMM(NAME, SYMBOL, E, I)                                                                                     \
  CUBLAS_CALL SYMBOL(uintptr_t handle, int side, I m, I n, const E* a, I lda, const E* x, I incx, E* c, I ldc) {     \
    return dgmm<E>(NAME, handle, side, m, n, a, lda, x, incx, c, ldc);                                               \
  }
UNVERSIONED(DGMM, dgmm)
