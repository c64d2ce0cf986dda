// The product of two sparse matrices, in its steps: estimate the work, perhaps the memory, compute, copy.
#include <map>

#include "cusparse.h"

using namespace cusparse;

namespace {

enum Algorithm { DEFAULT = 0, DETERMINISTIC = 1, NONDETERMINISTIC = 2, ALG1 = 3, ALG2 = 4, ALG3 = 5 };
enum Step { NEW, ESTIMATED, MEMORY_ESTIMATED, COMPUTED };

struct Plan : LibraryObject {
  Plan() : LibraryObject("cuSPARSE SpGEMM descriptor") {}
  Step step = NEW;
  Matrix a, b;
  int algorithm = 0;
  int64_t products = 0;
  void* buffers[2] = {nullptr, nullptr};
  size_t sizes[2] = {0, 0};
  std::vector<int64_t> offsets, columns;
  std::vector<double> values;
};

struct Problem {
  std::shared_ptr<Matrix> a, b, c;
  std::shared_ptr<Plan> plan;
  Factor alpha, beta;
};

Problem check(Call& call, int opA, int opB, const void* alpha, uintptr_t matA, uintptr_t matB, const void* beta, uintptr_t matC, int compute,
              int algorithm, uintptr_t descriptor) {
  Problem p;
  p.a = call.matrix("A", matA);
  p.b = call.matrix("B", matB);
  p.c = call.matrix("C", matC);
  p.plan = call.object<Plan>(descriptor, "the SpGEMM descriptor");
  call.operation("opA", opA);
  call.operation("opB", opB);
  call.require(algorithm >= DEFAULT && algorithm <= ALG3, format("the algorithm is %d, in [0, 5]", algorithm));
  if (!call) return p;
  call.support(opA == N && opB == N, "a transposed operand");
  for (const auto& m : {p.a, p.b, p.c}) {
    call.support(m->format == CSR, "a matrix that is not in CSR");
    call.support(m->offsetType == INDEX_32 && m->indexType == INDEX_32, "indices of 64 bits");
    call.support(m->type == compute && (compute == R_32F || compute == R_64F), "types other than one, R_32F or R_64F");
  }
  call.same("the rows of B", p.b->rows, p.a->columns);
  call.same("the rows of C", p.c->rows, p.a->rows);
  call.same("the columns of C", p.c->columns, p.b->columns);
  p.alpha = call.factor("alpha", alpha, compute);
  p.beta = call.factor("beta", beta, compute);
  call.support(!call || p.beta.onDevice || p.beta.value == 0, "a beta that is not 0");
  call.onDevice("A", *p.a);
  call.onDevice("B", *p.b);
  return p;
}

// Both buffers are the descriptor's until the copy.
void checkBuffers(Call& call, const Plan& plan) {
  for (int i = 0; i < 2; i++) call.workspace(i == 0 ? "the first buffer" : "the second buffer", plan.buffers[i], plan.sizes[i], 16);
}

void sameOperands(Call& call, const Problem& p, int algorithm) {
  call.require(p.plan->a.values == p.a->values && p.plan->b.values == p.b->values && p.plan->algorithm == algorithm,
               "the operands and the algorithm are those of the estimate");
}

// The product, by rows, its columns ascending; elements that cancel out stay.
Result multiply(const std::string& function, const Matrix& a, const Matrix& b, int compute, Plan& plan) {
  std::vector<Entry> left, right;
  if (read(function, a, true, left) || read(function, b, true, right)) return ILLEGAL_ADDRESS;
  std::vector<std::vector<const Entry*>> rows(static_cast<size_t>(b.rows));
  for (const Entry& e : right) rows[static_cast<size_t>(e.row)].push_back(&e);
  std::vector<std::map<int64_t, double>> result(static_cast<size_t>(a.rows));
  plan.products = 0;
  for (const Entry& e : left) {
    for (const Entry* other : rows[static_cast<size_t>(e.column)]) {
      double& sum = result[static_cast<size_t>(e.row)][other->column];
      sum = rounded(compute, sum + e.value * other->value);
      plan.products++;
    }
  }
  plan.offsets.assign(1, 0);
  plan.columns.clear();
  plan.values.clear();
  for (const auto& row : result) {
    for (const auto& [column, value] : row) {
      plan.columns.push_back(column);
      plan.values.push_back(value);
    }
    plan.offsets.push_back(static_cast<int64_t>(plan.columns.size()));
  }
  return SUCCESS;
}

size_t sizeFor(int64_t elements) { return 256 + static_cast<size_t>(elements + 15) / 16 * 256; }

}  // namespace

