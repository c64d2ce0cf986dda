#include <cmath>

#include "cublas_gemm.h"

namespace cublas {
namespace {

// An operand as the multiplier takes it.
double taken(int compute, double value) {
  float narrow = static_cast<float>(value);
  switch (compute) {
    case COMPUTE_FAST_TF32: return roundFraction(narrow, 10);
    case COMPUTE_FAST_16BF: return ofBfloat(toBfloat(narrow));
    case COMPUTE_FAST_16F: return ofHalf(toHalf(narrow));
    default: return value;
  }
}

// op(X) by rows of `length`, so that products run over neighbours.
template <class E>
std::vector<E> pack(const Product& p, const void* x, int type, int64_t ld, int64_t rows, int64_t length, bool byColumns) {
  std::vector<E> packed(static_cast<size_t>(rows * length));
  for (int64_t i = 0; i < rows; i++)
    for (int64_t l = 0; l < length; l++)
      packed[static_cast<size_t>(i * length + l)] = static_cast<E>(taken(p.compute, loadNumber(type, x, byColumns ? i + l * ld : l + i * ld)));
  return packed;
}

template <class E>
E inner(const Product& p, const E* row, const E* column) {
  E sum = 0;
  for (int64_t l = 0; l < p.k; l++) {
    sum += row[l] * column[l];
    if (p.compute == COMPUTE_16F) sum = ofHalf(toHalf(static_cast<float>(sum)));
  }
  return sum;
}

template <class E>
void multiplyAs(const Product& p, const Operands& operands, const std::vector<double>& before) {
  E alpha = static_cast<E>(p.alpha.get()), beta = static_cast<E>(p.beta.get());
  bool reads = alpha != 0 && p.k > 0;
  std::vector<E> a, b;
  if (reads) {
    a = pack<E>(p, operands.a, p.aType, p.lda, p.m, p.k, p.transa == N);
    b = pack<E>(p, operands.b, p.bType, p.ldb, p.n, p.k, p.transb != N);
  }
  for (int64_t j = 0; j < p.n; j++) {
    for (int64_t i = 0; i < p.m; i++) {
      E value = beta == 0 ? 0 : beta * static_cast<E>(before[static_cast<size_t>(i + j * p.m)]);
      if (reads) value += alpha * inner<E>(p, &a[static_cast<size_t>(i * p.k)], &b[static_cast<size_t>(j * p.k)]);
      storeNumber(p.cType, operands.c, i + j * p.ldc, value);
    }
  }
}

// Matrices of results may interleave but not share an element.
bool disjoint(const Product& p, const std::vector<Operands>& batch) {
  if (batch.size() < 2) return true;
  std::vector<char*> elements;
  for (const Operands& operands : batch)
    for (int64_t j = 0; j < p.n; j++)
      for (int64_t i = 0; i < p.m; i++)
        elements.push_back(static_cast<char*>(operands.c) + static_cast<size_t>(i + j * p.ldc) * sizeOf(p.cType));
  std::sort(elements.begin(), elements.end());
  return std::adjacent_find(elements.begin(), elements.end()) == elements.end();
}

}  // namespace

double Factor::get() const { return onDevice ? loadNumber(type, onDevice, 0) : value; }

Result multiply(const std::string& function, const Product& p, const std::vector<Operands>& batch) {
  int64_t aRows = p.transa == N ? p.m : p.k, aColumns = p.transa == N ? p.k : p.m;
  int64_t bRows = p.transb == N ? p.k : p.n, bColumns = p.transb == N ? p.n : p.k;
  for (const Operands& operands : batch) {
    if (checkOnDevice(function, "A", operands.a, extent(aRows, aColumns, p.lda), sizeOf(p.aType)) ||
        checkOnDevice(function, "B", operands.b, extent(bRows, bColumns, p.ldb), sizeOf(p.bType)) ||
        checkOnDevice(function, "C", operands.c, extent(p.m, p.n, p.ldc), sizeOf(p.cType)))
      return ILLEGAL_ADDRESS;
  }
  if (!disjoint(p, batch)) {
    report(function + ": the matrices C of the batch share elements, so that the result is not defined");
    return ILLEGAL_ADDRESS;
  }
  // All results are poisoned before any operand is read: one that shares memory with a result shows.
  std::vector<std::vector<double>> before;
  for (const Operands& operands : batch) {
    std::vector<double> held;
    for (int64_t j = 0; j < p.n; j++) {
      for (int64_t i = 0; i < p.m; i++) {
        held.push_back(loadNumber(p.cType, operands.c, i + j * p.ldc));
        storeNumber(p.cType, operands.c, i + j * p.ldc, NAN);
      }
    }
    before.push_back(std::move(held));
  }
  for (size_t i = 0; i < batch.size(); i++) {
    if (p.compute == COMPUTE_64F) {
      multiplyAs<double>(p, batch[i], before[i]);
    } else {
      multiplyAs<float>(p, batch[i], before[i]);
    }
  }
  return SUCCESS;
}

}  // namespace cublas
