#include "memory.h"

#include <sys/mman.h>

#include <cstring>
#include <deque>
#include <map>

#include "report.h"

namespace emulator {
namespace {

constexpr size_t PAGE = 4096;
constexpr unsigned char POISON = 0xFF;
// The fill around a block: a NaN as float and as double, a far index as int and as long, and unlike the poison
// and the -1 that kernels like to store.
constexpr uint32_t FILL = 0x7FF7A5A5;
constexpr size_t QUARANTINE = 2048;
constexpr size_t GRANULARITY = 512;
constexpr size_t DEFAULT_TOTAL = size_t{2} << 30;

struct Block {
  Kind kind;
  size_t size;
  char* mapping;
  size_t mappingSize;
};

struct Freed {
  char* mapping;
  size_t mappingSize;
  char* start;
  size_t size;
};

std::map<char*, Block>& blocks = *new std::map<char*, Block>;  // by start
std::deque<Freed>& freed = *new std::deque<Freed>;
size_t total = DEFAULT_TOTAL;
size_t used;

size_t roundUp(size_t size, size_t unit) { return (size + unit - 1) / unit * unit; }

unsigned char fillByte(const char* at) {
  return static_cast<unsigned char>(FILL >> (reinterpret_cast<uintptr_t>(at) % 4 * 8));
}

// The first byte in [from, to) that is not the fill, or null.
const char* damaged(const char* from, const char* to) {
  for (; from < to && reinterpret_cast<uintptr_t>(from) % 4; from++)
    if (static_cast<unsigned char>(*from) != fillByte(from)) return from;
  for (; from + 4 <= to; from += 4)
    if (*reinterpret_cast<const uint32_t*>(from) != FILL) break;
  for (; from < to; from++)
    if (static_cast<unsigned char>(*from) != fillByte(from)) return from;
  return nullptr;
}

const char* damagedAround(const char* start, const Block& block, size_t headBytes) {
  if (!block.mapping) return nullptr;
  const char* head = block.mapping + PAGE;
  if (static_cast<size_t>(start - head) > headBytes) head = start - headBytes;
  if (const char* at = damaged(head, start)) return at;
  return damaged(start + block.size, block.mapping + block.mappingSize - PAGE);
}

std::string relation(const char* address, const char* start, size_t size, const char* what) {
  const char* end = start + size;
  if (address < start) return format("%td bytes before %s of %zu bytes at %p", start - address, what, size, start);
  if (address >= end) return format("%td bytes behind the end of %s of %zu bytes at %p", address - end, what, size, start);
  return format("byte %td of %s of %zu bytes at %p", address - start, what, size, start);
}

Result reportDamage(const char* at, const char* start, const Block& block, const std::string& writer) {
  report(writer + ": memory was written outside an allocation: " + relation(at, start, block.size, "the allocation"));
  return ILLEGAL_ADDRESS;
}

bool inside(const void* address, size_t size, bool device) {
  char* at = static_cast<char*>(const_cast<void*>(address));
  auto next = blocks.upper_bound(at);
  if (next == blocks.begin()) return false;
  const auto& [start, block] = *std::prev(next);
  if ((block.kind == Kind::DEVICE || block.kind == Kind::GLOBAL) != device) return false;
  size_t offset = static_cast<size_t>(at - start);
  return offset <= block.size && size <= block.size - offset && (size > 0 || offset < block.size);
}

void unmap(char* start, const Block& block) {
  // Replaced, not unmapped: gives the memory back and keeps the addresses from being used again.
  mmap(block.mapping, block.mappingSize, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
  freed.push_back({block.mapping, block.mappingSize, start, block.size});
  if (freed.size() > QUARANTINE) {
    munmap(freed.front().mapping, freed.front().mappingSize);
    freed.pop_front();
  }
}

}  // namespace

// The real driver aligns to 256 bytes. A block here ends at its guard page and so starts at a multiple of 256 only
// where its size is one; else at a multiple of 16, the most that a kernel's vector loads need.
Result allocate(Kind kind, size_t size, void** address) {
  if (size == 0) return INVALID_VALUE;
  size_t charged = roundUp(size, GRANULARITY);
  if (kind == Kind::DEVICE && (size > total || charged > freeMemory())) return OUT_OF_MEMORY;
  size_t padded = roundUp(size, 16);
  size_t mappingSize = roundUp(padded, PAGE) + 2 * PAGE;
  void* memory = mmap(nullptr, mappingSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) return OUT_OF_MEMORY;
  char* mapping = static_cast<char*>(memory);
  mprotect(mapping, PAGE, PROT_NONE);
  mprotect(mapping + mappingSize - PAGE, PAGE, PROT_NONE);
  char* end = mapping + mappingSize - PAGE;
  char* start = end - padded;
  for (char* at = mapping + PAGE; at < start; at += 4) memcpy(at, &FILL, 4);
  for (char* at = start + size; at < end; at++) *at = static_cast<char>(fillByte(at));
  memset(start, POISON, size);
  blocks[start] = {kind, size, mapping, mappingSize};
  if (kind == Kind::DEVICE) used += charged;
  *address = start;
  return SUCCESS;
}

Result release(Kind kind, void* address) {
  auto found = blocks.find(static_cast<char*>(address));
  if (found == blocks.end() || found->second.kind != kind) {
    report(format("free of %p, which is no live allocation: ", address) + describeAddress(address));
    return INVALID_VALUE;
  }
  auto [start, block] = *found;
  const char* at = damagedAround(start, block, PAGE);
  Result result = at ? reportDamage(at, start, block, "found at free") : SUCCESS;
  if (kind == Kind::DEVICE) used -= roundUp(block.size, GRANULARITY);
  unmap(start, block);
  blocks.erase(found);
  return result;
}

Result registerHost(void* address, size_t size) {
  if (size == 0 || !address) return INVALID_VALUE;
  char* start = static_cast<char*>(address);
  auto next = blocks.upper_bound(start);
  if (next != blocks.end() && next->first < start + size) return HOST_MEMORY_ALREADY_REGISTERED;
  if (next != blocks.begin() && std::prev(next)->first + std::prev(next)->second.size > start)
    return HOST_MEMORY_ALREADY_REGISTERED;
  blocks[start] = {Kind::REGISTERED, size, nullptr, 0};
  return SUCCESS;
}

Result unregisterHost(void* address) {
  auto found = blocks.find(static_cast<char*>(address));
  if (found == blocks.end() || found->second.kind != Kind::REGISTERED) return HOST_MEMORY_NOT_REGISTERED;
  blocks.erase(found);
  return SUCCESS;
}

void addGlobal(void* address, size_t size) { blocks[static_cast<char*>(address)] = {Kind::GLOBAL, size, nullptr, 0}; }

void removeGlobal(void* address) { blocks.erase(static_cast<char*>(address)); }

void releaseAll(Kind kind) {
  for (auto at = blocks.begin(); at != blocks.end();) {
    if (at->second.kind != kind) {
      ++at;
      continue;
    }
    if (kind == Kind::DEVICE) used -= roundUp(at->second.size, GRANULARITY);
    if (at->second.mapping) unmap(at->first, at->second);
    at = blocks.erase(at);
  }
}

bool isDevice(const void* address, size_t size) { return inside(address, size, true); }

bool isPinned(const void* address, size_t size) { return inside(address, size, false); }

size_t offsetInAllocation(const void* address) {
  if (!isDevice(address, 0)) return 0;
  char* at = static_cast<char*>(const_cast<void*>(address));
  return static_cast<size_t>(at - std::prev(blocks.upper_bound(at))->first);
}

Result checkFill(const std::string& writer) {
  for (const auto& [start, block] : blocks) {
    if (const char* at = damagedAround(start, block, 64)) return reportDamage(at, start, block, writer);
  }
  return SUCCESS;
}

std::string describeAddress(const void* address) {
  const char* at = static_cast<const char*>(address);
  for (auto entry = freed.rbegin(); entry != freed.rend(); ++entry) {
    if (at >= entry->mapping && at < entry->mapping + entry->mappingSize)
      return relation(at, entry->start, entry->size, "a freed allocation");
  }
  std::string nearest = "no memory is allocated";
  size_t distance = SIZE_MAX;
  for (const auto& [start, block] : blocks) {
    size_t away = at < start                ? static_cast<size_t>(start - at)
                  : at >= start + block.size ? static_cast<size_t>(at - start) - block.size
                                             : 0;
    if (away >= distance) continue;
    distance = away;
    nearest = relation(at, start, block.size, block.kind == Kind::DEVICE ? "the allocation" : "the pinned allocation");
  }
  return nearest;
}

size_t liveAllocations() {
  size_t count = 0;
  for (const auto& entry : blocks) count += entry.second.mapping != nullptr;
  return count;
}

size_t liveBytes() {
  size_t bytes = 0;
  for (const auto& entry : blocks) bytes += entry.second.mapping ? entry.second.size : 0;
  return bytes;
}

size_t totalMemory() { return total; }

size_t freeMemory() { return total > used ? total - used : 0; }

void setTotalMemory(size_t bytes) { total = bytes ? bytes : DEFAULT_TOTAL; }

}  // namespace emulator