CUSPARSE_CALL cusparseSpGEMM_createDescr(uintptr_t* descriptor) {
  LibraryCall call("cusparseSpGEMM_createDescr", STATUSES);
  call.require(descriptor != nullptr, "there is a place for the descriptor");
  if (call) *descriptor = keep(std::make_shared<Plan>());
  return call.status;
}

CUSPARSE_CALL cusparseSpGEMM_destroyDescr(uintptr_t descriptor) {
  LibraryCall call("cusparseSpGEMM_destroyDescr", STATUSES, false);
  if (!std::dynamic_pointer_cast<Plan>(kept(descriptor))) call.fail(BAD_VALUE, "the descriptor was destroyed, or never created");
  if (call) discard(descriptor);
  return call.status;
}

CUSPARSE_CALL cusparseSpGEMM_workEstimation(uintptr_t handle, int opA, int opB, const void* alpha, uintptr_t a, uintptr_t b, const void* beta,
                                            uintptr_t c, int compute, int algorithm, uintptr_t descriptor, size_t* size, void* buffer) {
  Call call("cusparseSpGEMM_workEstimation", handle);
  auto p = check(call, opA, opB, alpha, a, b, beta, c, compute, algorithm, descriptor);
  call.require(size != nullptr, "there is a place for the size");
  if (!call) return call.status;
  size_t needed = sizeFor(p.a->rows);
  if (!buffer) {
    *size = needed;
    return OK;
  }
  call.require(*size >= needed, format("the buffer has %zu bytes, at least %zu", *size, needed));
  call.workspace("the first buffer", buffer, *size, 16);
  if (!call) return call.status;
  auto plan = p.plan;
  plan->a = *p.a;
  plan->b = *p.b;
  plan->algorithm = algorithm;
  plan->buffers[0] = buffer;
  plan->sizes[0] = *size;
  std::string name = call.function;
  if (call.queueAndWait([=] {
        scribble(buffer, plan->sizes[0]);
        return multiply(name, plan->a, plan->b, compute, *plan);
      }) == OK)
    plan->step = ESTIMATED;
  return call.status;
}

CUSPARSE_CALL cusparseSpGEMM_getNumProducts(uintptr_t descriptor, int64_t* products) {
  LibraryCall call("cusparseSpGEMM_getNumProducts", STATUSES);
  auto plan = call.object<Plan>(descriptor, "the SpGEMM descriptor");
  call.require(products != nullptr, "there is a place for the answer");
  call.require(!call || plan->step >= ESTIMATED, "workEstimation was called before");
  if (call) *products = plan->products;
  return call.status;
}

