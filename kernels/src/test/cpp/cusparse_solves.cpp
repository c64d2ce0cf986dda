// Triangular solves, for a vector and for several.
#include <algorithm>

#include "cusparse.h"

using namespace cusparse;

namespace {

// What the analysis learns; the values are kept as they were then, as the real library may keep them.
struct Analysis : LibraryObject {
  explicit Analysis(const char* kind) : LibraryObject(kind) {}
  bool sized = false, analysed = false;
  int op = 0, opB = 0, compute = 0;
  Matrix matrix;
  void* workspace = nullptr;
  size_t size = 0;
  std::shared_ptr<std::vector<Entry>> entries;
};

struct VectorAnalysis : Analysis {
  VectorAnalysis() : Analysis("cuSPARSE SpSV descriptor") {}
};

struct MatrixAnalysis : Analysis {
  MatrixAnalysis() : Analysis("cuSPARSE SpSM descriptor") {}
};

template <class A>
int create(const char* function, uintptr_t* descriptor) {
  LibraryCall call(function, STATUSES);
  call.require(descriptor != nullptr, "there is a place for the descriptor");
  if (call) *descriptor = keep(std::make_shared<A>());
  return call.status;
}

template <class A>
int destroy(const char* function, uintptr_t descriptor) {
  LibraryCall call(function, STATUSES, false);
  if (!std::dynamic_pointer_cast<A>(kept(descriptor))) call.fail(BAD_VALUE, "the descriptor was destroyed, or never created");
  if (call) discard(descriptor);
  return call.status;
}

// Right-hand sides and solutions, of a vector as one column.
struct Columns {
  Dense from, to;
  int opFrom = N;
  double right(int64_t i, int64_t j) const { return opFrom == N ? from.get(i, j) : from.get(j, i); }
};

Dense asColumn(const Vector& v) {
  Dense d;
  d.rows = v.size;
  d.columns = 1;
  d.ld = std::max<int64_t>(1, v.size);
  d.values = v.values;
  d.type = v.type;
  return d;
}

void checkMatrix(Call& call, const Matrix& a, int op, const Columns& c, int compute, int algorithm) {
  call.operation("opA", op);
  call.require(algorithm == 0, format("the algorithm is %d, 0", algorithm));
  call.support((compute == R_32F || compute == R_64F) && a.type == compute && c.from.type == compute && c.to.type == compute,
               "types other than one, R_32F or R_64F");
  call.sameIndices(a);
  call.support(a.format == CSR || a.format == COO, "a matrix in CSC");
  call.same("the columns of A", a.columns, a.rows);
  call.same("the rows of the right-hand side", c.opFrom == N ? c.from.rows : c.from.columns, a.rows);
  call.same("the rows of the solution", c.to.rows, a.rows);
  call.same("the columns of the solution", c.to.columns, c.opFrom == N ? c.from.columns : c.from.rows);
}

int answerSize(Call& call, Analysis& analysis, const Matrix& a, size_t* size) {
  call.require(size != nullptr, "there is a place for the size");
  if (!call) return call.status;
  *size = 512 + static_cast<size_t>(a.rows + 31) / 32 * 256;
  analysis.size = *size;
  analysis.sized = true;
  return OK;
}

int analyse(Call& call, std::shared_ptr<Analysis> analysis, const Matrix& a, int op, int opB, int compute, void* workspace) {
  call.require(analysis->sized, "bufferSize was called before");
  call.onDevice("A", a);
  call.workspace("the workspace", workspace, analysis->size, 16);
  if (!call) return call.status;
  analysis->analysed = true;
  analysis->op = op;
  analysis->opB = opB;
  analysis->compute = compute;
  analysis->matrix = a;
  analysis->workspace = workspace;
  analysis->entries = std::make_shared<std::vector<Entry>>();
  std::string name = call.function;
  size_t size = analysis->size;
  auto entries = analysis->entries;
  return call.queue([=] {
    scribble(workspace, size);
    return read(name, a, true, *entries);
  });
}

bool sameValues(const std::vector<Entry>& one, const std::vector<Entry>& other) {
  return one.size() == other.size() && std::equal(one.begin(), one.end(), other.begin(), [](const Entry& x, const Entry& y) {
           return x.row == y.row && x.column == y.column && (x.value == y.value || (x.value != x.value && y.value != y.value));
         });
}

int solve(Call& call, std::shared_ptr<Analysis> analysis, const Matrix& a, int op, int opB, Columns c, Factor alpha, int compute) {
  call.require(analysis->analysed, "analysis was called before");
  call.require(analysis->op == op && analysis->opB == opB && analysis->compute == compute, "the operations and types are those of the analysis");
  call.require(analysis->matrix.values == a.values && analysis->matrix.offsets == a.offsets && analysis->matrix.indices == a.indices &&
                   analysis->matrix.fill == a.fill && analysis->matrix.diagonal == a.diagonal,
               "the matrix is that of the analysis");
  call.onDevice("A", a);
  call.onDevice("the right-hand side", c.from);
  call.onDevice("the solution", c.to);
  // The analysis's workspace is in use until the last solve.
  call.workspace("the analysis's workspace", analysis->workspace, analysis->size, 16);
  std::string name = call.function;
  return call.queue([=] {
    std::vector<Entry> entries;
    if (read(name, a, true, entries)) return ILLEGAL_ADDRESS;
    if (!sameValues(entries, *analysis->entries)) {
      report(name + ": the matrix was changed after its analysis");
      return ILLEGAL_ADDRESS;
    }
    scribble(analysis->workspace, analysis->size);
    // Attributes that were not set are lower and non-unit.
    bool upperStored = a.fill == UPPER, upper = upperStored != (op != N), unit = a.diagonal == UNIT;
    std::vector<std::vector<std::pair<int64_t, double>>> rows(static_cast<size_t>(a.rows));
    std::vector<double> diagonal(static_cast<size_t>(a.rows), unit ? 1 : 0);
    for (const Entry& e : entries) {
      if (e.row == e.column) {
        if (!unit) diagonal[static_cast<size_t>(e.row)] += e.value;
      } else if (upperStored == (e.column > e.row)) {
        rows[static_cast<size_t>(op == N ? e.row : e.column)].push_back({op == N ? e.column : e.row, e.value});
      }
    }
    double factor = alpha.get();
    for (int64_t j = 0; j < c.to.columns; j++) {
      std::vector<double> x;
      for (int64_t i = 0; i < a.rows; i++) x.push_back(c.right(i, j));
      for (int64_t step = 0; step < a.rows; step++) {
        int64_t i = upper ? a.rows - 1 - step : step;
        double sum = factor * x[static_cast<size_t>(i)];
        for (const auto& [column, value] : rows[static_cast<size_t>(i)]) sum = rounded(compute, sum - value * x[static_cast<size_t>(column)]);
        x[static_cast<size_t>(i)] = rounded(compute, sum / diagonal[static_cast<size_t>(i)]);
      }
      for (int64_t i = 0; i < a.rows; i++) c.to.set(i, j, x[static_cast<size_t>(i)]);
    }
    return SUCCESS;
  });
}

struct VectorProblem {
  std::shared_ptr<Matrix> a;
  std::shared_ptr<VectorAnalysis> analysis;
  Columns columns;
  Factor alpha;
};

VectorProblem check(Call& call, int op, const void* alpha, uintptr_t matA, uintptr_t vecX, uintptr_t vecY, int compute, int algorithm,
                    uintptr_t descriptor) {
  VectorProblem p;
  p.a = call.matrix("A", matA);
  auto x = call.vector("x", vecX), y = call.vector("y", vecY);
  p.analysis = call.object<VectorAnalysis>(descriptor, "the SpSV descriptor");
  if (!call) return p;
  p.columns.from = asColumn(*x);
  p.columns.to = asColumn(*y);
  checkMatrix(call, *p.a, op, p.columns, compute, algorithm);
  p.alpha = call.factor("alpha", alpha, compute);
  return p;
}

struct MatrixProblem {
  std::shared_ptr<Matrix> a;
  std::shared_ptr<MatrixAnalysis> analysis;
  Columns columns;
  Factor alpha;
};

MatrixProblem check(Call& call, int op, int opB, const void* alpha, uintptr_t matA, uintptr_t matB, uintptr_t matC, int compute, int algorithm,
                    uintptr_t descriptor) {
  MatrixProblem p;
  p.a = call.matrix("A", matA);
  auto b = call.dense("B", matB), c = call.dense("C", matC);
  p.analysis = call.object<MatrixAnalysis>(descriptor, "the SpSM descriptor");
  call.operation("opB", opB);
  if (!call) return p;
  p.columns.from = *b;
  p.columns.to = *c;
  p.columns.opFrom = opB;
  checkMatrix(call, *p.a, op, p.columns, compute, algorithm);
  call.require(b->values != c->values || opB == N || !b->values, "in place: B is not transposed");
  p.alpha = call.factor("alpha", alpha, compute);
  return p;
}

}  // namespace

