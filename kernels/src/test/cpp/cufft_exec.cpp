// Running plans.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "cufft.h"
#include "fourier.h"

using namespace cufft;
using fourier::Complex;

namespace {

constexpr size_t SCRIBBLED = 1 << 20;

// One side of a transform: its numbers and where they lie.
struct Side {
  char* data;
  bool real, wide;
  std::vector<int64_t> shape;  // of what is stored: half of the last dimension of a real signal's spectrum
  Layout layout;

  size_t elementSize() const { return (wide ? 8u : 4u) * (real ? 1 : 2); }

  int64_t count() const {
    int64_t elements = 1;
    for (int64_t n : shape) elements *= n;
    return elements;
  }

  int64_t offset(int64_t element) const {
    int64_t at = 0, unit = 1;
    for (size_t d = shape.size(); d-- > 0;) {
      at += element % shape[d] * unit;
      element /= shape[d];
      unit *= d > 0 ? layout.embed[d] : 1;
    }
    return at * layout.stride;
  }

  char* at(int64_t b, int64_t element) const {
    return data + (b * layout.dist + offset(element)) * static_cast<int64_t>(elementSize());
  }

  Complex load(int64_t b, int64_t element) const {
    const char* from = at(b, element);
    double parts[2] = {0, 0};
    for (int i = 0; i < (real ? 1 : 2); i++) {
      float narrow;
      if (wide) {
        memcpy(&parts[i], from + 8 * i, 8);
      } else {
        memcpy(&narrow, from + 4 * i, 4);
        parts[i] = static_cast<double>(narrow);
      }
    }
    return {parts[0], parts[1]};
  }

  void store(int64_t b, int64_t element, Complex value) const {
    char* to = at(b, element);
    double parts[2] = {value.real(), value.imag()};
    for (int i = 0; i < (real ? 1 : 2); i++) {
      float narrow = static_cast<float>(parts[i]);
      if (wide) {
        memcpy(to + 8 * i, &parts[i], 8);
      } else {
        memcpy(to + 4 * i, &narrow, 4);
      }
    }
  }

