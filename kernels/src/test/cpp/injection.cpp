#include "injection.h"

#include <dlfcn.h>

#include <cstdlib>
#include <map>
#include <mutex>
#include <string>

#include "driver.h"
#include "library.h"
#include "memory.h"
#include "report.h"

namespace emulator {
namespace {

constexpr int DRIVER_VERSION = 12060;

struct Plan {
  long callsLeft;
  Result result;
};

unsigned fromEnvironment(const char* name, unsigned otherwise) {
  const char* text = getenv(name);
  return text ? static_cast<unsigned>(strtoul(text, nullptr, 10)) : otherwise;
}

unsigned defaultSeed() { return fromEnvironment("WARPATH_EMULATOR_SEED", 0); }

int defaultTimeout() { return static_cast<int>(fromEnvironment("WARPATH_EMULATOR_TIMEOUT_SECONDS", 60)); }

unsigned seed = defaultSeed();
int timeoutSeconds = defaultTimeout();
int version = DRIVER_VERSION;
int devices = 1;
long launchCount;
long allocationsLeft = -1;  // until the one that fails; negative: none fails
std::map<std::string, Plan>& callPlans = *new std::map<std::string, Plan>;
std::map<std::string, Result>& launchPlans = *new std::map<std::string, Result>;

// The file of the emulated library that has a function of this name, if any has.
std::string libraryOf(const std::string& name) {
  Dl_info self;
  dladdr(reinterpret_cast<void*>(&libraryOf), &self);
  std::string driver = self.dli_fname;
  std::string folder = driver.substr(0, driver.rfind('/') + 1);
  if (name.rfind("cublas", 0) == 0) return folder + "libcublas.so.12";
  if (name.rfind("cusparse", 0) == 0) return folder + "libcusparse.so.12";
  if (name.rfind("cufft", 0) == 0) return folder + "libcufft.so.11";
  return driver;
}

bool isFunction(const std::string& name) {
  void* library = dlopen(libraryOf(name).c_str(), RTLD_LAZY);
  if (!library) return false;
  size_t wide = name.rfind("_64");
  bool found = dlsym(library, name.c_str()) || dlsym(library, (name + "_v2").c_str()) ||
               (wide != std::string::npos && dlsym(library, (name.substr(0, wide) + "_v2_64").c_str()));
  dlclose(library);
  return found;
}

}  // namespace

Result injectedCallFailure(const char* function) {
  auto found = callPlans.find(function);
  if (found == callPlans.end() || --found->second.callsLeft > 0) return SUCCESS;
  Result result = found->second.result;
  callPlans.erase(found);
  return result;
}

Result injectedAllocationFailure() {
  if (allocationsLeft < 0 || --allocationsLeft > 0) return SUCCESS;
  allocationsLeft = -1;
  return OUT_OF_MEMORY;
}

Result injectedLaunchFailure(const char* kernel) {
  auto found = launchPlans.find(kernel);
  if (found == launchPlans.end()) return SUCCESS;
  Result result = found->second;
  launchPlans.erase(found);
  return result;
}

unsigned currentSeed() { return seed; }
int launchTimeoutSeconds() { return timeoutSeconds; }
int pretendedDriverVersion() { return version; }
int pretendedDeviceCount() { return devices; }
void countLaunch() { launchCount++; }

}  // namespace emulator

using namespace emulator;

#define TEST_CALL(type) extern "C" __attribute__((visibility("default"))) type

std::recursive_mutex& emulatorLock();
using Locked = std::lock_guard<std::recursive_mutex>;

// The order of threads and blocks of later launches.
TEST_CALL(void) warpath_emulator_seed(int value) {
  Locked locked(emulatorLock());
  seed = static_cast<unsigned>(value);
}

// After how long a launch is taken for endless.
TEST_CALL(void) warpath_emulator_timeout(int seconds) {
  Locked locked(emulatorLock());
  timeoutSeconds = seconds;
}

// The k-th device allocation from now (1: the next) fails for want of memory; 0 forgets the plan.
TEST_CALL(void) warpath_emulator_fail_allocation(long k) {
  Locked locked(emulatorLock());
  allocationsLeft = k > 0 ? k : -1;
}

// The k-th call from now (1: the next) of a function of the driver or of a library, named without its version suffix,
// returns the code and does nothing. Returns 0 if there is no such function.
TEST_CALL(int) warpath_emulator_fail_call(const char* function, long k, int code) {
  Locked locked(emulatorLock());
  if (!isFunction(function)) return 0;
  callPlans[function] = {k, static_cast<Result>(code)};
  return 1;
}

// The next run of the kernel fails with the code, which becomes sticky, when its stream is waited for.
TEST_CALL(void) warpath_emulator_fail_launch(const char* kernel, int code) {
  Locked locked(emulatorLock());
  launchPlans[kernel] = static_cast<Result>(code);
}

TEST_CALL(long) warpath_emulator_live_allocations() {
  Locked locked(emulatorLock());
  return static_cast<long>(liveAllocations());
}

TEST_CALL(long) warpath_emulator_live_bytes() {
  Locked locked(emulatorLock());
  return static_cast<long>(liveBytes());
}

// Handles, descriptors and plans of the libraries that have not been destroyed.
TEST_CALL(long) warpath_emulator_live_objects() {
  Locked locked(emulatorLock());
  return static_cast<long>(liveObjects());
}

// Their kinds and counts, such as "2 cuSPARSE vectors"; valid until the next call.
TEST_CALL(const char*) warpath_emulator_describe_objects() {
  Locked locked(emulatorLock());
  static std::string& description = *new std::string;
  description = describeObjects();
  return description.c_str();
}

// 0: back to the default.
TEST_CALL(void) warpath_emulator_set_total_memory(long bytes) {
  Locked locked(emulatorLock());
  setTotalMemory(static_cast<size_t>(bytes));
}

// Kernels that have run since the process started.
TEST_CALL(long) warpath_emulator_launches() {
  Locked locked(emulatorLock());
  return launchCount;
}

TEST_CALL(void) warpath_emulator_driver_version(int value) {
  Locked locked(emulatorLock());
  version = value;
}

TEST_CALL(void) warpath_emulator_device_count(int count) {
  Locked locked(emulatorLock());
  devices = count;
}

// The message of the last failure, or an empty string; valid until the next driver call.
TEST_CALL(const char*) warpath_emulator_last_report() {
  Locked locked(emulatorLock());
  return lastReport().c_str();
}

// Whether reports go to stderr as well, as they do at first: tests that expect failures turn it off.
TEST_CALL(void) warpath_emulator_print_reports(int print) {
  Locked locked(emulatorLock());
  printReports(print != 0);
}

// Forgets all planned faults and settings and the last report; device memory and the sticky error stay.
TEST_CALL(void) warpath_emulator_reset() {
  Locked locked(emulatorLock());
  seed = defaultSeed();
  timeoutSeconds = defaultTimeout();
  version = DRIVER_VERSION;
  devices = 1;
  allocationsLeft = -1;
  callPlans.clear();
  launchPlans.clear();
  setTotalMemory(0);
  forgetReport();
  printReports(true);
}
