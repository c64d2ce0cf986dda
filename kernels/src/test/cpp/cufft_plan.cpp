// Making plans, and their settings.
#include "cufft.h"
#include "injection.h"

using namespace cufft;

namespace {

struct Request {
  std::vector<int64_t> n;
  const int64_t* inembed;
  int64_t istride, idist;
  const int64_t* onembed;
  int64_t ostride, odist;
  int type;
  int64_t batch;
};

Request basic(std::vector<int64_t> n, int type, int64_t batch) { return {std::move(n), nullptr, 1, 0, nullptr, 1, 0, type, batch}; }

int64_t stored(const std::vector<int64_t>& n, size_t dimension, bool half) {
  return half && dimension + 1 == n.size() ? n[dimension] / 2 + 1 : n[dimension];
}

void checkLayout(LibraryCall& call, const char* name, const Request& r, const int64_t* embed, int64_t stride, bool half) {
  call.require(stride >= 1, format("%sstride is %ld, at least 1", name, static_cast<long>(stride)));
  for (size_t d = 1; d < r.n.size(); d++)
    call.require(embed[d] >= stored(r.n, d, half),
                 format("%snembed[%zu] is %ld, at least %ld", name, d, static_cast<long>(embed[d]), static_cast<long>(stored(r.n, d, half))));
}

// The bytes of workspace: more than none for every plan, so that a missing one shows.
size_t workSize(const Request& r) {
  size_t elements = static_cast<size_t>(r.batch);
  for (int64_t n : r.n) elements *= static_cast<size_t>(n);
  size_t bytes = elements * (isDouble(r.type) ? 16 : 8);
  return (bytes + 255) / 256 * 256;
}

void check(LibraryCall& call, const Request& r) {
  if (call && !isType(r.type)) call.fail(INVALID_TYPE, format("there is no type %#x", static_cast<unsigned>(r.type)));
  if (call && r.n.empty()) call.fail(BAD_VALUE, "the rank is in [1, 3]");
  int64_t elements = 1;
  for (int64_t n : r.n) {
    if (call && (n < 1 || n > (int64_t{1} << 40) / elements)) call.fail(INVALID_SIZE, format("no size: %ld", static_cast<long>(n)));
    if (call) elements *= n;
  }
  if (call && r.batch < 1) call.fail(INVALID_SIZE, format("batch is %ld, at least 1", static_cast<long>(r.batch)));
  // As documented, where one of them is null, all of the layout is ignored.
  if (!call || !r.inembed || !r.onembed) return;
  checkLayout(call, "i", r, r.inembed, r.istride, isRealOut(r.type));
  checkLayout(call, "o", r, r.onembed, r.ostride, isRealIn(r.type));
}

int make(Call& call, const Request& r, size_t* size) {
  if (call && call.plan->made) call.fail(INVALID_PLAN, "the plan is made already");
  check(call, r);
  if (!call) return call.status;
  Plan& plan = *call.plan;
  plan.workSize = workSize(r);
  if (plan.allocates) {
    if (injectedAllocationFailure() || allocate(Kind::DEVICE, plan.workSize, &plan.ownWork)) {
      call.fail(ALLOC_FAILED, "no device memory for the work area");
      return call.status;
    }
    plan.work = plan.ownWork;
  }
  plan.type = r.type;
  plan.n = r.n;
  plan.batch = r.batch;
  plan.advanced = r.inembed && r.onembed;
  if (plan.advanced) {
    plan.in = {{r.inembed, r.inembed + r.n.size()}, r.istride, r.idist};
    plan.out = {{r.onembed, r.onembed + r.n.size()}, r.ostride, r.odist};
  }
  plan.made = true;
  if (size) *size = plan.workSize;
  return OK;
}

int create(LibraryCall& call, int* handle) {
  call.require(handle != nullptr, "there is a place for the plan");
  if (call) *handle = static_cast<int>(keep(std::make_shared<Plan>()));
  return call.status;
}

int createAndMake(const char* function, int* handle, const Request& r) {
  {
    LibraryCall call(function, STATUSES);
    if (create(call, handle)) return call.status;
  }
  Call call("making the plan", *handle);
  int status = make(call, r, nullptr);
  if (status) discard(static_cast<uintptr_t>(*handle));
  return status;
}

// Sizes of 32 bits as sizes of 64.
struct Wide {
  std::vector<int64_t> values;
  Wide(int rank, const int* from) {
    for (int d = 0; from && d < rank && d < 3; d++) values.push_back(from[d]);
  }
  const int64_t* orNull() const { return values.empty() ? nullptr : values.data(); }
};

std::vector<int64_t> sizes(int rank, const int64_t* n) {
  return rank >= 1 && rank <= 3 && n ? std::vector<int64_t>(n, n + rank) : std::vector<int64_t>();
}

int estimate(LibraryCall& call, const Request& r, size_t* size) {
  check(call, r);
  call.require(size != nullptr, "there is a place for the size");
  if (call) *size = workSize(r);
  return call.status;
}

int estimate(const char* function, const Request& r, size_t* size) {
  LibraryCall call(function, STATUSES);
  return estimate(call, r, size);
}

int estimate(const char* function, int handle, const Request& r, size_t* size) {
  Call call(function, handle);
  return estimate(call, r, size);
}

}  // namespace