  void poison(int64_t b) const {
    for (int64_t i = 0; i < count(); i++) store(b, i, {NAN, NAN});
  }
};

Side sideOf(const Plan& plan, void* data, bool input, bool inPlace) {
  bool realHere = input ? isRealIn(plan.type) : isRealOut(plan.type);
  bool realThere = input ? isRealOut(plan.type) : isRealIn(plan.type);
  Side side{static_cast<char*>(data), realHere, isDouble(plan.type), plan.n, input ? plan.in : plan.out};
  if (realThere) side.shape.back() = plan.n.back() / 2 + 1;
  if (plan.advanced) return side;
  side.layout = {side.shape, 1, 0};
  // Real rows are padded to the length of their spectra, which take their place.
  if (realHere && inPlace) side.layout.embed.back() = 2 * (plan.n.back() / 2 + 1);
  side.layout.dist = 1;
  for (int64_t n : side.layout.embed) side.layout.dist *= n;
  return side;
}

void checkSide(Call& call, const char* name, const Side& side, int64_t batch) {
  if (!call) return;
  int64_t jump = (batch - 1) * side.layout.dist;
  int64_t extent = side.offset(side.count() - 1) + 1;
  size_t alignment = side.wide ? 16 : 8;  // of a complex number, for real data too
  const char* first = side.data;
  if (first && jump < 0) first += jump * static_cast<int64_t>(side.elementSize());
  call.device(name, first, std::abs(jump) + extent, side.elementSize(), 1);
  if (call && reinterpret_cast<uintptr_t>(side.data) % alignment)
    call.fail(UNALIGNED, format("%s at %p is not aligned to %zu bytes", name, static_cast<void*>(side.data), alignment));
}

bool disjoint(const Side& out, int64_t batch) {
  std::vector<char*> elements;
  for (int64_t b = 0; b < batch; b++)
    for (int64_t i = 0; i < out.count(); i++) elements.push_back(out.at(b, i));
  std::sort(elements.begin(), elements.end());
  return std::adjacent_find(elements.begin(), elements.end()) == elements.end();
}

std::vector<Complex> load(const Side& side, int64_t b) {
  std::vector<Complex> values(static_cast<size_t>(side.count()));
  for (int64_t i = 0; i < side.count(); i++) values[static_cast<size_t>(i)] = side.load(b, i);
  return values;
}

void transformOne(const Plan& plan, const Side& in, const Side& out, int64_t b, int sign, bool inPlace) {
  std::vector<size_t> shape(plan.n.begin(), plan.n.end());
  std::vector<Complex> values = load(in, b);
  size_t rank = shape.size(), n = shape.back(), half = n / 2 + 1;
  if (isRealOut(plan.type)) {
    // All dimensions but the last, which is stored by half and then made whole by its symmetry.
    std::vector<size_t> stored = shape;
    stored.back() = half;
    fourier::transform(values, stored, 0, rank - 1, sign);
    std::vector<Complex> whole(values.size() / half * n);
    for (size_t row = 0; row * half < values.size(); row++) {
      const Complex* from = &values[row * half];
      for (size_t k = 0; k < n; k++) whole[row * n + k] = k < half ? from[k] : std::conj(from[n - k]);
      // What cannot be of a real signal's spectrum is not looked at.
      whole[row * n] = from[0].real();
      if (n % 2 == 0) whole[row * n + n / 2] = from[n / 2].real();
    }
    fourier::transform(whole, shape, rank - 1, rank, sign);
    // As documented, the input may be overwritten, even where the output lies elsewhere.
    if (!inPlace) in.poison(b);
    values = std::move(whole);
  } else {
    fourier::transform(values, shape, 0, rank, sign);
  }
  for (int64_t i = 0; i < out.count(); i++) {
    size_t element = static_cast<size_t>(i);
    if (isRealIn(plan.type)) element = element / half * n + element % half;
    out.store(b, i, values[element]);
  }
}

int execute(const char* function, int handle, int type, void* input, void* output, int sign) {
  Call call(function, handle);
  if (!call) return call.status;
  auto plan = call.plan;
  if (!plan->made) {
    call.fail(INVALID_PLAN, "the plan is not made yet");
  } else if (plan->type != type) {
    call.fail(INVALID_PLAN, format("the plan is of type %#x, not %#x", static_cast<unsigned>(plan->type), static_cast<unsigned>(type)));
  }
  call.require(sign == FORWARD || sign == INVERSE, format("the direction is %d, -1 or 1", sign));
  if (!call) return call.status;
  if (!plan->work) call.fail(NO_WORKSPACE, "the plan allocates no work area, and none was set");
  call.workspace("the work area", plan->work, plan->workSize, 256);
  bool inPlace = input == output;
  Side in = sideOf(*plan, input, true, inPlace), out = sideOf(*plan, output, false, inPlace);
  checkSide(call, "the input", in, plan->batch);
  checkSide(call, "the output", out, plan->batch);
  std::string name = call.function;
  return call.run(plan->stream, [=] {
    if (!disjoint(out, plan->batch)) {
      report(name + ": the layout puts several elements of the output in one place");
      return ILLEGAL_ADDRESS;
    }
    memset(plan->work, 0xFF, std::min(plan->workSize, SCRIBBLED));
    for (int64_t b = 0; b < plan->batch && !inPlace; b++) out.poison(b);
    for (int64_t b = 0; b < plan->batch; b++) transformOne(*plan, in, out, b, sign, inPlace);
    return SUCCESS;
  });
}

}  // namespace

CUFFT_CALL cufftExecC2C(int plan, void* in, void* out, int direction) { return execute("cufftExecC2C", plan, C2C, in, out, direction); }

CUFFT_CALL cufftExecZ2Z(int plan, void* in, void* out, int direction) { return execute("cufftExecZ2Z", plan, Z2Z, in, out, direction); }

CUFFT_CALL cufftExecR2C(int plan, void* in, void* out) { return execute("cufftExecR2C", plan, R2C, in, out, FORWARD); }

CUFFT_CALL cufftExecD2Z(int plan, void* in, void* out) { return execute("cufftExecD2Z", plan, D2Z, in, out, FORWARD); }

CUFFT_CALL cufftExecC2R(int plan, void* in, void* out) { return execute("cufftExecC2R", plan, C2R, in, out, INVERSE); }

CUFFT_CALL cufftExecZ2D(int plan, void* in, void* out) { return execute("cufftExecZ2D", plan, Z2D, in, out, INVERSE); }
