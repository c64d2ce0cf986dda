// Faults that tests ask for, and the settings they change.
#pragma once

#include "results.h"

namespace emulator {

// Each counts one event and returns the failure that a test planned for it, or SUCCESS.
Result injectedCallFailure(const char* function);
Result injectedAllocationFailure();
Result injectedLaunchFailure(const char* kernel);

unsigned currentSeed();
int launchTimeoutSeconds();
int pretendedDriverVersion();
int pretendedDeviceCount();
void countLaunch();

}  // namespace emulator
