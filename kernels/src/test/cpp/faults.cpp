#include "faults.h"

#include <pthread.h>
#include <signal.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "fibers.h"
#include "injection.h"
#include "memory.h"
#include "report.h"
#include "runner.h"

namespace emulator {
namespace {

constexpr int HANDLED[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};

// Tells the thread that its launch has taken too long. The JVM uses no real-time signals.
const int TIMEOUT_SIGNAL = SIGRTMAX - 2;
timer_t timer;

volatile bool guarding;
volatile bool landed;  // a second fault is one of the emulator's own
pthread_t guardedThread;
struct sigaction previous[65];
stack_t previousStack;
alignas(16) char signalStack[64 * 1024];
alignas(16) char landingStack[64 * 1024];
int faultSignal;
char* faultAddress;

// Runs after the handler has returned, on a stack that is surely whole.
[[noreturn]] void land() {
  if (faultSignal == TIMEOUT_SIGNAL)
    failLaunch(LAUNCH_TIMEOUT, format("the launch did not end within %d s; if it is right and slow, set "
                                      "WARPATH_EMULATOR_TIMEOUT_SECONDS", launchTimeoutSeconds()));
  if (faultSignal == SIGFPE) failLaunch(LAUNCH_FAILED, "integer division by zero, or of the least integer by -1");
  if (faultSignal == SIGILL) failLaunch(LAUNCH_FAILED, "code that g++ proved undefined, such as a division by a constant zero");
  if (isStackGuard(faultAddress)) failLaunch(LAUNCH_FAILED, "the thread's stack overflowed: recursion or large local arrays");
  failLaunch(ILLEGAL_ADDRESS, format("illegal access to address %p: ", static_cast<void*>(faultAddress)) +
                                  describeRunningAddress(faultAddress));
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
  if (!guarding || landed || !pthread_equal(pthread_self(), guardedThread)) {
    if (signal != TIMEOUT_SIGNAL) chain(signal, info, context);
    return;
  }
  landed = true;
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
  sigaction(TIMEOUT_SIGNAL, &action, nullptr);
}

void startTimer() {
  sigevent event = {};
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = TIMEOUT_SIGNAL;
  event._sigev_un._tid = static_cast<pid_t>(syscall(SYS_gettid));
  if (timer_create(CLOCK_MONOTONIC, &event, &timer)) {
    perror("emulated CUDA: no timer");
    abort();
  }
  itimerspec when = {};
  when.it_value.tv_sec = launchTimeoutSeconds();
  timer_settime(timer, 0, &when, nullptr);
}

}  // namespace

FaultGuard::FaultGuard() {
  install();
  stack_t stack = {};
  stack.ss_sp = signalStack;
  stack.ss_size = sizeof signalStack;
  sigaltstack(&stack, &previousStack);
  guardedThread = pthread_self();
  landed = false;
  guarding = true;
  startTimer();
}

FaultGuard::~FaultGuard() {
  timer_delete(timer);
  guarding = false;
  sigaltstack(&previousStack, nullptr);
}

}  // namespace emulator
