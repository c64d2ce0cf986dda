// gemm with one type or several, alone, batched by pointers or by a stride.
#include "cublas_gemm.h"

using namespace cublas;

namespace {

int withoutPedantry(int compute) {
  return compute == COMPUTE_16F + 1 || compute == COMPUTE_32F + 1 || compute == COMPUTE_64F + 1 ? compute - 1 : compute;
}

// The documented combinations.
bool supported(int a, int b, int c, int compute) {
  if (a != b) return false;
  switch (compute) {
    case COMPUTE_16F: return a == R_16F && c == R_16F;
    case COMPUTE_32F: return (a == R_32F && c == R_32F) || ((a == R_16F || a == R_16BF) && (c == a || c == R_32F));
    case COMPUTE_64F: return a == R_64F && c == R_64F;
    case COMPUTE_FAST_16F:
    case COMPUTE_FAST_16BF:
    case COMPUTE_FAST_TF32: return a == R_32F && c == R_32F;
    default: return false;
  }
}

Factor factorOf(Call& call, const char* name, const void* address, int compute) {
  Factor factor;
  factor.type = compute == COMPUTE_64F ? R_64F : compute == COMPUTE_16F ? R_16F : R_32F;
  call.place(name, address, sizeOf(factor.type), call.onDevice());
  if (!call) return factor;
  factor.onDevice = address;
  if (call.onDevice()) return factor;
  factor.value = factor.get();
  factor.onDevice = nullptr;
  return factor;
}

// The compute type of a gemm of one type, which the math mode may loosen.
int computeOf(const Call& call, int type) {
  if (type == R_64F) return COMPUTE_64F;
  int mode = call.handle ? call.handle->mathMode & ~DISALLOW_REDUCED_REDUCTION : DEFAULT_MATH;
  return mode == TF32_MATH ? COMPUTE_FAST_TF32 : mode == TENSOR_OP_MATH ? COMPUTE_FAST_16F : COMPUTE_32F;
}

Product checked(Call& call, Product p, const void* alpha, const void* beta) {
  call.operation("transa", p.transa);
  call.operation("transb", p.transb);
  call.size("m", p.m);
  call.size("n", p.n);
  call.size("k", p.k);
  call.leadingDimension("a", p.lda, p.transa == N ? p.m : p.k);
  call.leadingDimension("b", p.ldb, p.transb == N ? p.k : p.n);
  call.leadingDimension("c", p.ldc, p.m);
  p.compute = withoutPedantry(p.compute);
  call.support(supported(p.aType, p.bType, p.cType, p.compute),
               format("a product of the types %d and %d into %d with the compute type %d", p.aType, p.bType, p.cType, p.compute));
  p.alpha = factorOf(call, "alpha", alpha, p.compute);
  p.beta = factorOf(call, "beta", beta, p.compute);
  return p;
}

void algorithm(Call& call, int algo) {
  call.require((algo >= -1 && algo <= 23) || (algo >= 99 && algo <= 115), format("the algorithm is %d, in [-1, 23] or [99, 115]", algo));
}

bool readsOperands(const Product& p) { return p.k > 0 && (p.alpha.onDevice || p.alpha.value != 0); }

int strided(Call& call, Product p, const void* alpha, const void* a, int64_t strideA, const void* b, int64_t strideB, const void* beta,
            void* c, int64_t strideC, int64_t count) {
  p = checked(call, p, alpha, beta);
  call.size("batchCount", count);
  if (!call || p.m == 0 || p.n == 0 || count == 0) return call.status;
  auto span = [&](const char* name, const void* at, int64_t rows, int64_t columns, int64_t ld, int64_t stride, int type) {
    // A negative stride goes back from the first matrix.
    int64_t jump = (count - 1) * stride;
    const char* low = static_cast<const char*>(at) + (jump < 0 && at ? jump * static_cast<int64_t>(sizeOf(type)) : 0);
    call.device(name, low, std::abs(jump) + extent(rows, columns, ld), sizeOf(type), sizeOf(type));
  };
  if (readsOperands(p)) {
    span("A", a, p.transa == N ? p.m : p.k, p.transa == N ? p.k : p.m, p.lda, strideA, p.aType);
    span("B", b, p.transb == N ? p.k : p.n, p.transb == N ? p.n : p.k, p.ldb, strideB, p.bType);
  } else {
    p.k = 0;
  }
  span("C", c, p.m, p.n, p.ldc, strideC, p.cType);
  std::string function = call.function;
  return call.queue([=] {
    std::vector<Operands> batch;
    for (int64_t i = 0; i < count; i++) {
      auto move = [&](const void* at, int64_t stride, int type) {
        return at ? static_cast<const char*>(at) + i * stride * static_cast<int64_t>(sizeOf(type)) : nullptr;
      };
      batch.push_back({move(a, strideA, p.aType), move(b, strideB, p.bType), const_cast<char*>(move(c, strideC, p.cType))});
    }
    return multiply(function, p, batch);
  });
}

int batched(Call& call, Product p, const void* alpha, const void* const a[], const void* const b[], const void* beta, void* const c[],
            int64_t count) {
  p = checked(call, p, alpha, beta);
  call.size("batchCount", count);
  if (!call || p.m == 0 || p.n == 0) return call.status;
  if (readsOperands(p)) {
    call.device("the pointers to A", a, count);
    call.device("the pointers to B", b, count);
  } else {
    p.k = 0;
  }
  call.device("the pointers to C", c, count);
  std::string function = call.function;
  return call.queue([=] {
    std::vector<Operands> batch;
    for (int64_t i = 0; i < count; i++) batch.push_back({p.k ? a[i] : nullptr, p.k ? b[i] : nullptr, c[i]});
    return multiply(function, p, batch);
  });
}

constexpr int TYPE(float) { return R_32F; }
constexpr int TYPE(double) { return R_64F; }

}  // namespace

