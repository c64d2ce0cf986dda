// The handle, and the descriptions that the older functions take.
#include "cusparse.h"

using namespace cusparse;

namespace {

template <class V>
int answer(LibraryCall& call, V* to, V value) {
  call.require(to != nullptr, "there is a place for the answer");
  if (call) *to = value;
  return call.status;
}

constexpr const char* NAMES[] = {"CUSPARSE_STATUS_SUCCESS",          "CUSPARSE_STATUS_NOT_INITIALIZED",
                                 "CUSPARSE_STATUS_ALLOC_FAILED",     "CUSPARSE_STATUS_INVALID_VALUE",
                                 "CUSPARSE_STATUS_ARCH_MISMATCH",    "CUSPARSE_STATUS_MAPPING_ERROR",
                                 "CUSPARSE_STATUS_EXECUTION_FAILED", "CUSPARSE_STATUS_INTERNAL_ERROR",
                                 "CUSPARSE_STATUS_MATRIX_TYPE_NOT_SUPPORTED", "CUSPARSE_STATUS_ZERO_PIVOT",
                                 "CUSPARSE_STATUS_NOT_SUPPORTED",    "CUSPARSE_STATUS_INSUFFICIENT_RESOURCES"};

int set(const char* function, uintptr_t number, int Description::*field, int value, int last) {
  LibraryCall call(function, STATUSES);
  auto description = call.object<Description>(number, "the description");
  call.require(value >= 0 && value <= last, format("the value is %d, in [0, %d]", value, last));
  if (call) (*description).*field = value;
  return call.status;
}

int get(const char* function, uintptr_t number, int Description::*field) {
  LibraryCall call(function, STATUSES);
  auto description = call.object<Description>(number, "the description");
  return call ? (*description).*field : 0;
}

}  // namespace

CUSPARSE_CALL cusparseCreate(uintptr_t* handle) {
  LibraryCall call("cusparseCreate", STATUSES);
  call.require(handle != nullptr, "there is a place for the handle");
  if (call) *handle = keep(std::make_shared<Handle>());
  return call.status;
}

CUSPARSE_CALL cusparseDestroy(uintptr_t handle) {
  LibraryCall call("cusparseDestroy", STATUSES, false);
  if (!call) return call.status;
  if (!std::dynamic_pointer_cast<Handle>(kept(handle))) call.fail(NO_HANDLE, "the handle was destroyed, or never created");
  if (call) discard(handle);
  return call.status;
}

CUSPARSE_CALL cusparseGetVersion(uintptr_t handle, int* version) {
  Call call("cusparseGetVersion", handle);
  return answer(call, version, 12504);
}

CUSPARSE_CALL cusparseGetProperty(int type, int* value) {
  LibraryCall call("cusparseGetProperty", STATUSES, false);
  call.require(type >= 0 && type <= 2, "type is in [0, 2]");
  constexpr int VERSION[] = {12, 5, 4};
  return call ? answer(call, value, VERSION[type]) : call.status;
}

CUSPARSE_CALL cusparseSetStream(uintptr_t handle, StreamHandle stream) {
  Call call("cusparseSetStream", handle);
  call.require(findStream(stream) != nullptr, "the stream is alive");
  if (call) call.handle->stream = stream;
  return call.status;
}

CUSPARSE_CALL cusparseGetStream(uintptr_t handle, StreamHandle* stream) {
  Call call("cusparseGetStream", handle);
  return call ? answer(call, stream, call.handle->stream) : call.status;
}

CUSPARSE_CALL cusparseSetPointerMode(uintptr_t handle, int mode) {
  Call call("cusparseSetPointerMode", handle);
  call.require(mode == 0 || mode == 1, format("the pointer mode is %d, 0 or 1", mode));
  if (call) call.handle->pointerMode = mode;
  return call.status;
}

CUSPARSE_CALL cusparseGetPointerMode(uintptr_t handle, int* mode) {
  Call call("cusparseGetPointerMode", handle);
  return call ? answer(call, mode, call.handle->pointerMode) : call.status;
}

extern "C" __attribute__((visibility("default"))) const char* cusparseGetErrorName(int status) {
  return status >= 0 && status <= 11 ? NAMES[status] : "unrecognized error code";
}

extern "C" __attribute__((visibility("default"))) const char* cusparseGetErrorString(int status) { return cusparseGetErrorName(status); }

CUSPARSE_CALL cusparseCreateMatDescr(uintptr_t* description) {
  LibraryCall call("cusparseCreateMatDescr", STATUSES);
  call.require(description != nullptr, "there is a place for the description");
  if (call) *description = keep(std::make_shared<Description>());
  return call.status;
}

CUSPARSE_CALL cusparseDestroyMatDescr(uintptr_t description) {
  LibraryCall call("cusparseDestroyMatDescr", STATUSES, false);
  if (!std::dynamic_pointer_cast<Description>(kept(description))) call.fail(BAD_VALUE, "the description was destroyed, or never created");
  if (call) discard(description);
  return call.status;
}

CUSPARSE_CALL cusparseSetMatType(uintptr_t d, int value) { return set("cusparseSetMatType", d, &Description::type, value, 3); }

CUSPARSE_CALL cusparseSetMatFillMode(uintptr_t d, int value) { return set("cusparseSetMatFillMode", d, &Description::fill, value, 1); }

CUSPARSE_CALL cusparseSetMatDiagType(uintptr_t d, int value) { return set("cusparseSetMatDiagType", d, &Description::diagonal, value, 1); }

CUSPARSE_CALL cusparseSetMatIndexBase(uintptr_t d, int value) { return set("cusparseSetMatIndexBase", d, &Description::base, value, 1); }

CUSPARSE_CALL cusparseGetMatType(uintptr_t d) { return get("cusparseGetMatType", d, &Description::type); }

CUSPARSE_CALL cusparseGetMatFillMode(uintptr_t d) { return get("cusparseGetMatFillMode", d, &Description::fill); }

CUSPARSE_CALL cusparseGetMatDiagType(uintptr_t d) { return get("cusparseGetMatDiagType", d, &Description::diagonal); }

CUSPARSE_CALL cusparseGetMatIndexBase(uintptr_t d) { return get("cusparseGetMatIndexBase", d, &Description::base); }
