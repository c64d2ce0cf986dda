// Device and pinned host memory, copies, fills.
#include <cstring>
#include <string>
#include <vector>

#include "driver.h"
#include "injection.h"
#include "memory.h"
#include "report.h"
#include "streams.h"

using namespace emulator;

namespace {

using Stored = std::shared_ptr<std::vector<char>>;

Result refuseRange(const char* function, const void* address, size_t size) {
  report(format("%s: %zu bytes at %p are not all inside one device allocation; ", function, size, address) +
         describeAddress(address));
  return INVALID_VALUE;
}

void copyNow(void* to, const void* from, size_t size, const std::shared_ptr<Stream>& stream) {
  enqueue(stream, [=] {
    memmove(to, from, size);
    return SUCCESS;
  });
  runUntil(now(stream));
}

Result copyToDevice(const char* function, char* to, const void* from, size_t size, StreamHandle handle, bool async) {
  auto stream = findStream(handle);
  if (!stream) return INVALID_HANDLE;
  if (size == 0) return SUCCESS;
  if (!from) return INVALID_VALUE;
  if (!isDevice(to, size)) return refuseRange(function, to, size);
  if (!async) {
    copyNow(to, from, size, stream);
    return stickyError();
  }
  if (isPinned(from, size)) {
    // Read when it runs, as a real device does: whoever writes the staging buffer again too early loses data.
    enqueue(stream, [=] {
      memcpy(to, from, size);
      return SUCCESS;
    });
  } else {
    // The real driver stages pageable memory before it returns.
    const char* bytes = static_cast<const char*>(from);
    Stored stored = std::make_shared<std::vector<char>>(bytes, bytes + size);
    enqueue(stream, [=] {
      memcpy(to, stored->data(), size);
      return SUCCESS;
    });
  }
  return SUCCESS;
}

Result copyFromDevice(const char* function, void* to, const char* from, size_t size, StreamHandle handle, bool async) {
  auto stream = findStream(handle);
  if (!stream) return INVALID_HANDLE;
  if (size == 0) return SUCCESS;
  if (!to) return INVALID_VALUE;
  if (!isDevice(from, size)) return refuseRange(function, from, size);
  if (async && isPinned(to, size)) {
    enqueue(stream, [=] {
      memcpy(to, from, size);
      return SUCCESS;
    });
    return SUCCESS;
  }
  copyNow(to, from, size, stream);
  return stickyError();
}

Result copyOnDevice(const char* function, char* to, const char* from, size_t size, StreamHandle handle) {
  auto stream = findStream(handle);
  if (!stream) return INVALID_HANDLE;
  if (size == 0) return SUCCESS;
  if (!isDevice(to, size)) return refuseRange(function, to, size);
  if (!isDevice(from, size)) return refuseRange(function, from, size);
  enqueue(stream, [=] {
    memmove(to, from, size);
    return SUCCESS;
  });
  return SUCCESS;
}

template <class T>
Result fill(const char* function, char* to, T value, size_t count, StreamHandle handle) {
  auto stream = findStream(handle);
  if (!stream) return INVALID_HANDLE;
  if (count == 0) return SUCCESS;
  if (count > SIZE_MAX / sizeof(T)) return INVALID_VALUE;
  if (reinterpret_cast<uintptr_t>(to) % sizeof(T)) return INVALID_VALUE;
  if (!isDevice(to, count * sizeof(T))) return refuseRange(function, to, count * sizeof(T));
  enqueue(stream, [=] {
    T* values = reinterpret_cast<T*>(to);
    for (size_t i = 0; i < count; i++) values[i] = value;
    return SUCCESS;
  });
  return SUCCESS;
}

}  // namespace

DRIVER_CALL cuMemGetInfo_v2(size_t* free, size_t* total) {
  ENTER("cuMemGetInfo", Needs::CONTEXT);
  *free = freeMemory();
  *total = totalMemory();
  return SUCCESS;
}

DRIVER_CALL cuMemAlloc_v2(void** address, size_t size) {
  ENTER("cuMemAlloc", Needs::CONTEXT);
  if (Result injected = injectedAllocationFailure()) return injected;
  return allocate(Kind::DEVICE, size, address);
}

