// cuBLAS, written from its documentation: the handle, and the checks that its functions share. Matrices are column-major.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

#include "library.h"

#define CUBLAS_CALL extern "C" __attribute__((visibility("default"))) int

// M(NAME, SYMBOL, T, I) for the functions that have both precisions and both widths of integers; the second for those
// whose symbols carry no version.
#define VERSIONED(M, ROOT)                                   \
  M("cublasS" #ROOT, cublasS##ROOT##_v2, float, int)         \
  M("cublasD" #ROOT, cublasD##ROOT##_v2, double, int)        \
  M("cublasS" #ROOT "_64", cublasS##ROOT##_v2_64, float, int64_t) \
  M("cublasD" #ROOT "_64", cublasD##ROOT##_v2_64, double, int64_t)
#define NARROW(M, ROOT)                           \
  M("cublasS" #ROOT, cublasS##ROOT, float, int)   \
  M("cublasD" #ROOT, cublasD##ROOT, double, int)
#define UNVERSIONED(M, ROOT)                                 \
  NARROW(M, ROOT)                                            \
  M("cublasS" #ROOT "_64", cublasS##ROOT##_64, float, int64_t) \
  M("cublasD" #ROOT "_64", cublasD##ROOT##_64, double, int64_t)

namespace cublas {

using namespace emulator;

constexpr int OK = 0, NO_HANDLE = 1, ALLOC_FAILED = 3, BAD_VALUE = 7, EXECUTION_FAILED = 13, UNSUPPORTED = 15;
constexpr Statuses STATUSES = {NO_HANDLE, BAD_VALUE, UNSUPPORTED, EXECUTION_FAILED, ALLOC_FAILED};

enum Operation { N = 0, T = 1, C = 2 };
enum Fill { LOWER = 0, UPPER = 1 };
enum Diagonal { NON_UNIT = 0, UNIT = 1 };
enum Side { LEFT = 0, RIGHT = 1 };
enum MathMode { DEFAULT_MATH = 0, TENSOR_OP_MATH = 1, PEDANTIC_MATH = 2, TF32_MATH = 3, DISALLOW_REDUCED_REDUCTION = 16 };

struct Handle : LibraryObject {
  Handle() : LibraryObject("cuBLAS handle") {}
  StreamHandle stream = nullptr;
  int pointerMode = 0;
  int mathMode = DEFAULT_MATH;
  int atomicsMode = 0;
  int multiprocessors = 0;
  void* workspace = nullptr;
  size_t workspaceSize = 0;
};

// How many elements from the first to the last one of a matrix and of a vector.
inline int64_t extent(int64_t rows, int64_t columns, int64_t ld) {
  return rows <= 0 || columns <= 0 ? 0 : (columns - 1) * ld + rows;
}
inline int64_t extent(int64_t n, int64_t increment) { return n <= 0 ? 0 : (n - 1) * std::abs(increment) + 1; }

class Call : public LibraryCall {
 public:
  Call(const char* function, uintptr_t handleNumber) : LibraryCall(function, STATUSES) {
    handle = object<Handle>(handleNumber, "the handle");
  }

  bool onDevice() const { return handle && handle->pointerMode == 1; }

  template <class E>
  Scalar<E> factor(const char* name, const void* address) {
    return scalar<E>(name, address, onDevice());
  }

  void size(const char* name, int64_t value) { require(value >= 0, format("%s is %ld, at least 0", name, static_cast<long>(value))); }

  void operation(const char* name, int value) {
    require(value >= N && value <= C, format("%s is %d, one of N = 0, T = 1 and C = 2", name, value));
  }
  void flag(const char* name, int value) { require(value == 0 || value == 1, format("%s is %d, 0 or 1", name, value)); }

  void leadingDimension(const char* name, int64_t ld, int64_t rows) {
    require(ld >= std::max<int64_t>(1, rows),
            format("ld%s is %ld, at least max(1, %ld)", name, static_cast<long>(ld), static_cast<long>(rows)));
  }

  template <class E>
  void matrix(const char* name, const E* address, int64_t rows, int64_t columns, int64_t ld) {
    leadingDimension(name, ld, rows);
    device(name, address, extent(rows, columns, ld));
  }

  template <class E>
  void vector(const char* name, const E* address, int64_t n, int64_t increment) {
    device(name, address, extent(n, increment));
  }

  void nonZero(const char* name, int64_t increment) { require(increment != 0, std::string(name) + " is not 0"); }

  int queue(std::function<Result()> work) {
    if (status) return status;
    workspace("the handle's workspace", handle->workspace, handle->workspaceSize, 256);
    return run(handle->stream, std::move(work));
  }

  // Queues what stores a result: waited for if that lies on the host.
  int queueResult(std::function<Result()> work) {
    if (status) return status;
    return onDevice() ? queue(std::move(work)) : runNow(handle->stream, std::move(work));
  }

  std::shared_ptr<Handle> handle;
};

// A vector as BLAS walks it: backwards from its end where the increment is negative.
template <class E>
struct Strided {
  E* first;
  int64_t increment;
  Strided(E* address, int64_t n, int64_t increment)
      : first(increment < 0 ? address + (1 - n) * increment : address), increment(increment) {}
  E& operator[](int64_t i) const { return first[i * increment]; }
};

}  // namespace cublas
