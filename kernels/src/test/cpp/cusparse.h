// cuSPARSE, written from its documentation: the handle, the descriptors, and the checks that its functions share.
#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "cuda_types.h"
#include "library.h"

#define CUSPARSE_CALL extern "C" __attribute__((visibility("default"))) int

namespace cusparse {

using namespace emulator;

constexpr int OK = 0, NO_HANDLE = 1, ALLOC_FAILED = 2, BAD_VALUE = 3, EXECUTION_FAILED = 6, ZERO_PIVOT = 9, UNSUPPORTED = 10;
constexpr Statuses STATUSES = {NO_HANDLE, BAD_VALUE, UNSUPPORTED, EXECUTION_FAILED, ALLOC_FAILED};

enum Operation { N = 0, T = 1, C = 2 };
enum Index { INDEX_32 = 2, INDEX_64 = 3 };
enum Format { CSR = 1, CSC = 2, COO = 3 };
enum Order { BY_COLUMNS = 1, BY_ROWS = 2 };
enum Fill { LOWER = 0, UPPER = 1 };
enum Diagonal { NON_UNIT = 0, UNIT = 1 };
enum Attribute { FILL_MODE = 0, DIAG_TYPE = 1 };

struct Handle : LibraryObject {
  Handle() : LibraryObject("cuSPARSE handle") {}
  StreamHandle stream = nullptr;
  int pointerMode = 0;
};

struct Matrix : LibraryObject {
  Matrix() : LibraryObject("cuSPARSE sparse matrix") {}
  int format = CSR;
  int64_t rows = 0, columns = 0, entries = 0;
  void* offsets = nullptr;  // rows + 1 (CSR) or columns + 1 (CSC) of them; a row for each entry of COO
  void* indices = nullptr;
  void* values = nullptr;
  int offsetType = INDEX_32, indexType = INDEX_32, base = 0, type = R_32F;
  int fill = -1, diagonal = -1;  // not set

  int64_t offsetCount() const { return format == CSR ? rows + 1 : format == CSC ? columns + 1 : entries; }
};

struct Vector : LibraryObject {
  Vector() : LibraryObject("cuSPARSE vector") {}
  int64_t size = 0;
  void* values = nullptr;
  int type = R_32F;
};

struct Dense : LibraryObject {
  Dense() : LibraryObject("cuSPARSE dense matrix") {}
  int64_t rows = 0, columns = 0, ld = 0;
  void* values = nullptr;
  int type = R_32F, order = BY_COLUMNS;

  int64_t at(int64_t i, int64_t j) const { return order == BY_ROWS ? i * ld + j : i + j * ld; }
  int64_t extent() const { return rows <= 0 || columns <= 0 ? 0 : at(rows - 1, columns - 1) + 1; }
  double get(int64_t i, int64_t j) const { return loadNumber(type, values, at(i, j)); }
  void set(int64_t i, int64_t j, double value) const { storeNumber(type, values, at(i, j), value); }
};

// cusparseMatDescr_t of the older functions.
struct Description : LibraryObject {
  Description() : LibraryObject("cuSPARSE matrix description") {}
  int type = 0, fill = LOWER, diagonal = NON_UNIT, base = 0;
};

// One stored element.
struct Entry {
  int64_t row, column;
  double value;
};

inline int64_t loadIndex(int type, const void* at, int64_t i) {
  return type == INDEX_64 ? static_cast<const int64_t*>(at)[i] : static_cast<const int32_t*>(at)[i];
}

inline size_t indexSize(int type) { return type == INDEX_64 ? 8 : 4; }

// For work on a stream: the elements in their order, counted from 0, or a report of what is wrong with the structure.
// With `withValues` false all values are 0.
Result read(const std::string& function, const Matrix& matrix, bool withValues, std::vector<Entry>& entries);

// A sum as the compute type would round it.
inline double rounded(int computeType, double value) { return computeType == R_64F ? value : static_cast<double>(static_cast<float>(value)); }

struct Factor {
  int type;
  double value;
  const void* onDevice;
  double get() const { return onDevice ? loadNumber(type, onDevice, 0) : value; }
};

class Call : public LibraryCall {
 public:
  Call(const char* function, uintptr_t handleNumber) : LibraryCall(function, STATUSES) { handle = object<Handle>(handleNumber, "the handle"); }

  std::shared_ptr<Matrix> matrix(const char* name, uintptr_t number) { return object<Matrix>(number, name); }
  std::shared_ptr<Vector> vector(const char* name, uintptr_t number) { return object<Vector>(number, name); }
  std::shared_ptr<Dense> dense(const char* name, uintptr_t number) { return object<Dense>(number, name); }

  void operation(const char* name, int value) { require(value >= N && value <= C, format("%s is %d, in [0, 2]", name, value)); }

  void same(const char* what, int64_t one, int64_t other) {
    require(one == other, format("%s: %ld is %ld", what, static_cast<long>(one), static_cast<long>(other)));
  }

  bool onDevice() const { return handle && handle->pointerMode == 1; }

  Factor factor(const char* name, const void* address, int type) {
    place(name, address, sizeOf(type), onDevice());
    if (status) return {type, 0, nullptr};
    return onDevice() ? Factor{type, 0, address} : Factor{type, loadNumber(type, address, 0), nullptr};
  }

  // That all a descriptor points at lies on the device.
  void onDevice(const char* name, const Matrix& m, bool withValues = true) {
    device((std::string(name) + "'s offsets").c_str(), m.offsets, m.offsetCount(), indexSize(m.offsetType), indexSize(m.offsetType));
    device((std::string(name) + "'s indices").c_str(), m.indices, m.entries, indexSize(m.indexType), indexSize(m.indexType));
    if (withValues) device((std::string(name) + "'s values").c_str(), m.values, m.entries, sizeOf(m.type), sizeOf(m.type));
  }
  void onDevice(const char* name, const Vector& v) { device(name, v.values, v.size, sizeOf(v.type), sizeOf(v.type)); }
  void onDevice(const char* name, const Dense& d) { device(name, d.values, d.extent(), sizeOf(d.type), sizeOf(d.type)); }

  // As documented, offsets and indices are of one type.
  void sameIndices(const Matrix& m) { support(m.format == COO || m.offsetType == m.indexType, "offsets and indices of different types"); }

  int queue(std::function<Result()> work) { return status ? status : run(handle->stream, std::move(work)); }
  int queueAndWait(std::function<Result()> work) { return status ? status : runNow(handle->stream, std::move(work)); }

  std::shared_ptr<Handle> handle;
};

// What stands in a workspace before a call is of no use to it, and after it to nobody.
inline void scribble(void* workspace, size_t size) { memset(workspace, 0xFF, size); }

}  // namespace cusparse
