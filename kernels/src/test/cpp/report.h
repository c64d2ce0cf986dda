// What went wrong, in words: on stderr, and kept for tests to read.
#pragma once

#include <string>

#include "shared.h"

namespace emulator {

SHARED void report(const std::string& message);
const std::string& lastReport();
void forgetReport();
void printReports(bool print);

SHARED std::string format(const char* pattern, ...) __attribute__((format(printf, 1, 2)));

}  // namespace emulator
