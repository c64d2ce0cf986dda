#include "library.h"

#include <map>

#include "driver.h"
#include "injection.h"

std::recursive_mutex& emulatorLock();

namespace emulator {
namespace {

// Far from any memory, so that nobody can take one for an address, and below 2³¹ as cuFFT's handles must be.
constexpr uintptr_t FIRST_HANDLE = 0x1000;
std::map<uintptr_t, std::shared_ptr<LibraryObject>>& objects = *new std::map<uintptr_t, std::shared_ptr<LibraryObject>>;
uintptr_t lastHandle = FIRST_HANDLE;

bool accessible(const void* address, size_t size) { return isDevice(address, size) || isPinned(address, size); }

}  // namespace

LibraryObject::LibraryObject(const char* kind) : kind(kind) {}

LibraryObject::~LibraryObject() {}

uintptr_t keep(std::shared_ptr<LibraryObject> object) {
  lastHandle += 16;
  objects[lastHandle] = std::move(object);
  return lastHandle;
}

std::shared_ptr<LibraryObject> kept(uintptr_t handle) {
  auto found = objects.find(handle);
  return found == objects.end() ? nullptr : found->second;
}

void discard(uintptr_t handle) { objects.erase(handle); }

void forgetObjects() {
  for (auto& entry : objects) entry.second->stale = true;
}

size_t liveObjects() {
  size_t count = 0;
  for (const auto& entry : objects) count += !entry.second->stale;
  return count;
}

std::string describeObjects() {
  std::map<std::string, int> counts;
  for (const auto& entry : objects)
    if (!entry.second->stale) counts[entry.second->kind]++;
  std::string description;
  for (const auto& [kind, count] : counts)
    description += format("%s%d %s%s", description.empty() ? "" : ", ", count, kind.c_str(), count == 1 ? "" : "s");
  return description;
}

LibraryCall::LibraryCall(const std::string& function, const Statuses& statuses, bool needsContext)
    : function(function), statuses(statuses), lock(emulatorLock()) {
  status = injectedCallFailure(function.c_str());
  if (status || !needsContext) return;
  // The real library would take device 0, which is the wrong one as often as not.
  if (!currentContext()) {
    fail(statuses.notInitialized, "no context is current in this thread");
  } else if (currentContext()->destroyed) {
    fail(statuses.notInitialized, "the current context is destroyed");
  } else if (stickyError()) {
    fail(statuses.executionFailed, format("the device has failed before, with code %d", stickyError()));
  }
}

void LibraryCall::fail(int code, const std::string& why) {
  if (status) return;
  status = code;
  report(function + ": " + why);
}

void LibraryCall::require(bool holds, const std::string& what) {
  if (!holds) fail(statuses.invalidValue, "not so: " + what);
}

void LibraryCall::support(bool holds, const std::string& what) {
  if (!holds) fail(statuses.notSupported, "not supported: " + what);
}

std::shared_ptr<LibraryObject> LibraryCall::checkedObject(uintptr_t handle, const char* what) {
  if (status) return nullptr;
  auto found = kept(handle);
  if (!found) {
    fail(statuses.notInitialized, format("%s %p was destroyed, or never created", what, reinterpret_cast<void*>(handle)));
  } else if (found->stale) {
    fail(statuses.notInitialized, format("%s belongs to a context that is destroyed", what));
  }
  return found;
}

void LibraryCall::device(const char* name, const void* address, int64_t count, size_t size, size_t alignment) {
  if (status || count <= 0) return;
  if (!address) {
    fail(statuses.invalidValue, format("%s is null", name));
  } else if (static_cast<uint64_t>(count) > SIZE_MAX / 2 / size || !isDevice(address, static_cast<size_t>(count) * size)) {
    fail(statuses.executionFailed,
         format("%s: %ld elements of %zu bytes at %p are not all inside one device allocation; ", name, static_cast<long>(count),
                size, address) +
             describeAddress(address));
  } else if (reinterpret_cast<uintptr_t>(address) % alignment) {
    fail(statuses.executionFailed, format("%s at %p is not aligned to %zu bytes", name, address, alignment));
  }
}

void LibraryCall::host(const char* name, const void* address) {
  if (status) return;
  if (!address) {
    fail(statuses.invalidValue, format("%s is null", name));
  } else if (isDevice(address, 1)) {
    fail(statuses.executionFailed, format("%s at %p lies on the device and must lie on the host", name, address));
  }
}

void LibraryCall::workspace(const char* name, const void* address, size_t size, size_t alignment) {
  if (status || size == 0) return;
  device(name, address, static_cast<int64_t>(size), 1, 1);
  if (status) return;
  // Allocations here are less aligned than a real device's, whose start satisfies any library.
  if (offsetInAllocation(address) % alignment)
    fail(statuses.invalidValue, format("%s at %p is not aligned to %zu bytes", name, address, alignment));
}

void LibraryCall::place(const char* name, const void* address, size_t size, bool onDevice) {
  if (!onDevice) {
    host(name, address);
  } else if (status == 0 && !address) {
    fail(statuses.invalidValue, format("%s is null", name));
  } else if (status == 0 && !accessible(address, size)) {
    fail(statuses.executionFailed,
         format("%s at %p must lie on the device, as the pointer mode says; ", name, address) + describeAddress(address));
  }
}

int LibraryCall::run(StreamHandle handle, std::function<Result()> work) {
  if (status) return status;
  auto stream = findStream(handle);
  if (!stream) {
    fail(statuses.executionFailed, format("the stream %p was destroyed, or never created", handle));
  } else {
    enqueue(stream, std::move(work));
  }
  return status;
}

int LibraryCall::runNow(StreamHandle handle, std::function<Result()> work) {
  if (run(handle, std::move(work))) return status;
  runUntil(now(findStream(handle)));
  if (stickyError()) fail(statuses.executionFailed, format("the device has failed, with code %d", stickyError()));
  return status;
}

Result checkOnDevice(const std::string& function, const std::string& name, const void* address, int64_t count, size_t size) {
  if (count <= 0) return SUCCESS;
  if (address && isDevice(address, static_cast<size_t>(count) * size)) return SUCCESS;
  report(function + ": " + name +
         format(": %ld elements of %zu bytes at %p are not all inside one device allocation; ", static_cast<long>(count), size, address) +
         describeAddress(address));
  return ILLEGAL_ADDRESS;
}

}  // namespace emulator
