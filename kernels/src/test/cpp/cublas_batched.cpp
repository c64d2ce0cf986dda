// Batches of small factorizations and solves. Arrays of pointers lie on the device and are read when the stream gets there.
#include <cmath>
#include <vector>

#include "cublas_triangle.h"

using namespace cublas;

namespace {

template <class E>
Result checkBatch(const std::string& function, const char* name, E* const* pointers, int64_t count, int64_t elements) {
  for (int64_t i = 0; i < count; i++) {
    if (checkOnDevice(function, format("%s[%ld]", name, static_cast<long>(i)), pointers[i], elements, sizeof(E))) return ILLEGAL_ADDRESS;
  }
  return SUCCESS;
}

// LU with the largest element of each column as pivot, or without exchanging rows where there are no pivots to write;
// the number of the first zero pivot, counted from 1, or 0.
template <class E>
int factorLu(int64_t n, E* a, int64_t lda, int* pivots) {
  int zero = 0;
  for (int64_t k = 0; k < n; k++) {
    int64_t pivot = k;
    for (int64_t i = k + 1; pivots && i < n; i++)
      if (std::abs(a[i + k * lda]) > std::abs(a[pivot + k * lda])) pivot = i;
    if (pivots) pivots[k] = static_cast<int>(pivot + 1);
    if (a[pivot + k * lda] == 0) {
      if (!zero) zero = static_cast<int>(k + 1);
      continue;
    }
    for (int64_t j = 0; pivot != k && j < n; j++) std::swap(a[k + j * lda], a[pivot + j * lda]);
    for (int64_t i = k + 1; i < n; i++) {
      a[i + k * lda] /= a[k + k * lda];
      for (int64_t j = k + 1; j < n; j++) a[i + j * lda] -= a[i + k * lda] * a[k + j * lda];
    }
  }
  return zero;
}

template <class E>
int getrf(const char* name, uintptr_t handle, int n, E* const* a, int lda, int* pivots, int* info, int count) {
  Call call(name, handle);
  call.size("n", n);
  call.size("batchSize", count);
  call.leadingDimension("a", lda, n);
  call.device("the pointers to A", a, n == 0 ? 0 : count);
  if (pivots) call.device("the pivots", pivots, static_cast<int64_t>(n) * count);
  call.device("info", info, count);
  std::string function = call.function;
  return call.queue([=] {
    if (n > 0 && checkBatch(function, "A", a, count, extent(n, n, lda))) return ILLEGAL_ADDRESS;
    for (int64_t i = 0; i < count; i++) info[i] = factorLu<E>(n, n ? a[i] : nullptr, lda, pivots ? pivots + i * n : nullptr);
    return SUCCESS;
  });
}

template <class E>
Result checkPivots(const std::string& function, const int* pivots, int64_t n) {
  for (int64_t i = 0; i < n; i++) {
    if (pivots[i] >= i + 1 && pivots[i] <= n) continue;
    report(function + format(": pivot %ld is %d, in [%ld, %ld]", static_cast<long>(i), pivots[i], static_cast<long>(i + 1), static_cast<long>(n)));
    return ILLEGAL_ADDRESS;
  }
  return SUCCESS;
}

// B ← op(P·L·U)⁻¹·B
template <class E>
void solveLu(int trans, int64_t n, int64_t columns, const E* a, int64_t lda, const int* pivots, E* b, int64_t ldb) {
  auto exchange = [&](bool forward) {
    for (int64_t step = 0; pivots && step < n; step++) {
      int64_t i = forward ? step : n - 1 - step, other = pivots[i] - 1;
      for (int64_t j = 0; other != i && j < columns; j++) std::swap(b[i + j * ldb], b[other + j * ldb]);
    }
  };
  if (trans == N) {
    exchange(true);
    solve<E>({LEFT, LOWER, N, UNIT}, n, columns, 1, a, lda, b, ldb);
    solve<E>({LEFT, UPPER, N, NON_UNIT}, n, columns, 1, a, lda, b, ldb);
  } else {
    solve<E>({LEFT, UPPER, T, NON_UNIT}, n, columns, 1, a, lda, b, ldb);
    solve<E>({LEFT, LOWER, T, UNIT}, n, columns, 1, a, lda, b, ldb);
    exchange(false);
  }
}

template <class E>
int getrs(const char* name, uintptr_t handle, int trans, int n, int columns, const E* const* a, int lda, const int* pivots, E* const* b,
          int ldb, int* info, int count) {
  Call call(name, handle);
  call.host("info", info);
  if (call) *info = 0;
  auto argument = [&](bool holds, int number) {
    if (!call || holds) return;
    *info = -number;
    call.require(false, format("argument %d is valid", number));
  };
  argument(trans >= N && trans <= C, 1);
  argument(n >= 0, 2);
  argument(columns >= 0, 3);
  argument(lda >= std::max(1, n), 5);
  argument(ldb >= std::max(1, n), 8);
  argument(count >= 0, 10);
  if (n == 0 || columns == 0) return call.status;
  call.device("the pointers to A", a, count);
  call.device("the pointers to B", b, count);
  if (pivots) call.device("the pivots", pivots, static_cast<int64_t>(n) * count);
  std::string function = call.function;
  return call.queue([=] {
    if (checkBatch(function, "A", a, count, extent(n, n, lda)) || checkBatch(function, "B", b, count, extent(n, columns, ldb)))
      return ILLEGAL_ADDRESS;
    for (int64_t i = 0; i < count; i++) {
      const int* own = pivots ? pivots + i * n : nullptr;
      if (own && checkPivots<E>(function, own, n)) return ILLEGAL_ADDRESS;
      solveLu<E>(trans, n, columns, a[i], lda, own, b[i], ldb);
    }
    return SUCCESS;
  });
}

// The inverse, out of place, from what getrf left.
template <class E>
int getri(const char* name, uintptr_t handle, int n, const E* const* a, int lda, const int* pivots, E* const* c, int ldc, int* info,
          int count) {
  Call call(name, handle);
  call.size("n", n);
  call.size("batchSize", count);
  call.leadingDimension("a", lda, n);
  call.leadingDimension("c", ldc, n);
  call.device("the pointers to A", a, n == 0 ? 0 : count);
  call.device("the pointers to C", c, n == 0 ? 0 : count);
  if (pivots) call.device("the pivots", pivots, static_cast<int64_t>(n) * count);
  call.device("info", info, count);
  std::string function = call.function;
  return call.queue([=] {
    if (n > 0 && (checkBatch(function, "A", a, count, extent(n, n, lda)) || checkBatch(function, "C", c, count, extent(n, n, ldc))))
      return ILLEGAL_ADDRESS;
    for (int64_t i = 0; i < count; i++) {
      info[i] = 0;
      for (int64_t k = n; k-- > 0;)
        if (a[i][k + k * lda] == 0) info[i] = static_cast<int>(k + 1);
      if (info[i]) continue;
      for (int64_t j = 0; j < n; j++)
        for (int64_t k = 0; k < n; k++) c[i][k + j * ldc] = static_cast<E>(NAN);
      std::vector<E> identity(static_cast<size_t>(n * n));
      for (int64_t k = 0; k < n; k++) identity[static_cast<size_t>(k + k * n)] = 1;
      solveLu<E>(N, n, n, a[i], lda, pivots ? pivots + i * n : nullptr, identity.data(), n);
      for (int64_t j = 0; j < n; j++)
        for (int64_t k = 0; k < n; k++) c[i][k + j * ldc] = identity[static_cast<size_t>(k + j * n)];
    }
    return SUCCESS;
  });
}

// Householder QR as LAPACK's geqr2: R above, the reflectors' tails below the diagonal, their factors in tau.
template <class E>
void factorQr(int64_t m, int64_t n, E* a, int64_t lda, E* tau) {
  for (int64_t k = 0; k < std::min(m, n); k++) {
    double tail = 0;
    for (int64_t i = k + 1; i < m; i++) tail = std::hypot(tail, static_cast<double>(a[i + k * lda]));
    double head = static_cast<double>(a[k + k * lda]);
    tau[k] = 0;
    if (tail == 0) continue;
    double beta = -std::copysign(std::hypot(head, tail), head);
    tau[k] = static_cast<E>((beta - head) / beta);
    for (int64_t i = k + 1; i < m; i++) a[i + k * lda] = static_cast<E>(static_cast<double>(a[i + k * lda]) / (head - beta));
    a[k + k * lda] = static_cast<E>(beta);
    for (int64_t j = k + 1; j < n; j++) {
      E sum = a[k + j * lda];
      for (int64_t i = k + 1; i < m; i++) sum += a[i + k * lda] * a[i + j * lda];
      sum *= tau[k];
      a[k + j * lda] -= sum;
      for (int64_t i = k + 1; i < m; i++) a[i + j * lda] -= a[i + k * lda] * sum;
    }
  }
}

template <class E>
int geqrf(const char* name, uintptr_t handle, int m, int n, E* const* a, int lda, E* const* tau, int* info, int count) {
  Call call(name, handle);
  call.host("info", info);
  if (call) *info = 0;
  auto argument = [&](bool holds, int number) {
    if (!call || holds) return;
    *info = -number;
    call.require(false, format("argument %d is valid", number));
  };
  argument(m >= 0, 1);
  argument(n >= 0, 2);
  argument(lda >= std::max(1, m), 4);
  argument(count >= 0, 7);
  if (m == 0 || n == 0) return call.status;
  call.device("the pointers to A", a, count);
  call.device("the pointers to tau", tau, count);
  std::string function = call.function;
  return call.queue([=] {
    if (checkBatch(function, "A", a, count, extent(m, n, lda)) || checkBatch(function, "tau", tau, count, std::min(m, n)))
      return ILLEGAL_ADDRESS;
    for (int64_t i = 0; i < count; i++) factorQr<E>(m, n, a[i], lda, tau[i]);
    return SUCCESS;
  });
}

template <class E>
int trsmBatched(const char* name, uintptr_t handle, Triangle t, int64_t m, int64_t n, const E* alpha, const E* const* a, int64_t lda,
                E* const* b, int64_t ldb, int64_t count) {
  Call call(name, handle);
  check(call, t);
  call.size("m", m);
  call.size("n", n);
  call.size("batchCount", count);
  auto factor = call.factor<E>("alpha", alpha);
  int64_t order = t.side == LEFT ? m : n;
  call.leadingDimension("a", lda, order);
  call.leadingDimension("b", ldb, m);
  if (m == 0 || n == 0) return call.status;
  call.device("the pointers to A", a, count);
  call.device("the pointers to B", b, count);
  std::string function = call.function;
  return call.queue([=] {
    if (checkBatch(function, "A", a, count, extent(order, order, lda)) || checkBatch(function, "B", b, count, extent(m, n, ldb)))
      return ILLEGAL_ADDRESS;
    for (int64_t i = 0; i < count; i++) solve(t, m, n, factor.get(), a[i], lda, b[i], ldb);
    return SUCCESS;
  });
}

}  // namespace