CUFFT_CALL cufftCreate(int* handle) {
  LibraryCall call("cufftCreate", STATUSES);
  return create(call, handle);
}

CUFFT_CALL cufftDestroy(int handle) {
  LibraryCall call("cufftDestroy", STATUSES, false);
  if (!call) return call.status;
  uintptr_t number = static_cast<unsigned>(handle);
  auto plan = std::dynamic_pointer_cast<Plan>(kept(number));
  if (!plan) call.fail(INVALID_PLAN, "the plan was destroyed, or never created");
  if (!call) return call.status;
  if (plan->ownWork && !plan->stale) {
    runAll();  // as every release of device memory
    release(Kind::DEVICE, plan->ownWork);
  }
  discard(number);
  return OK;
}

CUFFT_CALL cufftMakePlan1d(int handle, int n, int type, int batch, size_t* size) {
  Call call("cufftMakePlan1d", handle);
  return make(call, basic({n}, type, batch), size);
}

CUFFT_CALL cufftMakePlan2d(int handle, int nx, int ny, int type, size_t* size) {
  Call call("cufftMakePlan2d", handle);
  return make(call, basic({nx, ny}, type, 1), size);
}

CUFFT_CALL cufftMakePlan3d(int handle, int nx, int ny, int nz, int type, size_t* size) {
  Call call("cufftMakePlan3d", handle);
  return make(call, basic({nx, ny, nz}, type, 1), size);
}

CUFFT_CALL cufftMakePlanMany64(int handle, int rank, const int64_t* n, const int64_t* inembed, int64_t istride, int64_t idist,
                               const int64_t* onembed, int64_t ostride, int64_t odist, int type, int64_t batch, size_t* size) {
  Call call("cufftMakePlanMany64", handle);
  return make(call, {sizes(rank, n), inembed, istride, idist, onembed, ostride, odist, type, batch}, size);
}

CUFFT_CALL cufftMakePlanMany(int handle, int rank, const int* n, const int* inembed, int istride, int idist, const int* onembed,
                             int ostride, int odist, int type, int batch, size_t* size) {
  Call call("cufftMakePlanMany", handle);
  Wide sizesOf(rank, n), in(rank, inembed), out(rank, onembed);
  return make(call, {sizes(rank, sizesOf.orNull()), in.orNull(), istride, idist, out.orNull(), ostride, odist, type, batch}, size);
}

CUFFT_CALL cufftPlan1d(int* handle, int n, int type, int batch) { return createAndMake("cufftPlan1d", handle, basic({n}, type, batch)); }

CUFFT_CALL cufftPlan2d(int* handle, int nx, int ny, int type) { return createAndMake("cufftPlan2d", handle, basic({nx, ny}, type, 1)); }

CUFFT_CALL cufftPlan3d(int* handle, int nx, int ny, int nz, int type) {
  return createAndMake("cufftPlan3d", handle, basic({nx, ny, nz}, type, 1));
}

CUFFT_CALL cufftPlanMany(int* handle, int rank, const int* n, const int* inembed, int istride, int idist, const int* onembed, int ostride,
                         int odist, int type, int batch) {
  Wide sizesOf(rank, n), in(rank, inembed), out(rank, onembed);
  return createAndMake("cufftPlanMany", handle,
                       {sizes(rank, sizesOf.orNull()), in.orNull(), istride, idist, out.orNull(), ostride, odist, type, batch});
}