CUSPARSE_CALL cusparseSpSV_createDescr(uintptr_t* d) { return create<VectorAnalysis>("cusparseSpSV_createDescr", d); }

CUSPARSE_CALL cusparseSpSV_destroyDescr(uintptr_t d) { return destroy<VectorAnalysis>("cusparseSpSV_destroyDescr", d); }

CUSPARSE_CALL cusparseSpSM_createDescr(uintptr_t* d) { return create<MatrixAnalysis>("cusparseSpSM_createDescr", d); }

CUSPARSE_CALL cusparseSpSM_destroyDescr(uintptr_t d) { return destroy<MatrixAnalysis>("cusparseSpSM_destroyDescr", d); }

CUSPARSE_CALL cusparseSpSV_bufferSize(uintptr_t handle, int op, const void* alpha, uintptr_t a, uintptr_t x, uintptr_t y, int compute,
                                      int algorithm, uintptr_t descriptor, size_t* size) {
  Call call("cusparseSpSV_bufferSize", handle);
  auto p = check(call, op, alpha, a, x, y, compute, algorithm, descriptor);
  return call ? answerSize(call, *p.analysis, *p.a, size) : call.status;
}

CUSPARSE_CALL cusparseSpSV_analysis(uintptr_t handle, int op, const void* alpha, uintptr_t a, uintptr_t x, uintptr_t y, int compute,
                                    int algorithm, uintptr_t descriptor, void* workspace) {
  Call call("cusparseSpSV_analysis", handle);
  auto p = check(call, op, alpha, a, x, y, compute, algorithm, descriptor);
  return call ? analyse(call, p.analysis, *p.a, op, N, compute, workspace) : call.status;
}

