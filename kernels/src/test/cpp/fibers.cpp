#include "fibers.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

// ucontext would make two system calls a switch for the signal mask, which is the same for all fibers.
asm(R"(
  .text
  .globl warpath_switch_stack
  .hidden warpath_switch_stack
  .type warpath_switch_stack, @function
warpath_switch_stack:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
  .size warpath_switch_stack, .-warpath_switch_stack
)");

namespace emulator {
namespace {

constexpr size_t GUARD_SIZE = 64 * 1024;  // address space only; no frame jumps over it unseen
constexpr size_t STACK_SIZE = 128 * 1024;

std::vector<Fiber*>& allFibers = *new std::vector<Fiber*>;
std::vector<Fiber*>& freeFibers = *new std::vector<Fiber*>;

void prepare(Fiber* fiber, void (*body)()) {
  void** stack = reinterpret_cast<void**>(fiber->stackTop);
  *--stack = nullptr;  // keeps the stack aligned as after a call, and ends a debugger's walk
  *--stack = reinterpret_cast<void*>(body);
  for (int savedRegister = 0; savedRegister < 6; savedRegister++) *--stack = nullptr;
  fiber->savedStackPointer = stack;
}

}  // namespace

Fiber* takeFiber(void (*body)()) {
  if (!freeFibers.empty()) {
    Fiber* fiber = freeFibers.back();
    freeFibers.pop_back();
    if (!fiber->savedStackPointer) prepare(fiber, body);
    return fiber;
  }
  void* memory = mmap(nullptr, GUARD_SIZE + STACK_SIZE, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED || mprotect(memory, GUARD_SIZE, PROT_NONE)) {
    perror("emulated CUDA: no memory for a device thread's stack");
    abort();
  }
  Fiber* fiber = new Fiber{nullptr, static_cast<char*>(memory) + GUARD_SIZE + STACK_SIZE};
  prepare(fiber, body);
  allFibers.push_back(fiber);
  return fiber;
}

void releaseFiber(Fiber* fiber) { freeFibers.push_back(fiber); }

void abandonFibers() {
  freeFibers = allFibers;
  for (Fiber* fiber : allFibers) fiber->savedStackPointer = nullptr;
}

bool isStackGuard(const void* address) {
  for (Fiber* fiber : allFibers) {
    const char* guard = fiber->stackTop - STACK_SIZE - GUARD_SIZE;
    if (address >= guard && address < guard + GUARD_SIZE) return true;
  }
  return false;
}

}  // namespace emulator