CUFFT_CALL cufftEstimate1d(int n, int type, int batch, size_t* size) { return estimate("cufftEstimate1d", basic({n}, type, batch), size); }

CUFFT_CALL cufftEstimate2d(int nx, int ny, int type, size_t* size) { return estimate("cufftEstimate2d", basic({nx, ny}, type, 1), size); }

CUFFT_CALL cufftEstimate3d(int nx, int ny, int nz, int type, size_t* size) {
  return estimate("cufftEstimate3d", basic({nx, ny, nz}, type, 1), size);
}

CUFFT_CALL cufftEstimateMany(int rank, const int* n, const int* inembed, int istride, int idist, const int* onembed, int ostride, int odist,
                             int type, int batch, size_t* size) {
  Wide sizesOf(rank, n), in(rank, inembed), out(rank, onembed);
  return estimate("cufftEstimateMany",
                  {sizes(rank, sizesOf.orNull()), in.orNull(), istride, idist, out.orNull(), ostride, odist, type, batch}, size);
}

CUFFT_CALL cufftGetSize1d(int handle, int n, int type, int batch, size_t* size) {
  return estimate("cufftGetSize1d", handle, basic({n}, type, batch), size);
}

CUFFT_CALL cufftGetSize2d(int handle, int nx, int ny, int type, size_t* size) {
  return estimate("cufftGetSize2d", handle, basic({nx, ny}, type, 1), size);
}

CUFFT_CALL cufftGetSize3d(int handle, int nx, int ny, int nz, int type, size_t* size) {
  return estimate("cufftGetSize3d", handle, basic({nx, ny, nz}, type, 1), size);
}

CUFFT_CALL cufftGetSizeMany(int handle, int rank, const int* n, const int* inembed, int istride, int idist, const int* onembed, int ostride,
                            int odist, int type, int batch, size_t* size) {
  Wide sizesOf(rank, n), in(rank, inembed), out(rank, onembed);
  return estimate("cufftGetSizeMany", handle,
                  {sizes(rank, sizesOf.orNull()), in.orNull(), istride, idist, out.orNull(), ostride, odist, type, batch}, size);
}

CUFFT_CALL cufftGetSizeMany64(int handle, int rank, const int64_t* n, const int64_t* inembed, int64_t istride, int64_t idist,
                              const int64_t* onembed, int64_t ostride, int64_t odist, int type, int64_t batch, size_t* size) {
  return estimate("cufftGetSizeMany64", handle, {sizes(rank, n), inembed, istride, idist, onembed, ostride, odist, type, batch}, size);
}

CUFFT_CALL cufftGetSize(int handle, size_t* size) {
  Call call("cufftGetSize", handle);
  if (call && !call.plan->made) call.fail(INVALID_PLAN, "the plan is not made yet");
  call.require(size != nullptr, "there is a place for the size");
  if (call) *size = call.plan->workSize;
  return call.status;
}

CUFFT_CALL cufftSetAutoAllocation(int handle, int allocates) {
  Call call("cufftSetAutoAllocation", handle);
  if (call && call.plan->made) call.fail(INVALID_PLAN, "the plan is made already, and has its work area or not");
  if (call) call.plan->allocates = allocates != 0;
  return call.status;
}

CUFFT_CALL cufftSetWorkArea(int handle, void* work) {
  Call call("cufftSetWorkArea", handle);
  if (call && !call.plan->made) call.fail(INVALID_PLAN, "the plan is not made yet");
  if (call) call.workspace("the work area", work, call.plan->workSize, 256);
  if (call) call.plan->work = work;
  return call.status;
}

CUFFT_CALL cufftSetStream(int handle, StreamHandle stream) {
  Call call("cufftSetStream", handle);
  call.require(findStream(stream) != nullptr, "the stream is alive");
  if (call) call.plan->stream = stream;
  return call.status;
}

CUFFT_CALL cufftGetVersion(int* version) {
  LibraryCall call("cufftGetVersion", STATUSES, false);
  call.require(version != nullptr, "there is a place for the version");
  if (call) *version = 11206;
  return call.status;
}

CUFFT_CALL cufftGetProperty(int type, int* value) {
  LibraryCall call("cufftGetProperty", STATUSES, false);
  call.require(type >= 0 && type <= 2 && value, "type is in [0, 2] and there is a place for the answer");
  constexpr int VERSION[] = {11, 2, 6};
  if (call) *value = VERSION[type];
  return call.status;
}
