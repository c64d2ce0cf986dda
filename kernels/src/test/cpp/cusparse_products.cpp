// Products with a sparse matrix, and dense products sampled at one.
#include <cmath>

#include "cusparse.h"

using namespace cusparse;

namespace {

size_t workspaceSize(const Matrix& m) { return 256 + static_cast<size_t>(m.rows + m.columns + 31) / 32 * 256; }

// All of one precision, or 16-bit operands with a result of 16 or 32 bits, computed in 32.
void types(Call& call, int one, int other, int result, int compute) {
  bool uniform = one == other && one == result && one == compute && (compute == R_32F || compute == R_64F);
  bool mixed = one == other && (one == R_16F || one == R_16BF) && (result == one || result == R_32F) && compute == R_32F;
  call.support(uniform || mixed, format("the types %d and %d into %d, computed in %d", one, other, result, compute));
}

struct Multiplication {
  std::shared_ptr<Matrix> a;
  std::shared_ptr<Vector> x, y;
  Factor alpha, beta;
};

Multiplication checkSpMV(Call& call, int op, const void* alpha, uintptr_t matA, uintptr_t vecX, const void* beta, uintptr_t vecY, int compute,
                         int algorithm) {
  Multiplication m;
  m.a = call.matrix("A", matA);
  m.x = call.vector("x", vecX);
  m.y = call.vector("y", vecY);
  call.operation("opA", op);
  call.require(algorithm >= 0 && algorithm <= 5, format("the algorithm is %d, in [0, 5]", algorithm));
  if (!call) return m;
  types(call, m.a->type, m.x->type, m.y->type, compute);
  call.sameIndices(*m.a);
  call.same("x's size", m.x->size, op == N ? m.a->columns : m.a->rows);
  call.same("y's size", m.y->size, op == N ? m.a->rows : m.a->columns);
  m.alpha = call.factor("alpha", alpha, compute);
  m.beta = call.factor("beta", beta, compute);
  return m;
}

struct DenseProduct {
  std::shared_ptr<Matrix> a;
  std::shared_ptr<Dense> b, c;
  Factor alpha, beta;
};

DenseProduct checkSpMM(Call& call, int opA, int opB, const void* alpha, uintptr_t matA, uintptr_t matB, const void* beta, uintptr_t matC,
                       int compute, int algorithm) {
  DenseProduct p;
  p.a = call.matrix("A", matA);
  p.b = call.dense("B", matB);
  p.c = call.dense("C", matC);
  call.operation("opA", opA);
  call.operation("opB", opB);
  call.require((algorithm >= 0 && algorithm <= 6) || algorithm == 12 || algorithm == 13, format("the algorithm is %d, in [0, 6], 12 or 13", algorithm));
  if (!call) return p;
  types(call, p.a->type, p.b->type, p.c->type, compute);
  call.sameIndices(*p.a);
  int64_t m = opA == N ? p.a->rows : p.a->columns, k = opA == N ? p.a->columns : p.a->rows;
  call.same("the rows of op(B)", opB == N ? p.b->rows : p.b->columns, k);
  call.same("the rows of C", p.c->rows, m);
  call.same("the columns of C", p.c->columns, opB == N ? p.b->columns : p.b->rows);
  p.alpha = call.factor("alpha", alpha, compute);
  p.beta = call.factor("beta", beta, compute);
  return p;
}

struct Sampling {
  std::shared_ptr<Dense> a, b;
  std::shared_ptr<Matrix> c;
  Factor alpha, beta;
};

Sampling checkSddmm(Call& call, int opA, int opB, const void* alpha, uintptr_t matA, uintptr_t matB, const void* beta, uintptr_t matC,
                    int compute, int algorithm) {
  Sampling s;
  s.a = call.dense("A", matA);
  s.b = call.dense("B", matB);
  s.c = call.matrix("C", matC);
  call.operation("opA", opA);
  call.operation("opB", opB);
  call.require(algorithm == 0, format("the algorithm is %d, 0", algorithm));
  if (!call) return s;
  types(call, s.a->type, s.b->type, s.c->type, compute);
  call.sameIndices(*s.c);
  call.support(s.c->format == CSR, "a C that is not in CSR");
  call.same("the rows of op(B)", opB == N ? s.b->rows : s.b->columns, opA == N ? s.a->columns : s.a->rows);
  call.same("the rows of op(A)", opA == N ? s.a->rows : s.a->columns, s.c->rows);
  call.same("the columns of op(B)", opB == N ? s.b->columns : s.b->rows, s.c->columns);
  s.alpha = call.factor("alpha", alpha, compute);
  s.beta = call.factor("beta", beta, compute);
  return s;
}

int answerSize(Call& call, const std::shared_ptr<Matrix>& matrix, size_t* size) {
  call.require(size != nullptr, "there is a place for the size");
  if (call) *size = workspaceSize(*matrix);
  return call.status;
}

double scaled(double beta, double before) { return beta == 0 ? 0 : beta * before; }

}  // namespace