CUSPARSE_CALL cusparseSpSV_solve(uintptr_t handle, int op, const void* alpha, uintptr_t a, uintptr_t x, uintptr_t y, int compute,
                                 int algorithm, uintptr_t descriptor) {
  Call call("cusparseSpSV_solve", handle);
  auto p = check(call, op, alpha, a, x, y, compute, algorithm, descriptor);
  return call ? solve(call, p.analysis, *p.a, op, N, p.columns, p.alpha, compute) : call.status;
}

CUSPARSE_CALL cusparseSpSM_bufferSize(uintptr_t handle, int op, int opB, const void* alpha, uintptr_t a, uintptr_t b, uintptr_t c, int compute,
                                      int algorithm, uintptr_t descriptor, size_t* size) {
  Call call("cusparseSpSM_bufferSize", handle);
  auto p = check(call, op, opB, alpha, a, b, c, compute, algorithm, descriptor);
  return call ? answerSize(call, *p.analysis, *p.a, size) : call.status;
}

CUSPARSE_CALL cusparseSpSM_analysis(uintptr_t handle, int op, int opB, const void* alpha, uintptr_t a, uintptr_t b, uintptr_t c, int compute,
                                    int algorithm, uintptr_t descriptor, void* workspace) {
  Call call("cusparseSpSM_analysis", handle);
  auto p = check(call, op, opB, alpha, a, b, c, compute, algorithm, descriptor);
  return call ? analyse(call, p.analysis, *p.a, op, opB, compute, workspace) : call.status;
}

CUSPARSE_CALL cusparseSpSM_solve(uintptr_t handle, int op, int opB, const void* alpha, uintptr_t a, uintptr_t b, uintptr_t c, int compute,
                                 int algorithm, uintptr_t descriptor) {
  Call call("cusparseSpSM_solve", handle);
  auto p = check(call, op, opB, alpha, a, b, c, compute, algorithm, descriptor);
  return call ? solve(call, p.analysis, *p.a, op, opB, p.columns, p.alpha, compute) : call.status;
}
