// The few functions of cuSPARSE that Warpath calls, written from their documentation: y = alpha·A·x
// + beta·y for A in CSR with 32-bit indices, float32. A wrapper that mixes up sizes, vectors or
// index types gets an error or a wrong product, as from the real library.
#include <cstdint>
#include <cstdlib>

#define EXPORTED extern "C" __attribute__((visibility("default")))

extern "C" int cuStreamSynchronize(void* stream);

namespace {

enum Status { kSuccess = 0, kInvalidValue = 3, kNotSupported = 10, kExecutionFailed = 6 };
enum { kIndex32 = 2, kFloat32 = 0, kNonTranspose = 0, kBaseZero = 0 };

struct Handle {
  void* stream = nullptr;
};

struct Matrix {
  int64_t rows, columns, entries;
  const int32_t* offsets;
  const int32_t* indices;
  const float* values;
};

struct Vector {
  int64_t size;
  float* values;
};

}  // namespace

EXPORTED int cusparseCreate(Handle** handle) {
  if (!handle) return kInvalidValue;
  *handle = new Handle;
  return kSuccess;
}

EXPORTED int cusparseDestroy(Handle* handle) {
  delete handle;
  return kSuccess;
}

EXPORTED int cusparseSetStream(Handle* handle, void* stream) {
  if (!handle) return kInvalidValue;
  handle->stream = stream;
  return kSuccess;
}

EXPORTED int cusparseCreateCsr(Matrix** matrix, int64_t rows, int64_t columns, int64_t entries,
                               void* offsets, void* indices, void* values, int offsetType,
                               int indexType, int base, int valueType) {
  if (!matrix || rows < 0 || columns < 0 || entries < 0 || !offsets) return kInvalidValue;
  if (entries > 0 && (!indices || !values)) return kInvalidValue;
  if (offsetType != kIndex32 || indexType != kIndex32 || base != kBaseZero ||
      valueType != kFloat32) {
    return kNotSupported;
  }
  *matrix = new Matrix{rows, columns, entries, static_cast<const int32_t*>(offsets),
                       static_cast<const int32_t*>(indices), static_cast<const float*>(values)};
  return kSuccess;
}

EXPORTED int cusparseDestroySpMat(Matrix* matrix) {
  delete matrix;
  return kSuccess;
}

EXPORTED int cusparseCreateDnVec(Vector** vector, int64_t size, void* values, int valueType) {
  if (!vector || size < 0 || (size > 0 && !values)) return kInvalidValue;
  if (valueType != kFloat32) return kNotSupported;
  *vector = new Vector{size, static_cast<float*>(values)};
  return kSuccess;
}

EXPORTED int cusparseDestroyDnVec(Vector* vector) {
  delete vector;
  return kSuccess;
}

EXPORTED int cusparseSpMV_bufferSize(Handle* handle, int operation, const void*, const Matrix* a,
                                     const Vector* x, const void*, const Vector* y, int type, int,
                                     size_t* bytes) {
  if (!handle || !a || !x || !y || !bytes) return kInvalidValue;
  if (operation != kNonTranspose || type != kFloat32) return kNotSupported;
  if (x->size != a->columns || y->size != a->rows) return kInvalidValue;
  *bytes = 64;
  return kSuccess;
}

EXPORTED int cusparseSpMV(Handle* handle, int operation, const float* alpha, const Matrix* a,
                          const Vector* x, const float* beta, Vector* y, int type, int algorithm,
                          void* workspace) {
  size_t bytes;
  int status = cusparseSpMV_bufferSize(handle, operation, alpha, a, x, beta, y, type, algorithm,
                                       &bytes);
  if (status != kSuccess) return status;
  if (!alpha || !beta || !workspace) return kInvalidValue;
  // What is queued on the stream comes first; the emulated device's memory is the host's own.
  if (cuStreamSynchronize(handle->stream) != 0) return kExecutionFailed;
  if (a->offsets[0] != 0 || a->offsets[a->rows] != a->entries) return kInvalidValue;
  for (int64_t row = 0; row < a->rows; row++) {
    double sum = 0;
    for (int32_t e = a->offsets[row]; e < a->offsets[row + 1]; e++) {
      if (a->indices[e] < 0 || a->indices[e] >= a->columns) return kInvalidValue;
      sum += static_cast<double>(a->values[e]) * x->values[a->indices[e]];
    }
    float before = *beta == 0 ? 0 : *beta * y->values[row];
    y->values[row] = *alpha * static_cast<float>(sum) + before;
  }
  return kSuccess;
}