#define GETRF(NAME, SYMBOL, E, I)                                                                                     \
  CUBLAS_CALL SYMBOL(uintptr_t handle, int n, E* const* a, int lda, int* pivots, int* info, int count) {              \
    return getrf<E>(NAME, handle, n, a, lda, pivots, info, count);                                                    \
  }
NARROW(GETRF, getrfBatched)

#define GETRS(NAME, SYMBOL, E, I)                                                                                     \
  CUBLAS_CALL SYMBOL(uintptr_t handle, int trans, int n, int columns, const E* const* a, int lda, const int* pivots,  \
                     E* const* b, int ldb, int* info, int count) {                                                    \
    return getrs<E>(NAME, handle, trans, n, columns, a, lda, pivots, b, ldb, info, count);                            \
  }
NARROW(GETRS, getrsBatched)

#define GETRI(NAME, SYMBOL, E, I)                                                                                     \
  CUBLAS_CALL SYMBOL(uintptr_t handle, int n, const E* const* a, int lda, const int* pivots, E* const* c, int ldc,    \
                     int* info, int count) {                                                                          \
    return getri<E>(NAME, handle, n, a, lda, pivots, c, ldc, info, count);                                            \
  }
NARROW(GETRI, getriBatched)

#define GEQRF(NAME, SYMBOL, E, I)                                                                                     \
  CUBLAS_CALL SYMBOL(uintptr_t handle, int m, int n, E* const* a, int lda, E* const* tau, int* info, int count) {     \
    return geqrf<E>(NAME, handle, m, n, a, lda, tau, info, count);                                                    \
  }
NARROW(GEQRF, geqrfBatched)

#define TRSM_BATCHED(NAME, SYMBOL, E, I)                                                                              \
  CUBLAS_CALL SYMBOL(uintptr_t handle, int side, int uplo, int trans, int diag, I m, I n, const E* alpha,             \
                     const E* const* a, I lda, E* const* b, I ldb, I count) {                                         \
    return trsmBatched<E>(NAME, handle, {side, uplo, trans, diag}, m, n, alpha, a, lda, b, ldb, count);               \
  }
UNVERSIONED(TRSM_BATCHED, trsmBatched)
