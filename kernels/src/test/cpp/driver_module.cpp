// Modules, functions, launches.
#include <dlfcn.h>
#include <elf.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <string>

#include "driver.h"
#include "injection.h"
#include "memory.h"
#include "report.h"
#include "runner.h"
#include "streams.h"

using namespace emulator;

namespace {

constexpr int STATIC_SHARED_LIMIT = 48 * 1024;
constexpr int OPT_IN_SHARED_LIMIT = 227 * 1024;

struct Module;

struct Function {
  Module* module;
  const WarpathKernel* kernel;
  int dynamicSharedLimit = STATIC_SHARED_LIMIT;
};

struct Module {
  int file;  // open as long as the module: dlopen knows it by its name in /proc/self/fd
  void* library;
  const WarpathModule* table;
  std::map<std::string, Function> functions;
};

std::map<Module*, std::unique_ptr<Module>>& modules = *new std::map<Module*, std::unique_ptr<Module>>;
std::map<Function*, Module*>& functions = *new std::map<Function*, Module*>;

// Bytes of an ELF file, which ends with its table of sections.
size_t imageSize(const void* image) {
  const auto* header = static_cast<const Elf64_Ehdr*>(image);
  if (memcmp(header->e_ident, ELFMAG, SELFMAG) || header->e_ident[EI_CLASS] != ELFCLASS64) return 0;
  return header->e_shoff + size_t{header->e_shnum} * header->e_shentsize;
}

Result load(const void* image, Module** loaded) {
  size_t size = image ? imageSize(image) : 0;
  if (!size) return INVALID_IMAGE;
  int file = memfd_create("warpath-cubin", MFD_CLOEXEC);
  if (file < 0) return OUT_OF_MEMORY;
  for (size_t written = 0; written < size;) {
    ssize_t count = write(file, static_cast<const char*>(image) + written, size - written);
    if (count <= 0) {
      close(file);
      return INVALID_IMAGE;
    }
    written += static_cast<size_t>(count);
  }
  void* library = dlopen(format("/proc/self/fd/%d", file).c_str(), RTLD_NOW | RTLD_LOCAL);
  const void* table = library ? dlsym(library, "warpath_module") : nullptr;
  if (!table) {
    report(std::string("cuModuleLoadData: ") + dlerror());
    if (library) dlclose(library);
    close(file);
    return INVALID_IMAGE;
  }
  auto module = std::make_unique<Module>(Module{file, library, static_cast<const WarpathModule*>(table), {}});
  for (int i = 0; i < module->table->globalCount; i++)
    addGlobal(module->table->globals[i].address, module->table->globals[i].size);
  *loaded = module.get();
  modules[module.get()] = std::move(module);
  return SUCCESS;
}

void unload(Module* module) {
  for (auto& entry : module->functions) functions.erase(&entry.second);
  for (int i = 0; i < module->table->globalCount; i++) removeGlobal(module->table->globals[i].address);
  dlclose(module->library);
  close(module->file);
}

Function* findFunction(Function* handle) { return functions.count(handle) ? handle : nullptr; }

int maxThreads(const Function& function) {
  return function.kernel->maxThreads ? function.kernel->maxThreads : MAX_BLOCK_THREADS;
}

Result checkShape(const Function& function, const WarpathIndex& grid, const WarpathIndex& block, unsigned shared) {
  if (!grid.x || !grid.y || !grid.z || !block.x || !block.y || !block.z) return INVALID_VALUE;
  if (grid.x > 2147483647u || grid.y > 65535 || grid.z > 65535) return INVALID_VALUE;
  if (block.x > 1024 || block.y > 1024 || block.z > 64) return INVALID_VALUE;
  uint64_t threads = uint64_t{block.x} * block.y * block.z;
  if (threads > MAX_BLOCK_THREADS) return INVALID_VALUE;
  if (shared > static_cast<unsigned>(function.dynamicSharedLimit)) return INVALID_VALUE;
  if (threads > static_cast<uint64_t>(maxThreads(function))) return LAUNCH_OUT_OF_RESOURCES;
  return SUCCESS;
}

// Whether all arguments can be read: a launch with too few reads behind the end of the caller's array.
Result checkParameters(const WarpathKernel& kernel, void** parameters) {
  for (int i = 0; i < kernel.parameterCount; i++) {
    void* address = nullptr;
    char value[4096];
    size_t size = std::min<size_t>(kernel.parameterSizes[i], sizeof value);
    iovec from{parameters + i, sizeof address}, to{&address, sizeof address};
    iovec valueFrom{nullptr, size}, valueTo{value, size};
    bool readable = process_vm_readv(getpid(), &to, 1, &from, 1, 0) == static_cast<ssize_t>(sizeof address);
    valueFrom.iov_base = address;
    readable = readable && process_vm_readv(getpid(), &valueTo, 1, &valueFrom, 1, 0) == static_cast<ssize_t>(size);
    if (readable) continue;
    report(format("kernel %s: argument %d of %d (%zu bytes) cannot be read", kernel.name, i + 1, kernel.parameterCount, size));
    return INVALID_VALUE;
  }
  return SUCCESS;
}

// A launch that owns copies of its arguments, each in a slot of its own.
struct OwnedLaunch {
  Launch launch;
  std::vector<max_align_t> slots;

