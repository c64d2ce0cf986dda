// Turns a preprocessed kernel source into one that g++ can make a module of.
#pragma once

#include <string>

namespace emulator {

// Replaces `extern __shared__ T name[];`, which C++ cannot say, and appends the table of kernels and variables.
std::string toModuleSource(const std::string& preprocessed);

}  // namespace emulator
