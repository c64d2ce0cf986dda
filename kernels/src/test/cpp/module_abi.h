// What a compiled "cubin" (a shared object made by the emulated nvrtc) tells the emulated driver: its one exported
// symbol is `const WarpathModule warpath_module`.
#pragma once

struct WarpathIndex {
  unsigned x, y, z;
};

struct WarpathKernel {
  const char* name;
  void (*invoke)(void** parameters);  // calls the kernel for the thread that threadIdx and blockIdx name
  int parameterCount;
  const unsigned long* parameterSizes;
  int maxThreads;  // of __launch_bounds__; 0 without
};

struct WarpathGlobal {
  const char* name;
  void* address;
  unsigned long size;
};

struct WarpathModule {
  const WarpathKernel* kernels;
  int kernelCount;
  const WarpathGlobal* globals;
  int globalCount;
  // Plain globals of the module: one kernel runs at a time, and its threads take turns.
  WarpathIndex* threadIndex;
  WarpathIndex* blockIndex;
  WarpathIndex* blockShape;
  WarpathIndex* gridShape;
  char** dynamicShared;
  char* sharedBegin;  // static shared memory of all the module's kernels
  char* sharedEnd;
};

// The collective steps of a block or a warp; threads that meet must name the same one.
enum WarpathStep {
  WARPATH_SYNCTHREADS,
  WARPATH_SYNCTHREADS_COUNT,
  WARPATH_SYNCTHREADS_AND,
  WARPATH_SYNCTHREADS_OR,
  WARPATH_SYNCWARP,
  WARPATH_SHFL,
  WARPATH_SHFL_UP,
  WARPATH_SHFL_DOWN,
  WARPATH_SHFL_XOR,
  WARPATH_BALLOT,
  WARPATH_ANY,
  WARPATH_ALL,
  WARPATH_MATCH_ANY,
  WARPATH_REDUCE_ADD,
  WARPATH_REDUCE_MIN,
  WARPATH_REDUCE_MAX,
  WARPATH_REDUCE_MIN_SIGNED,
  WARPATH_REDUCE_MAX_SIGNED,
  WARPATH_REDUCE_AND,
  WARPATH_REDUCE_OR,
  WARPATH_REDUCE_XOR
};

// Given by the emulated driver to the kernels. `line` is the source line of the call.
extern "C" {
int warpath_block_step(WarpathStep step, int predicate, int line);
unsigned long warpath_warp_step(WarpathStep step, unsigned mask, unsigned long value, int sourceLane, int line);
int warpath_lane();
void warpath_yield();
[[noreturn]] void warpath_assert_failed(const char* condition, const char* file, int line);
[[noreturn]] void warpath_trap(int line);
unsigned long warpath_clock();
}
