// cuFFT, written from its documentation: plans.
#pragma once

#include <string>
#include <vector>

#include "library.h"

#define CUFFT_CALL extern "C" __attribute__((visibility("default"))) int

namespace cufft {

using namespace emulator;

enum Code {
  OK = 0,
  INVALID_PLAN = 1,
  ALLOC_FAILED = 2,
  INVALID_TYPE = 3,
  BAD_VALUE = 4,
  EXEC_FAILED = 6,
  INVALID_SIZE = 8,
  UNALIGNED = 9,
  NO_WORKSPACE = 13,
  UNSUPPORTED = 16
};
constexpr Statuses STATUSES = {INVALID_PLAN, BAD_VALUE, UNSUPPORTED, EXEC_FAILED, ALLOC_FAILED};

enum Type { C2C = 0x29, R2C = 0x2a, C2R = 0x2c, Z2Z = 0x69, D2Z = 0x6a, Z2D = 0x6c };
enum Direction { FORWARD = -1, INVERSE = 1 };

inline bool isType(int type) { return type == C2C || type == R2C || type == C2R || type == Z2Z || type == D2Z || type == Z2D; }
inline bool isDouble(int type) { return type & 0x40; }
inline bool isRealIn(int type) { return type == R2C || type == D2Z; }
inline bool isRealOut(int type) { return type == C2R || type == Z2D; }

// Where element (b, x, y, z) of one side lies: b·dist + ((x·embed[1] + y)·embed[2] + z)·stride, in its elements.
struct Layout {
  std::vector<int64_t> embed;
  int64_t stride = 1;
  int64_t dist = 0;
};

struct Plan : LibraryObject {
  Plan() : LibraryObject("cuFFT plan") {}
  bool made = false;
  int type = 0;
  std::vector<int64_t> n;  // the logical sizes, the slowest first
  int64_t batch = 0;
  bool advanced = false;  // with layouts of its own; else packed, and padded for real data in place
  Layout in, out;
  StreamHandle stream = nullptr;
  bool allocates = true;
  size_t workSize = 0;
  void* ownWork = nullptr;
  void* work = nullptr;
};

class Call : public LibraryCall {
 public:
  Call(const char* function, int handle) : LibraryCall(function, STATUSES) {
    plan = object<Plan>(static_cast<uintptr_t>(static_cast<unsigned>(handle)), "the plan");
  }
  std::shared_ptr<Plan> plan;
};

}  // namespace cufft
