// Barriers and warp steps: who has come, what each gets, and the functions that kernels call.
#include <time.h>

#include <algorithm>

#include "block.h"
#include "report.h"

namespace emulator {

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

namespace {

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

}  // namespace

void completeMeeting(int warp, int at) {
  Meeting meeting = warps[warp].meetings[at];
  warps[warp].meetings[at] = warps[warp].meetings[--warps[warp].meetingCount];
  Thread* lanes = threads + warp * WARP_SIZE;
  bool shuffles = meeting.step >= WARPATH_SHFL && meeting.step <= WARPATH_SHFL_XOR;
  bool perLane = shuffles || meeting.step == WARPATH_MATCH_ANY;
  unsigned long common = perLane || meeting.step == WARPATH_SYNCWARP ? 0 : commonResult(lanes, meeting);
  int offset = static_cast<int>(randomBelow(WARP_SIZE));
  for (int i = 0; i < WARP_SIZE; i++) {
    int lane = (i + offset) % WARP_SIZE;
    if (!(meeting.arrived >> lane & 1)) continue;
    lanes[lane].result = perLane ? warpResult(lanes, meeting, lane) : common;
    int thread = warp * WARP_SIZE + lane;
    if (thread != current) makeReady(thread);
  }
}

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

DEVICE_CALL void warpath_yield() { yield(); }

DEVICE_CALL void warpath_assert_failed(const char* condition, const char* file, int line) {
  failLaunch(ASSERT, format("%s:%d: assertion `%s` failed", file, line, condition));
}

DEVICE_CALL void warpath_trap(int line) { failLaunch(LAUNCH_FAILED, format("__trap() at line %d", line)); }

DEVICE_CALL unsigned long warpath_clock() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<unsigned long>(now.tv_sec) * 1000000000ul + static_cast<unsigned long>(now.tv_nsec);
}
