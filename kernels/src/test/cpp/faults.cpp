#include "faults.h"

#include <pthread.h>
#include <signal.h>
#include <ucontext.h>

#include <cstdint>

#include "fibers.h"
#include "memory.h"
#include "report.h"
#include "runner.h"

namespace emulator {
namespace {

constexpr int HANDLED[] = {SIGSEGV, SIGBUS, SIGFPE};

volatile bool guarding;
pthread_t guardedThread;
struct sigaction previous[65];
stack_t previousStack;
alignas(16) char signalStack[64 * 1024];
alignas(16) char landingStack[64 * 1024];
int faultSignal;
char* faultAddress;

// Runs after the handler has returned, on a stack that is surely whole.
[[noreturn]] void land() {
  if (faultSignal == SIGFPE) failLaunch(LAUNCH_FAILED, "integer division by zero");
  if (isStackGuard(faultAddress)) failLaunch(LAUNCH_FAILED, "the thread's stack overflowed: recursion or large local arrays");
  failLaunch(ILLEGAL_ADDRESS, format("illegal access to address %p: ", static_cast<void*>(faultAddress)) +
                                  describeAddress(faultAddress));
}

void chain(int signal, siginfo_t* info, void* context) {
  const struct sigaction& before = previous[signal];
  if (before.sa_flags & SA_SIGINFO) {
    before.sa_sigaction(signal, info, context);
  } else if (before.sa_handler == SIG_DFL || before.sa_handler == SIG_IGN) {
    // Back to the default: the faulting instruction runs again and ends the process as it would have.
    sigaction(signal, &before, nullptr);
  } else {
    before.sa_handler(signal);
  }
}

void handle(int signal, siginfo_t* info, void* context) {
  if (!guarding || !pthread_equal(pthread_self(), guardedThread)) {
    chain(signal, info, context);
    return;
  }
  faultSignal = signal;
  faultAddress = static_cast<char*>(info->si_addr);
  greg_t* registers = static_cast<ucontext_t*>(context)->uc_mcontext.gregs;
  registers[REG_RIP] = reinterpret_cast<greg_t>(land);
  registers[REG_RSP] = reinterpret_cast<greg_t>(landingStack + sizeof landingStack - 8);
}

void install() {
  static bool installed;
  if (installed) return;
  installed = true;
  struct sigaction action = {};
  action.sa_sigaction = handle;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (int signal : HANDLED) sigaction(signal, &action, &previous[signal]);
}

}  // namespace

FaultGuard::FaultGuard() {
  install();
  stack_t stack = {};
  stack.ss_sp = signalStack;
  stack.ss_size = sizeof signalStack;
  sigaltstack(&stack, &previousStack);
  guardedThread = pthread_self();
  guarding = true;
}

FaultGuard::~FaultGuard() {
  guarding = false;
  sigaltstack(&previousStack, nullptr);
}

}  // namespace emulator
