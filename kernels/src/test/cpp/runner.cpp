#include "runner.h"

#include <sys/mman.h>
#include <time.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <numeric>

#include "faults.h"
#include "fibers.h"
#include "report.h"

namespace emulator {
namespace {

constexpr unsigned char POISON = 0xFF;  // as float, double: NaN; as an index: far outside
constexpr size_t MAX_DYNAMIC_SHARED = 256 * 1024;

enum class State : unsigned char { UNSTARTED, RUNNING, READY, AT_BARRIER, IN_WARP_STEP, EXITED };

struct Thread {
  Fiber* fiber;  // while it waits
  State state;
  WarpathStep step;
  int line;
  int sourceLane;
  unsigned mask;
  unsigned long value;
  unsigned long result;
};

// The lanes of a warp that have come to one step with one mask.
struct Meeting {
  WarpathStep step;
  unsigned mask;
  unsigned arrived;
};

struct Warp {
  unsigned exited;  // lanes beyond the block's end count as exited
  int meetingCount;
  Meeting meetings[WARP_SIZE];
};

// The barrier's state while threads gather at it.
struct Barrier {
  int arrived;
  int firstThread;
  WarpathStep step;
  int line;
  int count;  // of true predicates
};

const Launch* launch;
unsigned launchSeed;
uint64_t randomState;
int threadCount;
WarpathIndex indexOf[MAX_BLOCK_THREADS];  // threadIdx by linear thread number
int startOrder[MAX_BLOCK_THREADS];
Thread threads[MAX_BLOCK_THREADS];
Warp warps[MAX_BLOCK_THREADS / WARP_SIZE];
Barrier barrier;
int readyQueue[MAX_BLOCK_THREADS];  // a ring: each thread is in it at most once
unsigned readyHead, readyTail;
int started, startOffset, unfinished;
int current;
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

uint32_t randomBelow(uint32_t bound) { return static_cast<uint32_t>((uint64_t{random32()} * bound) >> 32); }

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

void makeReady(int thread) {
  threads[thread].state = State::READY;
  readyQueue[readyTail++ % MAX_BLOCK_THREADS] = thread;
}

void setCurrent(int thread) {
  current = thread;
  threads[thread].state = State::RUNNING;
  *launch->module->threadIndex = indexOf[thread];
}

void releaseBarrier() {
  int result = 0;
  switch (barrier.step) {
    case WARPATH_SYNCTHREADS_COUNT: result = barrier.count; break;
    case WARPATH_SYNCTHREADS_AND: result = barrier.count == barrier.arrived; break;
    case WARPATH_SYNCTHREADS_OR: result = barrier.count > 0; break;
    default: break;
  }
  barrier.arrived = 0;
  int offset = static_cast<int>(randomBelow(threadCount));
  for (int i = 0; i < threadCount; i++) {
    int at = i + offset < threadCount ? i + offset : i + offset - threadCount;
    Thread& thread = threads[startOrder[at]];
    if (thread.state != State::AT_BARRIER) continue;
    thread.result = result;
    if (startOrder[at] != current) makeReady(startOrder[at]);
  }
}

unsigned long warpResult(const Thread* lanes, const Meeting& meeting, int lane) {
  const Thread& self = lanes[lane];
  switch (meeting.step) {
    case WARPATH_SHFL:
    case WARPATH_SHFL_UP:
    case WARPATH_SHFL_DOWN:
    case WARPATH_SHFL_XOR:
      // From a lane that does not take part the value is undefined: poison.
      return meeting.arrived >> self.sourceLane & 1 ? lanes[self.sourceLane].value : ~0ul;
    case WARPATH_MATCH_ANY: {
      unsigned same = 0;
      for (int other = 0; other < WARP_SIZE; other++)
        if (meeting.arrived >> other & 1 && lanes[other].value == self.value) same |= 1u << other;
      return same;
    }
    default: return 0;
  }
}

// The value that all lanes get alike.
unsigned long commonResult(const Thread* lanes, const Meeting& meeting) {
  unsigned ballot = 0, sum = 0, all = ~0u, any = 0, odd = 0, low = ~0u, high = 0;
  int lowSigned = INT32_MAX, highSigned = INT32_MIN;
  for (int lane = 0; lane < WARP_SIZE; lane++) {
    if (!(meeting.arrived >> lane & 1)) continue;
    unsigned value = static_cast<unsigned>(lanes[lane].value);
    if (value) ballot |= 1u << lane;
    sum += value, all &= value, any |= value, odd ^= value;
    low = std::min(low, value), high = std::max(high, value);
    lowSigned = std::min(lowSigned, static_cast<int>(value)), highSigned = std::max(highSigned, static_cast<int>(value));
  }
  switch (meeting.step) {
    case WARPATH_BALLOT: return ballot;
    case WARPATH_ANY: return ballot != 0;
    case WARPATH_ALL: return ballot == meeting.arrived;
    case WARPATH_REDUCE_ADD: return sum;
    case WARPATH_REDUCE_MIN: return low;
    case WARPATH_REDUCE_MAX: return high;
    case WARPATH_REDUCE_MIN_SIGNED: return static_cast<unsigned>(lowSigned);
    case WARPATH_REDUCE_MAX_SIGNED: return static_cast<unsigned>(highSigned);
    case WARPATH_REDUCE_AND: return all;
    case WARPATH_REDUCE_OR: return any;
    case WARPATH_REDUCE_XOR: return odd;
    default: return 0;
  }
}

void completeMeeting(int warp, int at) {
  Meeting meeting = warps[warp].meetings[at];
  warps[warp].meetings[at] = warps[warp].meetings[--warps[warp].meetingCount];
  Thread* lanes = threads + warp * WARP_SIZE;
  bool shuffles = meeting.step >= WARPATH_SHFL && meeting.step <= WARPATH_SHFL_XOR;
  bool perLane = shuffles || meeting.step == WARPATH_MATCH_ANY;
  unsigned long common = perLane || meeting.step == WARPATH_SYNCWARP ? 0 : commonResult(lanes, meeting);
  int offset = static_cast<int>(random32() % WARP_SIZE);
  for (int i = 0; i < WARP_SIZE; i++) {
    int lane = (i + offset) % WARP_SIZE;
    if (!(meeting.arrived >> lane & 1)) continue;
    lanes[lane].result = perLane ? warpResult(lanes, meeting, lane) : common;
    int thread = warp * WARP_SIZE + lane;
    if (thread != current) makeReady(thread);
  }
}

const char* stepName(WarpathStep step) {
  static const char* const names[] = {
      "__syncthreads",   "__syncthreads_count", "__syncthreads_and", "__syncthreads_or",  "__syncwarp",
      "__shfl_sync",     "__shfl_up_sync",      "__shfl_down_sync",  "__shfl_xor_sync",   "__ballot_sync",
      "__any_sync",      "__all_sync",          "__match_any_sync",  "__reduce_add_sync", "__reduce_min_sync",
      "__reduce_max_sync", "__reduce_min_sync", "__reduce_max_sync", "__reduce_and_sync", "__reduce_or_sync",
      "__reduce_xor_sync"};
  return names[step];
}

std::string indexText(const WarpathIndex& index) { return format("(%u, %u, %u)", index.x, index.y, index.z); }

std::string describe(int thread) {
  return format("kernel %s, block %s, thread %s", launch->kernel->name, indexText(*launch->module->blockIndex).c_str(),
                indexText(indexOf[thread]).c_str());
}

std::string describeWaiting(int thread) {
  const Thread& waiting = threads[thread];
  std::string text = format("thread %s waits in %s at line %d", indexText(indexOf[thread]).c_str(),
                            stepName(waiting.step), waiting.line);
  if (waiting.state == State::IN_WARP_STEP) text += format(" with mask 0x%08x", waiting.mask);
  return text;
}

// No thread can go on. Names two of them that wait for different things, or what is missing.
[[noreturn]] void failDeadlock() {
  int first = -1, other = -1;
  for (int thread = 0; thread < threadCount; thread++) {
    const Thread& t = threads[thread];
    if (t.state != State::AT_BARRIER && t.state != State::IN_WARP_STEP) continue;
    if (first < 0) first = thread;
    const Thread& f = threads[first];
    if (other < 0 && (t.state != f.state || t.step != f.step || t.mask != f.mask)) other = thread;
  }
  current = first;
  std::string what = "no thread can go on: " + describeWaiting(first);
  if (other >= 0) what += ", while " + describeWaiting(other);
  if (threads[first].state == State::IN_WARP_STEP || (other >= 0 && threads[other].state == State::IN_WARP_STEP))
    what += "; all lanes named in a mask that have not exited must come to the same step with the same mask";
  else
    what += "; all threads of a block that have not exited must come to the same barrier";
  failLaunch(LAUNCH_FAILED, what);
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
    if (readyHead != readyTail) {
      Fiber* self = currentFiber;
      releaseFiber(self);
      int next = nextReady();
      setCurrent(next);
      currentFiber = threads[next].fiber;
      warpath_switch_stack(&self->savedStackPointer, currentFiber->savedStackPointer);
    } else if (started < threadCount) {
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

// Lets other threads run until something makes the current one ready and its turn comes.
void suspend() {
  int self = current;
  Fiber* fiber = currentFiber;
  threads[self].fiber = fiber;
  if (readyHead != readyTail) {
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
  report(describe(current) + ": " + what + format(" (seed %u)", launchSeed));
  failure = result;
  void* unused;
  warpath_switch_stack(&unused, schedulerStackPointer);
  __builtin_unreachable();
}

std::string describeRunningThread() { return describe(current); }

}  // namespace emulator

using namespace emulator;

#define DEVICE_CALL extern "C" __attribute__((visibility("default")))

DEVICE_CALL int warpath_block_step(WarpathStep step, int predicate, int line) {
  Thread& self = threads[current];
  self.step = step;
  self.line = line;
  if (!barrier.arrived) {
    barrier = {0, current, step, line, 0};
  } else if (barrier.step != step || barrier.line != line) {
    failLaunch(LAUNCH_FAILED, format("divergent barrier: this thread is in %s at line %d, while ", stepName(step), line) +
                                  describeWaiting(barrier.firstThread));
  }
  barrier.arrived++;
  barrier.count += predicate != 0;
  self.state = State::AT_BARRIER;
  if (barrier.arrived == unfinished) {
    releaseBarrier();
    self.state = State::RUNNING;
  } else {
    suspend();
  }
  return static_cast<int>(self.result);
}

DEVICE_CALL unsigned long warpath_warp_step(WarpathStep step, unsigned mask, unsigned long value, int sourceLane,
                                            int line) {
  Thread& self = threads[current];
  int lane = current % WARP_SIZE;
  self.step = step;
  self.line = line;
  self.mask = mask;
  self.value = value;
  self.sourceLane = sourceLane;
  if (!(mask >> lane & 1))
    failLaunch(LAUNCH_FAILED, format("%s at line %d: the mask 0x%08x does not name the calling lane %d", stepName(step),
                                     line, mask, lane));
  Warp& warp = warps[current / WARP_SIZE];
  int at = 0;
  while (at < warp.meetingCount && (warp.meetings[at].step != step || warp.meetings[at].mask != mask)) at++;
  if (at == warp.meetingCount) warp.meetings[warp.meetingCount++] = {step, mask, 0};
  Meeting& meeting = warp.meetings[at];
  meeting.arrived |= 1u << lane;
  if (meeting.arrived == (mask & ~warp.exited)) {
    completeMeeting(current / WARP_SIZE, at);
  } else {
    self.state = State::IN_WARP_STEP;
    suspend();
  }
  return self.result;
}

DEVICE_CALL int warpath_lane() { return current % WARP_SIZE; }

DEVICE_CALL void warpath_yield() {
  makeReady(current);
  suspend();
}

DEVICE_CALL void warpath_assert_failed(const char* condition, const char* file, int line) {
  failLaunch(ASSERT, format("%s:%d: assertion `%s` failed", file, line, condition));
}

DEVICE_CALL void warpath_trap(int line) { failLaunch(LAUNCH_FAILED, format("__trap() at line %d", line)); }

DEVICE_CALL unsigned long warpath_clock() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<unsigned long>(now.tv_sec) * 1000000000ul + static_cast<unsigned long>(now.tv_nsec);
}
