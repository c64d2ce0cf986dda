#include "report.h"

#include <cstdarg>
#include <cstdio>

namespace emulator {
namespace {
std::string& last = *new std::string;
bool printing = true;
}

void report(const std::string& message) {
  last = message;
  if (!printing) return;
  fprintf(stderr, "emulated CUDA: %s\n", message.c_str());
  fflush(stderr);
}

const std::string& lastReport() { return last; }

void forgetReport() { last.clear(); }

void printReports(bool print) { printing = print; }

std::string format(const char* pattern, ...) {
  char text[2048];
  va_list values;
  va_start(values, pattern);
  vsnprintf(text, sizeof text, pattern, values);
  va_end(values);
  return text;
}

}  // namespace emulator