CUSPARSE_CALL cusparseSpGEMM_estimateMemory(uintptr_t handle, int opA, int opB, const void* alpha, uintptr_t a, uintptr_t b, const void* beta,
                                            uintptr_t c, int compute, int algorithm, uintptr_t descriptor, float fraction, size_t* size3,
                                            void* buffer3, size_t* size2) {
  Call call("cusparseSpGEMM_estimateMemory", handle);
  auto p = check(call, opA, opB, alpha, a, b, beta, c, compute, algorithm, descriptor);
  call.support(algorithm == ALG2 || algorithm == ALG3, format("the algorithm %d, which needs no such estimate", algorithm));
  call.require(algorithm != ALG3 || (fraction > 0 && fraction <= 1), format("the fraction is %g, in (0, 1]", static_cast<double>(fraction)));
  call.require(size3 != nullptr, "there is a place for the size");
  call.require(!call || p.plan->step >= ESTIMATED, "workEstimation was called before");
  if (!call) return call.status;
  sameOperands(call, p, algorithm);
  size_t needed = sizeFor(p.plan->products);
  if (call && !buffer3) {
    *size3 = needed;
    return OK;
  }
  call.require(size2 != nullptr && *size3 >= needed, "there is a place for the second size, and the third buffer is large enough");
  if (call) call.workspace("the third buffer", buffer3, *size3, 16);
  checkBuffers(call, *p.plan);
  if (!call) return call.status;
  *size2 = needed;
  p.plan->step = MEMORY_ESTIMATED;
  return OK;
}

CUSPARSE_CALL cusparseSpGEMM_compute(uintptr_t handle, int opA, int opB, const void* alpha, uintptr_t a, uintptr_t b, const void* beta,
                                     uintptr_t c, int compute, int algorithm, uintptr_t descriptor, size_t* size, void* buffer) {
  Call call("cusparseSpGEMM_compute", handle);
  auto p = check(call, opA, opB, alpha, a, b, beta, c, compute, algorithm, descriptor);
  call.require(size != nullptr, "there is a place for the size");
  if (!call) return call.status;
  bool estimated = algorithm == ALG2 || algorithm == ALG3 ? p.plan->step >= MEMORY_ESTIMATED : p.plan->step >= ESTIMATED;
  call.require(estimated, "workEstimation, and for ALG2 and ALG3 estimateMemory, were called before");
  sameOperands(call, p, algorithm);
  size_t needed = sizeFor(p.plan->products);
  if (call && !buffer) {
    *size = needed;
    return OK;
  }
  call.require(*size >= needed, format("the buffer has %zu bytes, at least %zu", *size, needed));
  call.workspace("the second buffer", buffer, *size, 16);
  checkBuffers(call, *p.plan);
  if (!call) return call.status;
  auto plan = p.plan;
  plan->buffers[1] = buffer;
  plan->sizes[1] = *size;
  std::string name = call.function;
  // How many elements the product has must be known when this returns.
  if (call.queueAndWait([=] {
        scribble(buffer, plan->sizes[1]);
        return multiply(name, plan->a, plan->b, compute, *plan);
      }))
    return call.status;
  plan->step = COMPUTED;
  p.c->entries = plan->offsets.back();
  return OK;
}

CUSPARSE_CALL cusparseSpGEMM_copy(uintptr_t handle, int opA, int opB, const void* alpha, uintptr_t a, uintptr_t b, const void* beta, uintptr_t c,
                                  int compute, int algorithm, uintptr_t descriptor) {
  Call call("cusparseSpGEMM_copy", handle);
  auto p = check(call, opA, opB, alpha, a, b, beta, c, compute, algorithm, descriptor);
  call.require(!call || p.plan->step == COMPUTED, "compute was called before");
  if (!call) return call.status;
  sameOperands(call, p, algorithm);
  call.same("the entries of C", p.c->entries, p.plan->offsets.back());
  checkBuffers(call, *p.plan);
  call.onDevice("C", *p.c);
  auto plan = p.plan;
  Matrix result = *p.c;
  return call.queue([=] {
    double alpha = p.alpha.get();
    for (size_t i = 0; i < plan->offsets.size(); i++) static_cast<int32_t*>(result.offsets)[i] = static_cast<int32_t>(plan->offsets[i] + result.base);
    for (size_t e = 0; e < plan->columns.size(); e++) {
      static_cast<int32_t*>(result.indices)[e] = static_cast<int32_t>(plan->columns[e] + result.base);
      storeNumber(result.type, result.values, static_cast<int64_t>(e), alpha * plan->values[e]);
    }
    return SUCCESS;
  });
}
