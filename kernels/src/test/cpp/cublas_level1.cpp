// BLAS level 1: vectors.
#include <cmath>

#include "cublas.h"

using namespace cublas;

namespace {

template <class E>
int axpy(const char* name, uintptr_t handle, int64_t n, const E* alpha, const E* x, int64_t incx, E* y, int64_t incy) {
  Call call(name, handle);
  auto a = call.factor<E>("alpha", alpha);
  call.vector("x", x, n, incx);
  call.vector("y", y, n, incy);
  return call.queue([=] {
    Strided<const E> from(x, n, incx);
    Strided<E> to(y, n, incy);
    for (int64_t i = 0; i < n; i++) to[i] = a.get() * from[i] + to[i];
    return SUCCESS;
  });
}

template <class E>
int copy(const char* name, uintptr_t handle, int64_t n, const E* x, int64_t incx, E* y, int64_t incy) {
  Call call(name, handle);
  call.vector("x", x, n, incx);
  call.vector("y", y, n, incy);
  return call.queue([=] {
    Strided<const E> from(x, n, incx);
    Strided<E> to(y, n, incy);
    for (int64_t i = 0; i < n; i++) to[i] = from[i];
    return SUCCESS;
  });
}

template <class E>
int swap(const char* name, uintptr_t handle, int64_t n, E* x, int64_t incx, E* y, int64_t incy) {
  Call call(name, handle);
  call.vector("x", x, n, incx);
  call.vector("y", y, n, incy);
  return call.queue([=] {
    Strided<E> one(x, n, incx), other(y, n, incy);
    for (int64_t i = 0; i < n; i++) std::swap(one[i], other[i]);
    return SUCCESS;
  });
}

template <class E>
int scal(const char* name, uintptr_t handle, int64_t n, const E* alpha, E* x, int64_t incx) {
  Call call(name, handle);
  auto a = call.factor<E>("alpha", alpha);
  if (incx <= 0) n = 0;
  call.vector("x", x, n, incx);
  return call.queue([=] {
    for (int64_t i = 0; i < n; i++) x[i * incx] *= a.get();
    return SUCCESS;
  });
}

template <class E>
int dot(const char* name, uintptr_t handle, int64_t n, const E* x, int64_t incx, const E* y, int64_t incy, E* result) {
  Call call(name, handle);
  call.vector("x", x, n, incx);
  call.vector("y", y, n, incy);
  call.place("result", result, sizeof(E), call.onDevice());
  return call.queueResult([=] {
    Strided<const E> one(x, n, incx), other(y, n, incy);
    E sum = 0;
    for (int64_t i = 0; i < n; i++) sum += one[i] * other[i];
    *result = sum;
    return SUCCESS;
  });
}

template <class E>
int nrm2(const char* name, uintptr_t handle, int64_t n, const E* x, int64_t incx, E* result) {
  Call call(name, handle);
  if (incx <= 0) n = 0;
  call.vector("x", x, n, incx);
  call.place("result", result, sizeof(E), call.onDevice());
  return call.queueResult([=] {
    double norm = 0;  // hypot neither overflows nor underflows, as is documented of this function
    for (int64_t i = 0; i < n; i++) norm = std::hypot(norm, static_cast<double>(x[i * incx]));
    *result = static_cast<E>(norm);
    return SUCCESS;
  });
}

template <class E>
int asum(const char* name, uintptr_t handle, int64_t n, const E* x, int64_t incx, E* result) {
  Call call(name, handle);
  if (incx <= 0) n = 0;
  call.vector("x", x, n, incx);
  call.place("result", result, sizeof(E), call.onDevice());
  return call.queueResult([=] {
    E sum = 0;
    for (int64_t i = 0; i < n; i++) sum += std::abs(x[i * incx]);
    *result = sum;
    return SUCCESS;
  });
}

// The first extreme element, counted from 1; 0 where there is none.
template <class E, class I>
int extreme(const char* name, uintptr_t handle, int64_t n, const E* x, int64_t incx, I* result, bool largest) {
  Call call(name, handle);
  if (incx <= 0) n = 0;
  call.vector("x", x, n, incx);
  call.place("result", result, sizeof(I), call.onDevice());
  return call.queueResult([=] {
    int64_t best = 0;
    for (int64_t i = 1; i < n; i++) {
      E candidate = std::abs(x[i * incx]), held = std::abs(x[best * incx]);
      if (largest ? candidate > held : candidate < held) best = i;
    }
    *result = static_cast<I>(n > 0 ? best + 1 : 0);
    return SUCCESS;
  });
}

}  // namespace