CUSPARSE_CALL cusparseSpMV_bufferSize(uintptr_t handle, int op, const void* alpha, uintptr_t a, uintptr_t x, const void* beta, uintptr_t y,
                                      int compute, int algorithm, size_t* size) {
  Call call("cusparseSpMV_bufferSize", handle);
  return answerSize(call, checkSpMV(call, op, alpha, a, x, beta, y, compute, algorithm).a, size);
}

CUSPARSE_CALL cusparseSpMV(uintptr_t handle, int op, const void* alpha, uintptr_t matA, uintptr_t vecX, const void* beta, uintptr_t vecY,
                           int compute, int algorithm, void* workspace) {
  Call call("cusparseSpMV", handle);
  auto m = checkSpMV(call, op, alpha, matA, vecX, beta, vecY, compute, algorithm);
  if (!call) return call.status;
  Matrix a = *m.a;
  Vector x = *m.x, y = *m.y;
  size_t size = workspaceSize(a);
  call.onDevice("A", a);
  call.onDevice("x", x);
  call.onDevice("y", y);
  call.workspace("the workspace", workspace, size, 16);
  std::string name = call.function;
  return call.queue([=] {
    std::vector<Entry> entries;
    if (read(name, a, true, entries)) return ILLEGAL_ADDRESS;
    scribble(workspace, size);
    double alpha = m.alpha.get(), beta = m.beta.get();
    std::vector<double> before, sums(static_cast<size_t>(y.size));
    // Poisoned before x is read: they may not share memory.
    for (int64_t i = 0; i < y.size; i++) {
      before.push_back(loadNumber(y.type, y.values, i));
      storeNumber(y.type, y.values, i, NAN);
    }
    for (const Entry& e : entries) {
      double& sum = sums[static_cast<size_t>(op == N ? e.row : e.column)];
      sum = rounded(compute, sum + e.value * loadNumber(x.type, x.values, op == N ? e.column : e.row));
    }
    for (int64_t i = 0; i < y.size; i++)
      storeNumber(y.type, y.values, i, alpha * sums[static_cast<size_t>(i)] + scaled(beta, before[static_cast<size_t>(i)]));
    return SUCCESS;
  });
}

CUSPARSE_CALL cusparseSpMM_bufferSize(uintptr_t handle, int opA, int opB, const void* alpha, uintptr_t a, uintptr_t b, const void* beta,
                                      uintptr_t c, int compute, int algorithm, size_t* size) {
  Call call("cusparseSpMM_bufferSize", handle);
  return answerSize(call, checkSpMM(call, opA, opB, alpha, a, b, beta, c, compute, algorithm).a, size);
}

CUSPARSE_CALL cusparseSpMM_preprocess(uintptr_t handle, int opA, int opB, const void* alpha, uintptr_t a, uintptr_t b, const void* beta,
                                      uintptr_t c, int compute, int algorithm, void* workspace) {
  Call call("cusparseSpMM_preprocess", handle);
  auto p = checkSpMM(call, opA, opB, alpha, a, b, beta, c, compute, algorithm);
  if (call) call.workspace("the workspace", workspace, workspaceSize(*p.a), 16);
  return call.status;
}

