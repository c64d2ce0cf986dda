// The product of matrices in all the types that cuBLAS multiplies.
#pragma once

#include <vector>

#include "cublas.h"
#include "cuda_types.h"

namespace cublas {

enum Compute {
  COMPUTE_16F = 64,
  COMPUTE_32F = 68,
  COMPUTE_64F = 70,
  COMPUTE_FAST_16F = 74,
  COMPUTE_FAST_16BF = 75,
  COMPUTE_FAST_TF32 = 77
};

// Factors, read when the stream gets there if they lie on the device.
struct Factor {
  int type = R_64F;
  double value = 0;
  const void* onDevice = nullptr;
  double get() const;
};

struct Product {
  int transa, transb;
  int64_t m, n, k;
  int aType, bType, cType, compute;
  int64_t lda, ldb, ldc;
  Factor alpha, beta;
};

// The operands of one product of a batch.
struct Operands {
  const void* a;
  const void* b;
  void* c;
};

// C = alpha·op(A)·op(B) + beta·C for each of the batch; C is not read where beta is 0.
Result multiply(const std::string& function, const Product& product, const std::vector<Operands>& batch);

}  // namespace cublas
