// cuInit, devices, contexts, errors.
#include <cstdio>
#include <cstring>
#include <map>

#include "driver.h"
#include "injection.h"
#include "library.h"
#include "memory.h"
#include "runner.h"
#include "streams.h"

using namespace emulator;

namespace {

// All lasting objects of the driver are never destroyed: other threads may call it while the process exits.
std::recursive_mutex& mutex = *new std::recursive_mutex;
bool initialized;
std::map<Device, Context>& contexts = *new std::map<Device, Context>;
thread_local Context* current;
thread_local Context* pushedContexts[16];
thread_local int pushedCount;

struct Named {
  int code;
  const char* name;
  const char* text;
};

constexpr Named RESULTS[] = {
    {SUCCESS, "CUDA_SUCCESS", "no error"},
    {INVALID_VALUE, "CUDA_ERROR_INVALID_VALUE", "invalid argument"},
    {OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY", "out of memory"},
    {NOT_INITIALIZED, "CUDA_ERROR_NOT_INITIALIZED", "initialization error"},
    {DEINITIALIZED, "CUDA_ERROR_DEINITIALIZED", "driver shutting down"},
    {NO_DEVICE, "CUDA_ERROR_NO_DEVICE", "no CUDA-capable device is detected"},
    {INVALID_DEVICE, "CUDA_ERROR_INVALID_DEVICE", "invalid device ordinal"},
    {INVALID_IMAGE, "CUDA_ERROR_INVALID_IMAGE", "device kernel image is invalid"},
    {INVALID_CONTEXT, "CUDA_ERROR_INVALID_CONTEXT", "invalid device context"},
    {NO_BINARY_FOR_GPU, "CUDA_ERROR_NO_BINARY_FOR_GPU", "no kernel image is available for execution on the device"},
    {INVALID_SOURCE, "CUDA_ERROR_INVALID_SOURCE", "device kernel image is invalid"},
    {INVALID_HANDLE, "CUDA_ERROR_INVALID_HANDLE", "invalid resource handle"},
    {NOT_FOUND, "CUDA_ERROR_NOT_FOUND", "named symbol not found"},
    {NOT_READY, "CUDA_ERROR_NOT_READY", "device not ready"},
    {ILLEGAL_ADDRESS, "CUDA_ERROR_ILLEGAL_ADDRESS", "an illegal memory access was encountered"},
    {LAUNCH_OUT_OF_RESOURCES, "CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES", "too many resources requested for launch"},
    {LAUNCH_TIMEOUT, "CUDA_ERROR_LAUNCH_TIMEOUT", "the launch timed out and was terminated"},
    {CONTEXT_IS_DESTROYED, "CUDA_ERROR_CONTEXT_IS_DESTROYED", "context is destroyed"},
    {ASSERT, "CUDA_ERROR_ASSERT", "device-side assert triggered"},
    {HOST_MEMORY_ALREADY_REGISTERED, "CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED",
     "part or all of the requested memory range is already mapped"},
    {HOST_MEMORY_NOT_REGISTERED, "CUDA_ERROR_HOST_MEMORY_NOT_REGISTERED",
     "pointer does not correspond to a registered memory region"},
    {LAUNCH_FAILED, "CUDA_ERROR_LAUNCH_FAILED", "unspecified launch failure"},
    {NOT_SUPPORTED, "CUDA_ERROR_NOT_SUPPORTED", "operation not supported"},
    {SYSTEM_DRIVER_MISMATCH, "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH", "system has unsupported display driver / cuda driver combination"},
    {UNKNOWN, "CUDA_ERROR_UNKNOWN", "unknown error"},
};

const Named* find(int code) {
  for (const Named& named : RESULTS)
    if (named.code == code) return &named;
  return nullptr;
}

bool hasDevice(Device device) { return device >= 0 && device < pretendedDeviceCount(); }

// CU_DEVICE_ATTRIBUTE_* by number, as the driver API's documentation numbers them.
const std::map<int, int>& ATTRIBUTES = *new std::map<int, int>{
    {1, MAX_BLOCK_THREADS},  // MAX_THREADS_PER_BLOCK
    {2, 1024},               // MAX_BLOCK_DIM_X
    {3, 1024},               // MAX_BLOCK_DIM_Y
    {4, 64},                 // MAX_BLOCK_DIM_Z
    {5, 2147483647},         // MAX_GRID_DIM_X
    {6, 65535},              // MAX_GRID_DIM_Y
    {7, 65535},              // MAX_GRID_DIM_Z
    {8, 48 * 1024},          // MAX_SHARED_MEMORY_PER_BLOCK
    {9, 64 * 1024},          // TOTAL_CONSTANT_MEMORY
    {10, WARP_SIZE},         // WARP_SIZE
    {11, 2147483647},        // MAX_PITCH
    {12, 65536},             // MAX_REGISTERS_PER_BLOCK
    {13, 1000000},           // CLOCK_RATE, kHz
    {14, 512},               // TEXTURE_ALIGNMENT
    {15, 1},                 // GPU_OVERLAP
    {16, 4},                 // MULTIPROCESSOR_COUNT
    {17, 0},                 // KERNEL_EXEC_TIMEOUT
    {18, 0},                 // INTEGRATED
    {19, 0},                 // CAN_MAP_HOST_MEMORY
    {20, 0},                 // COMPUTE_MODE
    {31, 1},                 // CONCURRENT_KERNELS
    {32, 0},                 // ECC_ENABLED
    {33, 0},                 // PCI_BUS_ID
    {34, 0},                 // PCI_DEVICE_ID
    {36, 1000000},           // MEMORY_CLOCK_RATE, kHz
    {37, 256},               // GLOBAL_MEMORY_BUS_WIDTH, bits
    {38, 4 << 20},           // L2_CACHE_SIZE
    {39, 2048},              // MAX_THREADS_PER_MULTIPROCESSOR
    {40, 2},                 // ASYNC_ENGINE_COUNT
    {41, 1},                 // UNIFIED_ADDRESSING
    {75, 9},                 // COMPUTE_CAPABILITY_MAJOR
    {76, 0},                 // COMPUTE_CAPABILITY_MINOR
    {81, 228 * 1024},        // MAX_SHARED_MEMORY_PER_MULTIPROCESSOR
    {82, 65536},             // MAX_REGISTERS_PER_MULTIPROCESSOR
    {83, 0},                 // MANAGED_MEMORY
    {95, 0},                 // COOPERATIVE_LAUNCH
    {97, 227 * 1024},        // MAX_SHARED_MEMORY_PER_BLOCK_OPTIN
    {106, 32},               // MAX_BLOCKS_PER_MULTIPROCESSOR
    {111, 1024},             // RESERVED_SHARED_MEMORY_PER_BLOCK
    {115, 0},                // MEMORY_POOLS_SUPPORTED
};

}  // namespace

std::recursive_mutex& emulatorLock() { return mutex; }

namespace emulator {

Call::Call(const char* name, Needs needs) : refused(SUCCESS), lock(mutex) {
  refused = injectedCallFailure(name);
  if (refused || needs == Needs::NOTHING) return;
  if (!initialized) {
    refused = NOT_INITIALIZED;
  } else if (needs == Needs::CONTEXT) {
    if (!current)
      refused = INVALID_CONTEXT;
    else if (current->destroyed)
      refused = CONTEXT_IS_DESTROYED;
    else
      refused = stickyError();
  }
}

Context* currentContext() { return current; }

void destroyContext(Context& context) {
  context.destroyed = true;
  // What the contexts hold is not told apart: the last one takes it along.
  for (const auto& entry : contexts)
    if (!entry.second.destroyed) return;
  if (!stickyError()) runAll();
  resetStreams();
  releaseAll(Kind::DEVICE);
  releaseAll(Kind::PINNED);
  releaseAll(Kind::REGISTERED);
  unloadAllModules();
  forgetObjects();
}

}  // namespace emulator

DRIVER_CALL cuInit(unsigned flags) {
  ENTER("cuInit", Needs::NOTHING);
  if (flags) return INVALID_VALUE;
  if (pretendedDeviceCount() == 0) return NO_DEVICE;
  initialized = true;
  return SUCCESS;
}

DRIVER_CALL cuDriverGetVersion(int* version) {
  ENTER("cuDriverGetVersion", Needs::NOTHING);
  *version = pretendedDriverVersion();
  return SUCCESS;
}

DRIVER_CALL cuDeviceGetCount(int* count) {
  ENTER("cuDeviceGetCount", Needs::INIT);
  *count = pretendedDeviceCount();
  return SUCCESS;
}

DRIVER_CALL cuDeviceGet(Device* device, int ordinal) {
  ENTER("cuDeviceGet", Needs::INIT);
  if (!hasDevice(ordinal)) return INVALID_DEVICE;
  *device = ordinal;
  return SUCCESS;
}

DRIVER_CALL cuDeviceGetName(char* name, int length, Device device) {
  ENTER("cuDeviceGetName", Needs::INIT);
  if (!hasDevice(device)) return INVALID_DEVICE;
  if (length <= 0) return INVALID_VALUE;
  snprintf(name, static_cast<size_t>(length), "Warpath emulated device");
  return SUCCESS;
}

DRIVER_CALL cuDeviceGetUuid(char* uuid, Device device) {
  ENTER("cuDeviceGetUuid", Needs::INIT);
  if (!hasDevice(device)) return INVALID_DEVICE;
  memcpy(uuid, "warpath-emulated", 16);
  uuid[15] = static_cast<char>('0' + device);
  return SUCCESS;
}

DRIVER_CALL cuDeviceGetUuid_v2(char* uuid, Device device) { return cuDeviceGetUuid(uuid, device); }

DRIVER_CALL cuDeviceTotalMem_v2(size_t* bytes, Device device) {
  ENTER("cuDeviceTotalMem", Needs::INIT);
  if (!hasDevice(device)) return INVALID_DEVICE;
  *bytes = totalMemory();
  return SUCCESS;
}

DRIVER_CALL cuDeviceGetAttribute(int* value, int attribute, Device device) {
  ENTER("cuDeviceGetAttribute", Needs::INIT);
  if (!hasDevice(device)) return INVALID_DEVICE;
  auto found = ATTRIBUTES.find(attribute);
  if (found == ATTRIBUTES.end()) return INVALID_VALUE;
  *value = found->second;
  return SUCCESS;
}

DRIVER_CALL cuDevicePrimaryCtxRetain(Context** context, Device device) {
  ENTER("cuDevicePrimaryCtxRetain", Needs::INIT);
  if (!hasDevice(device)) return INVALID_DEVICE;
  if (stickyError()) return stickyError();
  Context& primary = contexts[device];
  primary.device = device;
  primary.retained++;
  primary.destroyed = false;
  *context = &primary;
  return SUCCESS;
}

DRIVER_CALL cuDevicePrimaryCtxRelease_v2(Device device) {
  ENTER("cuDevicePrimaryCtxRelease", Needs::INIT);
  if (!hasDevice(device)) return INVALID_DEVICE;
  Context& primary = contexts[device];
  if (primary.retained == 0) return INVALID_CONTEXT;
  if (--primary.retained == 0) destroyContext(primary);
  return SUCCESS;
}

// As on a real device, whoever goes on must retain the context again.
DRIVER_CALL cuDevicePrimaryCtxReset_v2(Device device) {
  ENTER("cuDevicePrimaryCtxReset", Needs::INIT);
  if (!hasDevice(device)) return INVALID_DEVICE;
  destroyContext(contexts[device]);
  return SUCCESS;
}

DRIVER_CALL cuDevicePrimaryCtxGetState(Device device, unsigned* flags, int* active) {
  ENTER("cuDevicePrimaryCtxGetState", Needs::INIT);
  if (!hasDevice(device)) return INVALID_DEVICE;
  *flags = 0;
  *active = contexts.count(device) && !contexts[device].destroyed;
  return SUCCESS;
}

DRIVER_CALL cuDevicePrimaryCtxSetFlags_v2(Device device, unsigned) {
  ENTER("cuDevicePrimaryCtxSetFlags", Needs::INIT);
  return hasDevice(device) ? SUCCESS : INVALID_DEVICE;
}

DRIVER_CALL cuCtxSetCurrent(Context* context) {
  ENTER("cuCtxSetCurrent", Needs::INIT);
  if (context && context->destroyed) return CONTEXT_IS_DESTROYED;
  current = context;
  return SUCCESS;
}

DRIVER_CALL cuCtxGetCurrent(Context** context) {
  ENTER("cuCtxGetCurrent", Needs::INIT);
  *context = current;
  return SUCCESS;
}

DRIVER_CALL cuCtxGetDevice(Device* device) {
  ENTER("cuCtxGetDevice", Needs::CONTEXT);
  *device = current->device;
  return SUCCESS;
}

DRIVER_CALL cuCtxPushCurrent_v2(Context* context) {
  ENTER("cuCtxPushCurrent", Needs::INIT);
  if (!context || pushedCount == 16) return INVALID_CONTEXT;
  if (context->destroyed) return CONTEXT_IS_DESTROYED;
  pushedContexts[pushedCount++] = current;
  current = context;
  return SUCCESS;
}

DRIVER_CALL cuCtxPopCurrent_v2(Context** context) {
  ENTER("cuCtxPopCurrent", Needs::INIT);
  if (!current) return INVALID_CONTEXT;
  if (context) *context = current;
  current = pushedCount ? pushedContexts[--pushedCount] : nullptr;
  return SUCCESS;
}

DRIVER_CALL cuCtxSynchronize() {
  ENTER("cuCtxSynchronize", Needs::CONTEXT);
  runAll();
  return stickyError();
}

DRIVER_CALL cuGetErrorName(int code, const char** name) {
  const Named* named = find(code);
  *name = named ? named->name : nullptr;
  return named ? SUCCESS : INVALID_VALUE;
}

DRIVER_CALL cuGetErrorString(int code, const char** text) {
  const Named* named = find(code);
  *text = named ? named->text : nullptr;
  return named ? SUCCESS : INVALID_VALUE;
}