CUSPARSE_CALL cusparseSpMM(uintptr_t handle, int opA, int opB, const void* alpha, uintptr_t matA, uintptr_t matB, const void* beta,
                           uintptr_t matC, int compute, int algorithm, void* workspace) {
  Call call("cusparseSpMM", handle);
  auto p = checkSpMM(call, opA, opB, alpha, matA, matB, beta, matC, compute, algorithm);
  if (!call) return call.status;
  Matrix a = *p.a;
  Dense b = *p.b, c = *p.c;
  size_t size = workspaceSize(a);
  call.onDevice("A", a);
  call.onDevice("B", b);
  call.onDevice("C", c);
  call.workspace("the workspace", workspace, size, 16);
  std::string name = call.function;
  return call.queue([=] {
    std::vector<Entry> entries;
    if (read(name, a, true, entries)) return ILLEGAL_ADDRESS;
    scribble(workspace, size);
    double alpha = p.alpha.get(), beta = p.beta.get();
    std::vector<double> before, sums(static_cast<size_t>(c.rows * c.columns));
    for (int64_t i = 0; i < c.rows; i++) {
      for (int64_t j = 0; j < c.columns; j++) {
        before.push_back(c.get(i, j));
        c.set(i, j, NAN);
      }
    }
    for (const Entry& e : entries) {
      int64_t i = opA == N ? e.row : e.column, k = opA == N ? e.column : e.row;
      for (int64_t j = 0; j < c.columns; j++) {
        double& sum = sums[static_cast<size_t>(i * c.columns + j)];
        sum = rounded(compute, sum + e.value * (opB == N ? b.get(k, j) : b.get(j, k)));
      }
    }
    for (int64_t i = 0; i < c.rows; i++) {
      for (int64_t j = 0; j < c.columns; j++) {
        size_t at = static_cast<size_t>(i * c.columns + j);
        c.set(i, j, alpha * sums[at] + scaled(beta, before[at]));
      }
    }
    return SUCCESS;
  });
}

CUSPARSE_CALL cusparseSDDMM_bufferSize(uintptr_t handle, int opA, int opB, const void* alpha, uintptr_t a, uintptr_t b, const void* beta,
                                       uintptr_t c, int compute, int algorithm, size_t* size) {
  Call call("cusparseSDDMM_bufferSize", handle);
  return answerSize(call, checkSddmm(call, opA, opB, alpha, a, b, beta, c, compute, algorithm).c, size);
}

CUSPARSE_CALL cusparseSDDMM_preprocess(uintptr_t handle, int opA, int opB, const void* alpha, uintptr_t a, uintptr_t b, const void* beta,
                                       uintptr_t c, int compute, int algorithm, void* workspace) {
  Call call("cusparseSDDMM_preprocess", handle);
  auto s = checkSddmm(call, opA, opB, alpha, a, b, beta, c, compute, algorithm);
  if (call) call.workspace("the workspace", workspace, workspaceSize(*s.c), 16);
  return call.status;
}

CUSPARSE_CALL cusparseSDDMM(uintptr_t handle, int opA, int opB, const void* alpha, uintptr_t matA, uintptr_t matB, const void* beta,
                            uintptr_t matC, int compute, int algorithm, void* workspace) {
  Call call("cusparseSDDMM", handle);
  auto s = checkSddmm(call, opA, opB, alpha, matA, matB, beta, matC, compute, algorithm);
  if (!call) return call.status;
  Dense a = *s.a, b = *s.b;
  Matrix c = *s.c;
  size_t size = workspaceSize(c);
  call.onDevice("A", a);
  call.onDevice("B", b);
  call.onDevice("C", c);
  call.workspace("the workspace", workspace, size, 16);
  std::string name = call.function;
  return call.queue([=] {
    std::vector<Entry> entries;
    if (read(name, c, true, entries)) return ILLEGAL_ADDRESS;
    scribble(workspace, size);
    double alpha = s.alpha.get(), beta = s.beta.get();
    for (int64_t e = 0; e < c.entries; e++) storeNumber(c.type, c.values, e, NAN);
    int64_t inner = opA == N ? a.columns : a.rows;
    for (size_t e = 0; e < entries.size(); e++) {
      const Entry& entry = entries[e];
      double sum = 0;
      for (int64_t k = 0; k < inner; k++)
        sum = rounded(compute, sum + (opA == N ? a.get(entry.row, k) : a.get(k, entry.row)) * (opB == N ? b.get(k, entry.column) : b.get(entry.column, k)));
      storeNumber(c.type, c.values, static_cast<int64_t>(e), alpha * sum + scaled(beta, entry.value));
    }
    return SUCCESS;
  });
}
