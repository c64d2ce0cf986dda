// What the emulated libraries share: objects behind handles, and the checks that each of their functions begins with.
// A refused call returns the documented status, and leaves a report that says why.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "memory.h"
#include "report.h"
#include "results.h"
#include "shared.h"
#include "streams.h"

namespace emulator {

// What a handle, a descriptor or a plan stands for.
class SHARED LibraryObject {
 public:
  explicit LibraryObject(const char* kind);
  virtual ~LibraryObject();
  const char* kind;  // for people
  bool stale = false;      // its context was destroyed meanwhile
};

// A number that no other object had or will have: a handle that is used after its end is found out.
SHARED uintptr_t keep(std::shared_ptr<LibraryObject> object);
SHARED std::shared_ptr<LibraryObject> kept(uintptr_t handle);
SHARED void discard(uintptr_t handle);
void forgetObjects();
size_t liveObjects();
std::string describeObjects();

// The codes by which a library tells the same things.
struct Statuses {
  int notInitialized;
  int invalidValue;
  int notSupported;
  int executionFailed;
  int allocationFailed;
};

// A factor: read when the call is made if it lies on the host, else when the stream gets there.
template <class T>
struct Scalar {
  T value;
  const T* onDevice;
  T get() const { return onDevice ? *onDevice : value; }
};

// One call of a library function. Holds the driver's lock; the first check that fails decides the status.
class SHARED LibraryCall {
 public:
  LibraryCall(const std::string& function, const Statuses& statuses, bool needsContext = true);
  explicit operator bool() const { return status == 0; }

  void fail(int code, const std::string& why);
  void require(bool holds, const std::string& what);  // else: invalid value
  void support(bool holds, const std::string& what);  // else: not supported

  // The object behind a handle, which must live and be of class T.
  template <class T>
  std::shared_ptr<T> object(uintptr_t handle, const char* what) {
    auto found = std::dynamic_pointer_cast<T>(checkedObject(handle, what));
    if (status == 0 && !found) fail(statuses.invalidValue, format("%s is of another kind", what));
    return found;
  }

  // [address, address + count·size) must lie in one live allocation of device memory, aligned to `alignment` bytes.
  void device(const char* name, const void* address, int64_t count, size_t size, size_t alignment);
  template <class T>
  void device(const char* name, const T* address, int64_t count) {
    device(name, address, count, sizeof(T), sizeof(T));
  }
  // Memory of the host, at which the processor can read and write.
  void host(const char* name, const void* address);
  // A start of a workspace; where real allocations start counts as aligned.
  void workspace(const char* name, const void* address, size_t size, size_t alignment);

  // A factor in the memory that the pointer mode says.
  template <class T>
  Scalar<T> scalar(const char* name, const void* address, bool onDevice) {
    const T* at = static_cast<const T*>(address);
    place(name, address, sizeof(T), onDevice);
    if (status) return {T(), nullptr};
    return onDevice ? Scalar<T>{T(), at} : Scalar<T>{*at, nullptr};
  }
  // A place for a result, or a factor, in the memory that the pointer mode says.
  void place(const char* name, const void* address, size_t size, bool onDevice);

  // Queues the work on a stream, or does nothing if a check has failed; the status.
  int run(StreamHandle stream, std::function<Result()> work);
  // Queues it and waits for it.
  int runNow(StreamHandle stream, std::function<Result()> work);

  const std::string function;
  const Statuses statuses;
  int status = 0;

 private:
  std::shared_ptr<LibraryObject> checkedObject(uintptr_t handle, const char* what);
  std::lock_guard<std::recursive_mutex> lock;
};

// For work on a stream: like LibraryCall::device, an illegal access if it is not so.
SHARED Result checkOnDevice(const std::string& function, const std::string& name, const void* address, int64_t count, size_t size);

}  // namespace emulator
