// What went wrong, in words: on stderr, and kept for tests to read.
#pragma once

#include <string>

namespace emulator {

void report(const std::string& message);
const std::string& lastReport();
void forgetReport();
void printReports(bool print);

std::string format(const char* pattern, ...) __attribute__((format(printf, 1, 2)));

}  // namespace emulator