DRIVER_CALL cuMemFree_v2(void* address) {
  ENTER("cuMemFree", Needs::CONTEXT);
  if (!address) return SUCCESS;
  runAll();
  if (stickyError()) return stickyError();
  Result result = release(Kind::DEVICE, address);
  if (result == ILLEGAL_ADDRESS) setStickyError(result);
  return result;
}

DRIVER_CALL cuMemHostAlloc(void** address, size_t size, unsigned) {
  ENTER("cuMemHostAlloc", Needs::CONTEXT);
  return allocate(Kind::PINNED, size, address);
}

DRIVER_CALL cuMemAllocHost_v2(void** address, size_t size) {
  ENTER("cuMemAllocHost", Needs::CONTEXT);
  return allocate(Kind::PINNED, size, address);
}

DRIVER_CALL cuMemFreeHost(void* address) {
  ENTER("cuMemFreeHost", Needs::CONTEXT);
  runAll();
  if (stickyError()) return stickyError();
  return release(Kind::PINNED, address);
}

DRIVER_CALL cuMemHostRegister_v2(void* address, size_t size, unsigned) {
  ENTER("cuMemHostRegister", Needs::CONTEXT);
  return registerHost(address, size);
}

DRIVER_CALL cuMemHostUnregister(void* address) {
  ENTER("cuMemHostUnregister", Needs::CONTEXT);
  runAll();
  if (stickyError()) return stickyError();
  return unregisterHost(address);
}

DRIVER_CALL cuMemcpyHtoD_v2(char* to, const void* from, size_t size) {
  ENTER("cuMemcpyHtoD", Needs::CONTEXT);
  return copyToDevice("cuMemcpyHtoD", to, from, size, nullptr, false);
}

DRIVER_CALL cuMemcpyHtoDAsync_v2(char* to, const void* from, size_t size, StreamHandle stream) {
  ENTER("cuMemcpyHtoDAsync", Needs::CONTEXT);
  return copyToDevice("cuMemcpyHtoDAsync", to, from, size, stream, true);
}

DRIVER_CALL cuMemcpyDtoH_v2(void* to, const char* from, size_t size) {
  ENTER("cuMemcpyDtoH", Needs::CONTEXT);
  return copyFromDevice("cuMemcpyDtoH", to, from, size, nullptr, false);
}

DRIVER_CALL cuMemcpyDtoHAsync_v2(void* to, const char* from, size_t size, StreamHandle stream) {
  ENTER("cuMemcpyDtoHAsync", Needs::CONTEXT);
  return copyFromDevice("cuMemcpyDtoHAsync", to, from, size, stream, true);
}

// Between device addresses even the plain copy may return before it is done.
DRIVER_CALL cuMemcpyDtoD_v2(char* to, const char* from, size_t size) {
  ENTER("cuMemcpyDtoD", Needs::CONTEXT);
  return copyOnDevice("cuMemcpyDtoD", to, from, size, nullptr);
}

DRIVER_CALL cuMemcpyDtoDAsync_v2(char* to, const char* from, size_t size, StreamHandle stream) {
  ENTER("cuMemcpyDtoDAsync", Needs::CONTEXT);
  return copyOnDevice("cuMemcpyDtoDAsync", to, from, size, stream);
}

DRIVER_CALL cuMemsetD8_v2(char* to, unsigned char value, size_t count) {
  ENTER("cuMemsetD8", Needs::CONTEXT);
  return fill("cuMemsetD8", to, value, count, nullptr);
}

DRIVER_CALL cuMemsetD8Async(char* to, unsigned char value, size_t count, StreamHandle stream) {
  ENTER("cuMemsetD8Async", Needs::CONTEXT);
  return fill("cuMemsetD8Async", to, value, count, stream);
}

DRIVER_CALL cuMemsetD32_v2(char* to, unsigned value, size_t count) {
  ENTER("cuMemsetD32", Needs::CONTEXT);
  return fill("cuMemsetD32", to, value, count, nullptr);
}

DRIVER_CALL cuMemsetD32Async(char* to, unsigned value, size_t count, StreamHandle stream) {
  ENTER("cuMemsetD32Async", Needs::CONTEXT);
  return fill("cuMemsetD32Async", to, value, count, stream);
}
