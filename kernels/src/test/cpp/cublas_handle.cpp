// cuBLAS's handle and its settings.
#include <cstring>

#include "cublas.h"

using namespace cublas;

namespace {

struct Named {
  int status;
  const char* name;
};

constexpr Named NAMES[] = {{0, "CUBLAS_STATUS_SUCCESS"},         {1, "CUBLAS_STATUS_NOT_INITIALIZED"},
                           {3, "CUBLAS_STATUS_ALLOC_FAILED"},    {7, "CUBLAS_STATUS_INVALID_VALUE"},
                           {8, "CUBLAS_STATUS_ARCH_MISMATCH"},   {11, "CUBLAS_STATUS_MAPPING_ERROR"},
                           {13, "CUBLAS_STATUS_EXECUTION_FAILED"}, {14, "CUBLAS_STATUS_INTERNAL_ERROR"},
                           {15, "CUBLAS_STATUS_NOT_SUPPORTED"},  {16, "CUBLAS_STATUS_LICENSE_ERROR"}};

template <class V>
int store(Call& call, V* to, V value) {
  call.require(to != nullptr, "there is a place for the answer");
  if (call) *to = value;
  return call.status;
}

const char* nameOf(int status) {
  for (const Named& named : NAMES)
    if (named.status == status) return named.name;
  return "unknown status";
}

}  // namespace

CUBLAS_CALL cublasCreate_v2(uintptr_t* handle) {
  LibraryCall call("cublasCreate", STATUSES);
  call.require(handle != nullptr, "there is a place for the handle");
  if (call) *handle = keep(std::make_shared<Handle>());
  return call.status;
}

CUBLAS_CALL cublasDestroy_v2(uintptr_t handle) {
  LibraryCall call("cublasDestroy", STATUSES, false);
  if (!call) return call.status;
  if (!std::dynamic_pointer_cast<Handle>(kept(handle))) call.fail(NO_HANDLE, "the handle was destroyed, or never created");
  if (call) discard(handle);
  return call.status;
}

CUBLAS_CALL cublasGetVersion_v2(uintptr_t handle, int* version) {
  Call call("cublasGetVersion", handle);
  return store(call, version, 120600);
}

CUBLAS_CALL cublasGetProperty(int type, int* value) {
  LibraryCall call("cublasGetProperty", STATUSES, false);
  call.require(type >= 0 && type <= 2 && value, "type is in [0, 2] and there is a place for the answer");
  constexpr int VERSION[] = {12, 6, 0};
  if (call) *value = VERSION[type];
  return call.status;
}

CUBLAS_CALL cublasSetStream_v2(uintptr_t handle, StreamHandle stream) {
  Call call("cublasSetStream", handle);
  call.require(findStream(stream) != nullptr, "the stream is alive");
  if (!call) return call.status;
  call.handle->stream = stream;
  // As documented, this goes back to the library's own workspace.
  call.handle->workspace = nullptr;
  call.handle->workspaceSize = 0;
  return OK;
}

CUBLAS_CALL cublasGetStream_v2(uintptr_t handle, StreamHandle* stream) {
  Call call("cublasGetStream", handle);
  return call ? store(call, stream, call.handle->stream) : call.status;
}

CUBLAS_CALL cublasSetPointerMode_v2(uintptr_t handle, int mode) {
  Call call("cublasSetPointerMode", handle);
  call.flag("the pointer mode", mode);
  if (call) call.handle->pointerMode = mode;
  return call.status;
}

CUBLAS_CALL cublasGetPointerMode_v2(uintptr_t handle, int* mode) {
  Call call("cublasGetPointerMode", handle);
  return call ? store(call, mode, call.handle->pointerMode) : call.status;
}

CUBLAS_CALL cublasSetMathMode(uintptr_t handle, int mode) {
  Call call("cublasSetMathMode", handle);
  call.require(mode >= 0 && (mode & ~DISALLOW_REDUCED_REDUCTION) <= TF32_MATH,
               format("the math mode is %d, in [0, 3] and perhaps 16 more", mode));
  if (call) call.handle->mathMode = mode;
  return call.status;
}

CUBLAS_CALL cublasGetMathMode(uintptr_t handle, int* mode) {
  Call call("cublasGetMathMode", handle);
  return call ? store(call, mode, call.handle->mathMode) : call.status;
}

CUBLAS_CALL cublasSetAtomicsMode(uintptr_t handle, int mode) {
  Call call("cublasSetAtomicsMode", handle);
  call.flag("the atomics mode", mode);
  if (call) call.handle->atomicsMode = mode;
  return call.status;
}

CUBLAS_CALL cublasGetAtomicsMode(uintptr_t handle, int* mode) {
  Call call("cublasGetAtomicsMode", handle);
  return call ? store(call, mode, call.handle->atomicsMode) : call.status;
}

CUBLAS_CALL cublasSetSmCountTarget(uintptr_t handle, int count) {
  Call call("cublasSetSmCountTarget", handle);
  call.size("the count", count);
  if (call) call.handle->multiprocessors = count;
  return call.status;
}

CUBLAS_CALL cublasGetSmCountTarget(uintptr_t handle, int* count) {
  Call call("cublasGetSmCountTarget", handle);
  return call ? store(call, count, call.handle->multiprocessors) : call.status;
}

CUBLAS_CALL cublasSetWorkspace_v2(uintptr_t handle, void* workspace, size_t size) {
  Call call("cublasSetWorkspace", handle);
  call.workspace("the workspace", workspace, size, 256);
  if (!call) return call.status;
  call.handle->workspace = workspace;
  call.handle->workspaceSize = size;
  return OK;
}

extern "C" __attribute__((visibility("default"))) const char* cublasGetStatusName(int status) { return nameOf(status); }

extern "C" __attribute__((visibility("default"))) const char* cublasGetStatusString(int status) { return nameOf(status); }
