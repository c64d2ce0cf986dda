// Stacks to run device threads on, and the switch between them.
#pragma once

namespace emulator {

struct Fiber {
  void* savedStackPointer;
  char* stackTop;
};

extern "C" void warpath_switch_stack(void** saveStackPointer, void* stackPointer);

// A fiber that will run `body`, which never returns, at its first switch. Its stack has a guard page below it.
Fiber* takeFiber(void (*body)());
// Gives back a fiber that has switched away and holds no thread.
void releaseFiber(Fiber* fiber);
// After a failed launch: forgets what every fiber was doing.
void abandonFibers();
// Whether the address lies in a fiber's guard page: the thread's stack overflowed.
bool isStackGuard(const void* address);

}  // namespace emulator
