// Runs one launch of a kernel: blocks one after another, a block's threads as fibers that take turns.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "module_abi.h"
#include "results.h"

namespace emulator {

constexpr int WARP_SIZE = 32;
constexpr int MAX_BLOCK_THREADS = 1024;

struct Launch {
  const WarpathModule* module;
  const WarpathKernel* kernel;
  WarpathIndex grid;
  WarpathIndex block;
  size_t dynamicShared;  // bytes
  std::vector<void*> parameters;  // addresses of the kernel's arguments
};

// Runs to the end or to the first failure, which is reported (see report.h) and returned.
Result run(const Launch& launch, unsigned seed);

// Ends the running launch from within one of its threads.
[[noreturn]] void failLaunch(Result result, const std::string& what);

// Where an address lies as the running launch sees it: in its shared memory, or as memory.h tells.
std::string describeRunningAddress(const void* address);

}  // namespace emulator
