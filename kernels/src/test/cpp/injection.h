// Faults that tests ask for, and the settings they change.
#pragma once

#include "results.h"
#include "shared.h"

namespace emulator {

// Each counts one event and returns the failure that a test planned for it, or SUCCESS.
SHARED Result injectedCallFailure(const char* function);
SHARED Result injectedAllocationFailure();
Result injectedLaunchFailure(const char* kernel);

unsigned currentSeed();
int launchTimeoutSeconds();
int pretendedDriverVersion();
int pretendedDeviceCount();
void countLaunch();

}  // namespace emulator
