// The block that runs: its threads, where they wait, and who goes on next. One block runs at a time.
#pragma once

#include <cstdint>

#include "fibers.h"
#include "runner.h"

namespace emulator {

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

extern const Launch* launch;
extern unsigned launchSeed;
extern int threadCount;
extern int unfinished;  // threads that have not exited
extern int current;     // the thread that runs
extern WarpathIndex indexOf[MAX_BLOCK_THREADS];  // threadIdx by linear thread number
extern int startOrder[MAX_BLOCK_THREADS];
extern Thread threads[MAX_BLOCK_THREADS];
extern Warp warps[MAX_BLOCK_THREADS / WARP_SIZE];
extern Barrier barrier;

uint32_t randomBelow(uint32_t bound);
// Queues a thread that waited.
void makeReady(int thread);
// Lets other threads run until the current one is ready and its turn comes.
void suspend();
// The same for a thread that stays ready, and lets those run first that have not started.
void yield();

// In collectives.cpp: lets go all that wait at the barrier, or in the warp's meeting.
void releaseBarrier();
void completeMeeting(int warp, int at);

// In diagnosis.cpp.
const char* stepName(WarpathStep step);
std::string describeThread(int thread);
std::string describeWaiting(int thread);
[[noreturn]] void failDeadlock();

}  // namespace emulator
