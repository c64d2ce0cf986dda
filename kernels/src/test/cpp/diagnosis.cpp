// Words for what threads do and where they went wrong.
#include "block.h"
#include "memory.h"
#include "report.h"

namespace emulator {

const char* stepName(WarpathStep step) {
  static const char* const names[] = {
      "__syncthreads",   "__syncthreads_count", "__syncthreads_and", "__syncthreads_or",  "__syncwarp",
      "__shfl_sync",     "__shfl_up_sync",      "__shfl_down_sync",  "__shfl_xor_sync",   "__ballot_sync",
      "__any_sync",      "__all_sync",          "__match_any_sync",  "__reduce_add_sync", "__reduce_min_sync",
      "__reduce_max_sync", "__reduce_min_sync", "__reduce_max_sync", "__reduce_and_sync", "__reduce_or_sync",
      "__reduce_xor_sync"};
  return names[step];
}

namespace {
std::string indexText(const WarpathIndex& index) { return format("(%u, %u, %u)", index.x, index.y, index.z); }

}  // namespace

std::string describeThread(int thread) {
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
void failDeadlock() {
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

std::string describeRunningAddress(const void* address) {
  const char* at = static_cast<const char*>(address);
  const char* sharedEnd = *launch->module->dynamicShared + (launch->dynamicShared + 15) / 16 * 16;
  if (at >= sharedEnd && at < sharedEnd + 4096)
    return format("%td bytes behind the end of the block's %zu bytes of dynamic shared memory",
                  at - *launch->module->dynamicShared - static_cast<ptrdiff_t>(launch->dynamicShared), launch->dynamicShared);
  return describeAddress(address);
}

}  // namespace emulator
