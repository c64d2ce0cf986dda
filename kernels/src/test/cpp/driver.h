// What all driver functions share: one lock, the checks at their beginning, the devices and their contexts.
#pragma once

#include <mutex>

#include "results.h"

#define DRIVER_CALL extern "C" __attribute__((visibility("default"))) int

namespace emulator {

using Device = int;

struct Context {
  Device device;
  int retained = 0;
  bool destroyed = true;  // between a reset, or the last release, and the next retain
};

enum class Needs { NOTHING, INIT, CONTEXT };

// The beginning of each driver function: takes the lock, counts the call for fault injection, and finds whether the
// function may go on.
class Call {
 public:
  Call(const char* name, Needs needs);
  Result refused;  // SUCCESS: go on

 private:
  std::lock_guard<std::recursive_mutex> lock;
};

#define ENTER(function, needs)         \
  ::emulator::Call call(function, needs); \
  if (call.refused) return call.refused

void markInitialized();
int deviceCount();
int driverVersion();
Context& contextOf(Device device);
Context* currentContext();
void setCurrentContext(Context* context);
// Frees memory, modules, streams, events and the sticky error, unless another device's context is alive.
void destroyContext(Context& context);
void unloadAllModules();

}  // namespace emulator
