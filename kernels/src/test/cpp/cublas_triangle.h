// Solving with a triangle, for trsm and the batched functions.
#pragma once

#include "cublas.h"

namespace cublas {

struct Triangle {
  int side, uplo, trans, diag;
};

// B[m×n] becomes alpha·op(A)⁻¹·B, or alpha·B·op(A)⁻¹. Reads the one triangle of A, and its diagonal if that is not unit.
template <class E>
void solve(Triangle t, int64_t m, int64_t n, E alpha, const E* a, int64_t lda, E* b, int64_t ldb) {
  for (int64_t j = 0; j < n; j++)
    for (int64_t i = 0; i < m; i++) b[i + j * ldb] = alpha == 0 ? 0 : alpha * b[i + j * ldb];
  if (alpha == 0) return;
  // X·op(A) = B is op(A)ᵀ·Xᵀ = Bᵀ: the same solve on rows of B with the transpose.
  bool left = t.side == LEFT;
  bool transposed = (t.trans != N) == left;
  int64_t order = left ? m : n, others = left ? n : m;
  int64_t step = left ? 1 : ldb, jump = left ? ldb : 1;
  bool lower = (t.uplo == LOWER) != transposed;
  auto at = [&](int64_t i, int64_t j) { return transposed ? a[j + i * lda] : a[i + j * lda]; };
  for (int64_t other = 0; other < others; other++) {
    E* x = b + other * jump;
    for (int64_t k = 0; k < order; k++) {
      int64_t i = lower ? k : order - 1 - k;
      E sum = x[i * step];
      for (int64_t j = lower ? 0 : i + 1; j < (lower ? i : order); j++) sum -= at(i, j) * x[j * step];
      x[i * step] = t.diag == UNIT ? sum : sum / at(i, i);
    }
  }
}

inline void check(Call& call, Triangle t) {
  call.flag("side", t.side);
  call.flag("uplo", t.uplo);
  call.operation("trans", t.trans);
  call.flag("diag", t.diag);
}

}  // namespace cublas
