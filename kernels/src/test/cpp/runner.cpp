#include "runner.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <numeric>

#include "block.h"
#include "faults.h"
#include "fibers.h"
#include "report.h"

namespace emulator {

const Launch* launch;
unsigned launchSeed;
int threadCount;
int unfinished;
int current;
WarpathIndex indexOf[MAX_BLOCK_THREADS];
int startOrder[MAX_BLOCK_THREADS];
Thread threads[MAX_BLOCK_THREADS];
Warp warps[MAX_BLOCK_THREADS / WARP_SIZE];
Barrier barrier;

namespace {

constexpr unsigned char POISON = 0xFF;  // as float, double: NaN; as an index: far outside
constexpr size_t MAX_DYNAMIC_SHARED = 256 * 1024;

uint64_t randomState;
int readyQueue[MAX_BLOCK_THREADS];  // a ring: each thread is in it at most once
unsigned readyHead, readyTail;
int started, startOffset;
bool startNext;  // before threads that are ready
Fiber* currentFiber;
void* schedulerStackPointer;
Result failure;
char* sharedEnd;  // of dynamic shared memory: the next page is a guard

uint32_t random32() {
  randomState ^= randomState << 13;
  randomState ^= randomState >> 7;
  randomState ^= randomState << 17;
  return static_cast<uint32_t>(randomState >> 16);
}

}  // namespace

uint32_t randomBelow(uint32_t bound) { return static_cast<uint32_t>((uint64_t{random32()} * bound) >> 32); }

namespace {

void seedRandom() {
  // By kernel and shape, not by launch count: one test alone behaves as it does among others.
  uint64_t hash = 1469598103934665603u ^ launchSeed;
  auto mix = [&](uint64_t value) { hash = (hash ^ value) * 1099511628211u; };
  for (const char* c = launch->kernel->name; *c; c++) mix(*c);
  mix(launch->grid.x), mix(launch->grid.y), mix(launch->grid.z);
  mix(launchSeed + 0x9E3779B97F4A7C15u);
  randomState = hash | 1;
  for (int i = 0; i < 8; i++) random32();
}

void shuffle(int* values, int count) {
  for (int i = count - 1; i > 0; i--) std::swap(values[i], values[randomBelow(i + 1)]);
}

// Odd seeds shuffle the whole block. Even ones shuffle the warps and the lanes within each, so that a warp's
// lanes run near each other: another interleaving, and quicker.
void orderThreads() {
  std::iota(startOrder, startOrder + threadCount, 0);
  if (launchSeed % 2) {
    shuffle(startOrder, threadCount);
    return;
  }
  int warpCount = (threadCount + WARP_SIZE - 1) / WARP_SIZE;
  int warpOrder[MAX_BLOCK_THREADS / WARP_SIZE];
  std::iota(warpOrder, warpOrder + warpCount, 0);
  shuffle(warpOrder, warpCount);
  int next = 0;
  for (int w = 0; w < warpCount; w++) {
    int first = warpOrder[w] * WARP_SIZE;
    int lanes = std::min(WARP_SIZE, threadCount - first);
    std::iota(startOrder + next, startOrder + next + lanes, first);
    shuffle(startOrder + next, lanes);
    next += lanes;
  }
}

}  // namespace

void makeReady(int thread) {
  threads[thread].state = State::READY;
  readyQueue[readyTail++ % MAX_BLOCK_THREADS] = thread;
}

namespace {

void setCurrent(int thread) {
  current = thread;
  threads[thread].state = State::RUNNING;
  *launch->module->threadIndex = indexOf[thread];
}

void finishThread() {
  threads[current].state = State::EXITED;
  unfinished--;
  int warp = current / WARP_SIZE;
  warps[warp].exited |= 1u << (current % WARP_SIZE);
  for (int at = warps[warp].meetingCount - 1; at >= 0; at--) {
    const Meeting& meeting = warps[warp].meetings[at];
    if (meeting.arrived == (meeting.mask & ~warps[warp].exited)) completeMeeting(warp, at);
  }
  if (barrier.arrived && barrier.arrived == unfinished) releaseBarrier();
}

int nextUnstarted() {
  int at = started++ + startOffset;
  return startOrder[at < threadCount ? at : at - threadCount];
}

int nextReady() { return readyQueue[readyHead++ % MAX_BLOCK_THREADS]; }

// The life of every fiber. A thread that never waits leaves the stack to its successor, so a kernel without
// barriers runs as a plain loop.
void fiberBody() {
  for (;;) {
    if (readyHead != readyTail && !startNext) {
      Fiber* self = currentFiber;
      releaseFiber(self);
      int next = nextReady();
      setCurrent(next);
      currentFiber = threads[next].fiber;
      warpath_switch_stack(&self->savedStackPointer, currentFiber->savedStackPointer);
    } else if (started < threadCount) {
      startNext = false;
      setCurrent(nextUnstarted());
      launch->kernel->invoke(const_cast<void**>(launch->parameters.data()));
      finishThread();
    } else if (unfinished) {
      failDeadlock();
    } else {
      Fiber* self = currentFiber;
      releaseFiber(self);
      warpath_switch_stack(&self->savedStackPointer, schedulerStackPointer);
    }
  }
}

}  // namespace

void suspend() {
  int self = current;
  Fiber* fiber = currentFiber;
  threads[self].fiber = fiber;
  if (readyHead != readyTail && !startNext) {
    int next = nextReady();
    setCurrent(next);
    if (next == self) return;
    currentFiber = threads[next].fiber;
  } else if (started < threadCount) {
    currentFiber = takeFiber(fiberBody);
  } else {
    failDeadlock();
  }
  warpath_switch_stack(&fiber->savedStackPointer, currentFiber->savedStackPointer);
}

void yield() {
  makeReady(current);
  startNext = started < threadCount;  // the one that this thread waits for may be among those
  suspend();
}

namespace {

void runBlock() {
  const WarpathModule& module = *launch->module;
  memset(module.sharedBegin, POISON, module.sharedEnd - module.sharedBegin);
  memset(*module.dynamicShared, POISON, sharedEnd - *module.dynamicShared);
  for (int thread = 0; thread < threadCount; thread++) threads[thread].state = State::UNSTARTED;
  for (int first = 0; first < threadCount; first += WARP_SIZE) {
    int lanes = std::min(WARP_SIZE, threadCount - first);
    warps[first / WARP_SIZE].exited = lanes == WARP_SIZE ? 0 : ~0u << lanes;
    warps[first / WARP_SIZE].meetingCount = 0;
  }
  barrier.arrived = 0;
  readyHead = readyTail = 0;
  started = 0;
  startNext = false;
  unfinished = threadCount;
  startOffset = static_cast<int>(randomBelow(threadCount));
  if (launchSeed % 2 == 0) startOffset &= ~(WARP_SIZE - 1);
  currentFiber = takeFiber(fiberBody);
  warpath_switch_stack(&schedulerStackPointer, currentFiber->savedStackPointer);
}

// Blocks in the order (start + i · step) mod count with a step coprime to count: shuffled without a table.
void runBlocks() {
  uint64_t count = uint64_t{launch->grid.x} * launch->grid.y * launch->grid.z;
  uint64_t step = count < 3 ? 1 : count / 3 + randomBelow(static_cast<uint32_t>(std::min<uint64_t>(count / 2 + 1, UINT32_MAX)));
  while (std::gcd(step, count) != 1) step++;
  uint64_t at = (uint64_t{random32()} << 32 | random32()) % count;
  for (uint64_t i = 0; i < count && !failure; i++) {
    WarpathIndex& block = *launch->module->blockIndex;
    block.x = static_cast<unsigned>(at % launch->grid.x);
    block.y = static_cast<unsigned>(at / launch->grid.x % launch->grid.y);
    block.z = static_cast<unsigned>(at / launch->grid.x / launch->grid.y);
    runBlock();
    at = static_cast<uint64_t>((static_cast<unsigned __int128>(at) + step) % count);
  }
}

void placeDynamicShared() {
  if (!sharedEnd) {
    size_t size = MAX_DYNAMIC_SHARED + 4096;
    char* memory = static_cast<char*>(
        mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
    sharedEnd = memory + MAX_DYNAMIC_SHARED;
    mprotect(sharedEnd, 4096, PROT_NONE);
  }
  *launch->module->dynamicShared = sharedEnd - (launch->dynamicShared + 15) / 16 * 16;
}

}  // namespace

Result run(const Launch& request, unsigned seed) {
  launch = &request;
  launchSeed = seed;
  failure = SUCCESS;
  threadCount = static_cast<int>(request.block.x * request.block.y * request.block.z);
  *request.module->blockShape = request.block;
  *request.module->gridShape = request.grid;
  for (int thread = 0; thread < threadCount; thread++) {
    unsigned t = static_cast<unsigned>(thread);
    indexOf[thread] = {t % request.block.x, t / request.block.x % request.block.y,
                       t / request.block.x / request.block.y};
  }
  seedRandom();
  orderThreads();
  placeDynamicShared();
  {
    FaultGuard guard;
    runBlocks();
  }
  if (failure) abandonFibers();
  launch = nullptr;
  return failure;
}

void failLaunch(Result result, const std::string& what) {
  report(describeThread(current) + ": " + what + format(" (seed %u)", launchSeed));
  failure = result;
  void* unused;
  warpath_switch_stack(&unused, schedulerStackPointer);
  __builtin_unreachable();
}

}  // namespace emulator