#define AXPY(NAME, SYMBOL, E, I)                                                                                  \
  CUBLAS_CALL SYMBOL(uintptr_t handle, I n, const E* alpha, const E* x, I incx, E* y, I incy) {                   \
    return axpy<E>(NAME, handle, n, alpha, x, incx, y, incy);                                                     \
  }
VERSIONED(AXPY, axpy)

#define COPY(NAME, SYMBOL, E, I)                                                                      \
  CUBLAS_CALL SYMBOL(uintptr_t handle, I n, const E* x, I incx, E* y, I incy) {                       \
    return copy<E>(NAME, handle, n, x, incx, y, incy);                                                \
  }
VERSIONED(COPY, copy)

#define SWAP(NAME, SYMBOL, E, I)                                                                \
  CUBLAS_CALL SYMBOL(uintptr_t handle, I n, E* x, I incx, E* y, I incy) {                       \
    return swap<E>(NAME, handle, n, x, incx, y, incy);                                          \
  }
VERSIONED(SWAP, swap)

#define SCAL(NAME, SYMBOL, E, I) \
  CUBLAS_CALL SYMBOL(uintptr_t handle, I n, const E* alpha, E* x, I incx) { return scal<E>(NAME, handle, n, alpha, x, incx); }
VERSIONED(SCAL, scal)

#define DOT(NAME, SYMBOL, E, I)                                                                                 \
  CUBLAS_CALL SYMBOL(uintptr_t handle, I n, const E* x, I incx, const E* y, I incy, E* result) {                \
    return dot<E>(NAME, handle, n, x, incx, y, incy, result);                                                   \
  }
VERSIONED(DOT, dot)

#define NRM2(NAME, SYMBOL, E, I) \
  CUBLAS_CALL SYMBOL(uintptr_t handle, I n, const E* x, I incx, E* result) { return nrm2<E>(NAME, handle, n, x, incx, result); }
VERSIONED(NRM2, nrm2)

#define ASUM(NAME, SYMBOL, E, I) \
  CUBLAS_CALL SYMBOL(uintptr_t handle, I n, const E* x, I incx, E* result) { return asum<E>(NAME, handle, n, x, incx, result); }
VERSIONED(ASUM, asum)

#define EXTREME(NAME, SYMBOL, E, I, LARGEST)                                    \
  CUBLAS_CALL SYMBOL(uintptr_t handle, I n, const E* x, I incx, I* result) {    \
    return extreme<E>(NAME, handle, n, x, incx, result, LARGEST);               \
  }
EXTREME("cublasIsamax", cublasIsamax_v2, float, int, true)
EXTREME("cublasIdamax", cublasIdamax_v2, double, int, true)
EXTREME("cublasIsamax_64", cublasIsamax_v2_64, float, int64_t, true)
EXTREME("cublasIdamax_64", cublasIdamax_v2_64, double, int64_t, true)
EXTREME("cublasIsamin", cublasIsamin_v2, float, int, false)
EXTREME("cublasIdamin", cublasIdamin_v2, double, int, false)
EXTREME("cublasIsamin_64", cublasIsamin_v2_64, float, int64_t, false)
EXTREME("cublasIdamin_64", cublasIdamin_v2_64, double, int64_t, false)