  OwnedLaunch(const Function& function, WarpathIndex grid, WarpathIndex block, unsigned shared, void** parameters)
      : launch{function.module->table, function.kernel, grid, block, shared, {}} {
    size_t total = 0;
    for (int i = 0; i < function.kernel->parameterCount; i++) total += slotCount(function.kernel->parameterSizes[i]);
    slots.resize(total);
    size_t at = 0;
    for (int i = 0; i < function.kernel->parameterCount; i++) {
      memcpy(&slots[at], parameters[i], function.kernel->parameterSizes[i]);
      launch.parameters.push_back(&slots[at]);
      at += slotCount(function.kernel->parameterSizes[i]);
    }
  }

  static size_t slotCount(size_t size) { return (size + sizeof(max_align_t) - 1) / sizeof(max_align_t); }
};

Result execute(const OwnedLaunch& owned) {
  countLaunch();
  const char* name = owned.launch.kernel->name;
  if (Result injected = injectedLaunchFailure(name)) return injected;
  if (Result result = run(owned.launch, currentSeed())) return result;
  return checkFill(format("kernel %s (seed %u)", name, currentSeed()));
}

}  // namespace

namespace emulator {

void unloadAllModules() {
  for (auto& entry : modules) unload(entry.first);
  modules.clear();
}

}  // namespace emulator

DRIVER_CALL cuModuleLoadData(Module** module, const void* image) {
  ENTER("cuModuleLoadData", Needs::CONTEXT);
  return load(image, module);
}

DRIVER_CALL cuModuleLoadDataEx(Module** module, const void* image, unsigned, int*, void**) {
  ENTER("cuModuleLoadDataEx", Needs::CONTEXT);
  return load(image, module);
}

DRIVER_CALL cuModuleUnload(Module* module) {
  ENTER("cuModuleUnload", Needs::CONTEXT);
  if (!modules.count(module)) return INVALID_HANDLE;
  runAll();
  unload(module);
  modules.erase(module);
  return stickyError();
}

DRIVER_CALL cuModuleGetFunction(Function** function, Module* module, const char* name) {
  ENTER("cuModuleGetFunction", Needs::CONTEXT);
  if (!modules.count(module)) return INVALID_HANDLE;
  for (int i = 0; i < module->table->kernelCount; i++) {
    const WarpathKernel& kernel = module->table->kernels[i];
    if (strcmp(kernel.name, name)) continue;
    auto found = module->functions.try_emplace(name, Function{module, &kernel}).first;
    functions[&found->second] = module;
    *function = &found->second;
    return SUCCESS;
  }
  return NOT_FOUND;
}

DRIVER_CALL cuModuleGetGlobal_v2(void** address, size_t* size, Module* module, const char* name) {
  ENTER("cuModuleGetGlobal", Needs::CONTEXT);
  if (!modules.count(module)) return INVALID_HANDLE;
  for (int i = 0; i < module->table->globalCount; i++) {
    const WarpathGlobal& global = module->table->globals[i];
    if (strcmp(global.name, name)) continue;
    if (address) *address = global.address;
    if (size) *size = global.size;
    return SUCCESS;
  }
  return NOT_FOUND;
}