#define GEMM(NAME, SYMBOL, E, I)                                                                                          \
  CUBLAS_CALL SYMBOL(uintptr_t handle, int transa, int transb, I m, I n, I k, const E* alpha, const E* a, I lda,          \
                     const E* b, I ldb, const E* beta, E* c, I ldc) {                                                     \
    Call call(NAME, handle);                                                                                              \
    constexpr int type = TYPE(E());                                                                                       \
    Product p{transa, transb, m, n, k, type, type, type, computeOf(call, type), lda, ldb, ldc, {}, {}};                   \
    return strided(call, p, alpha, a, 0, b, 0, beta, c, 0, 1);                                                            \
  }
VERSIONED(GEMM, gemm)

#define GEMM_STRIDED(NAME, SYMBOL, E, I)                                                                                  \
  CUBLAS_CALL SYMBOL(uintptr_t handle, int transa, int transb, I m, I n, I k, const E* alpha, const E* a, I lda,          \
                     long long strideA, const E* b, I ldb, long long strideB, const E* beta, E* c, I ldc,                 \
                     long long strideC, I count) {                                                                        \
    Call call(NAME, handle);                                                                                              \
    constexpr int type = TYPE(E());                                                                                       \
    Product p{transa, transb, m, n, k, type, type, type, computeOf(call, type), lda, ldb, ldc, {}, {}};                   \
    return strided(call, p, alpha, a, strideA, b, strideB, beta, c, strideC, count);                                      \
  }
UNVERSIONED(GEMM_STRIDED, gemmStridedBatched)

#define GEMM_BATCHED(NAME, SYMBOL, E, I)                                                                                  \
  CUBLAS_CALL SYMBOL(uintptr_t handle, int transa, int transb, I m, I n, I k, const E* alpha, const void* const* a, I lda, \
                     const void* const* b, I ldb, const E* beta, void* const* c, I ldc, I count) {                        \
    Call call(NAME, handle);                                                                                              \
    constexpr int type = TYPE(E());                                                                                       \
    Product p{transa, transb, m, n, k, type, type, type, computeOf(call, type), lda, ldb, ldc, {}, {}};                   \
    return batched(call, p, alpha, a, b, beta, c, count);                                                                 \
  }
UNVERSIONED(GEMM_BATCHED, gemmBatched)

#define GEMM_EX(SUFFIX, I)                                                                                                \
  CUBLAS_CALL cublasGemmEx##SUFFIX(uintptr_t handle, int transa, int transb, I m, I n, I k, const void* alpha,            \
                                   const void* a, int aType, I lda, const void* b, int bType, I ldb, const void* beta,    \
                                   void* c, int cType, I ldc, int compute, int algo) {                                    \
    Call call("cublasGemmEx" #SUFFIX, handle);                                                                            \
    algorithm(call, algo);                                                                                                \
    Product p{transa, transb, m, n, k, aType, bType, cType, compute, lda, ldb, ldc, {}, {}};                              \
    return strided(call, p, alpha, a, 0, b, 0, beta, c, 0, 1);                                                            \
  }                                                                                                                       \
  CUBLAS_CALL cublasGemmStridedBatchedEx##SUFFIX(                                                                         \
      uintptr_t handle, int transa, int transb, I m, I n, I k, const void* alpha, const void* a, int aType, I lda,        \
      long long strideA, const void* b, int bType, I ldb, long long strideB, const void* beta, void* c, int cType, I ldc, \
      long long strideC, I count, int compute, int algo) {                                                                \
    Call call("cublasGemmStridedBatchedEx" #SUFFIX, handle);                                                              \
    algorithm(call, algo);                                                                                                \
    Product p{transa, transb, m, n, k, aType, bType, cType, compute, lda, ldb, ldc, {}, {}};                              \
    return strided(call, p, alpha, a, strideA, b, strideB, beta, c, strideC, count);                                      \
  }                                                                                                                       \
  CUBLAS_CALL cublasGemmBatchedEx##SUFFIX(uintptr_t handle, int transa, int transb, I m, I n, I k, const void* alpha,     \
                                          const void* const* a, int aType, I lda, const void* const* b, int bType,        \
                                          I ldb, const void* beta, void* const* c, int cType, I ldc, I count,             \
                                          int compute, int algo) {                                                        \
    Call call("cublasGemmBatchedEx" #SUFFIX, handle);                                                                     \
    algorithm(call, algo);                                                                                                \
    Product p{transa, transb, m, n, k, aType, bType, cType, compute, lda, ldb, ldc, {}, {}};                              \
    return batched(call, p, alpha, a, b, beta, c, count);                                                                 \
  }
GEMM_EX(, int)
GEMM_EX(_64, int64_t)
