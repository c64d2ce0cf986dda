// Device and pinned host memory. Each allocation has an unmapped page before and behind it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "results.h"
#include "shared.h"

namespace emulator {

enum class Kind {
  DEVICE,
  PINNED,      // cuMemHostAlloc
  REGISTERED,  // cuMemHostRegister: not ours
  GLOBAL       // a module's __device__ or __constant__ variable: not ours
};

// A block that ends directly before a guard page, filled with poison.
SHARED Result allocate(Kind kind, size_t size, void** address);
// Checks the fill around the block, then makes its pages inaccessible; the addresses are not used again soon.
SHARED Result release(Kind kind, void* address);
Result registerHost(void* address, size_t size);
Result unregisterHost(void* address);
void addGlobal(void* address, size_t size);
void removeGlobal(void* address);
void releaseAll(Kind kind);

// Whether [address, address + size) lies in one live allocation of device memory, or of pinned or registered memory.
SHARED bool isDevice(const void* address, size_t size);
SHARED bool isPinned(const void* address, size_t size);
// SUCCESS, or a report of what was written outside an allocation by `writer`.
Result checkFill(const std::string& writer);

// How far behind the start of its allocation of device memory an address lies; 0 outside of all.
SHARED size_t offsetInAllocation(const void* address);

SHARED std::string describeAddress(const void* address);

size_t liveAllocations();
size_t liveBytes();
size_t totalMemory();
size_t freeMemory();
void setTotalMemory(size_t bytes);

}  // namespace emulator