DRIVER_CALL cuFuncGetAttribute(int* value, int attribute, Function* handle) {
  ENTER("cuFuncGetAttribute", Needs::CONTEXT);
  Function* function = findFunction(handle);
  if (!function) return INVALID_HANDLE;
  const WarpathModule& table = *function->module->table;
  switch (attribute) {
    case 0: *value = maxThreads(*function); break;  // MAX_THREADS_PER_BLOCK
    // SHARED_SIZE_BYTES: known only for all kernels of the module together.
    case 1: *value = std::min(static_cast<int>(table.sharedEnd - table.sharedBegin), STATIC_SHARED_LIMIT); break;
    case 4: *value = 32; break;                            // NUM_REGS
    case 5: case 6: *value = 90; break;                    // PTX_VERSION, BINARY_VERSION
    case 8: *value = function->dynamicSharedLimit; break;  // MAX_DYNAMIC_SHARED_SIZE_BYTES
    case 2: case 3: case 7: *value = 0; break;             // CONST_SIZE_BYTES, LOCAL_SIZE_BYTES, CACHE_MODE_CA
    default: return INVALID_VALUE;
  }
  return SUCCESS;
}

DRIVER_CALL cuFuncSetAttribute(Function* handle, int attribute, int value) {
  ENTER("cuFuncSetAttribute", Needs::CONTEXT);
  Function* function = findFunction(handle);
  if (!function) return INVALID_HANDLE;
  constexpr int MAX_DYNAMIC_SHARED = 8, PREFERRED_CARVEOUT = 9;
  if (attribute == PREFERRED_CARVEOUT) return value >= -1 && value <= 100 ? SUCCESS : INVALID_VALUE;
  if (attribute != MAX_DYNAMIC_SHARED || value < 0 || value > OPT_IN_SHARED_LIMIT) return INVALID_VALUE;
  function->dynamicSharedLimit = value;
  return SUCCESS;
}

DRIVER_CALL cuFuncSetCacheConfig(Function* handle, int) {
  ENTER("cuFuncSetCacheConfig", Needs::CONTEXT);
  return findFunction(handle) ? SUCCESS : INVALID_HANDLE;
}

DRIVER_CALL cuOccupancyMaxActiveBlocksPerMultiprocessor(int* blocks, Function* handle, int blockSize, size_t shared) {
  ENTER("cuOccupancyMaxActiveBlocksPerMultiprocessor", Needs::CONTEXT);
  Function* function = findFunction(handle);
  if (!function) return INVALID_HANDLE;
  if (blockSize <= 0) return INVALID_VALUE;
  int byThreads = blockSize > maxThreads(*function) ? 0 : 2048 / ((blockSize + WARP_SIZE - 1) / WARP_SIZE * WARP_SIZE);
  int byShared = shared > static_cast<size_t>(function->dynamicSharedLimit)
                     ? 0
                     : static_cast<int>(228 * 1024 / (shared + 1024));
  *blocks = std::min({byThreads, byShared, 32});
  return SUCCESS;
}

DRIVER_CALL cuLaunchKernel(Function* handle, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX,
                           unsigned blockY, unsigned blockZ, unsigned shared, StreamHandle streamHandle,
                           void** parameters, void** extra) {
  ENTER("cuLaunchKernel", Needs::CONTEXT);
  Function* function = findFunction(handle);
  auto stream = findStream(streamHandle);
  if (!function || !stream) return INVALID_HANDLE;
  if (extra) return NOT_SUPPORTED;
  WarpathIndex grid{gridX, gridY, gridZ}, block{blockX, blockY, blockZ};
  if (Result wrong = checkShape(*function, grid, block, shared)) return wrong;
  if (function->kernel->parameterCount && !parameters) return INVALID_VALUE;
  if (Result wrong = checkParameters(*function->kernel, parameters)) return wrong;
  auto owned = std::make_shared<OwnedLaunch>(*function, grid, block, shared, parameters);
  enqueue(stream, [owned] { return execute(*owned); });
  return SUCCESS;
}
