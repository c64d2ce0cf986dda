// Turns a kernel's memory fault into a failed launch.
#pragma once

namespace emulator {

// While one is alive, SIGSEGV, SIGBUS, SIGFPE and SIGILL of this thread end the running launch; those of other threads
// go on to whoever handled them before (the JVM uses SIGSEGV for its own purposes).
class FaultGuard {
 public:
  FaultGuard();
  ~FaultGuard();
  FaultGuard(const FaultGuard&) = delete;
  FaultGuard& operator=(const FaultGuard&) = delete;
};

}  // namespace emulator
