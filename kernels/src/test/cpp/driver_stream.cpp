// Streams and events.
#include <time.h>

#include "driver.h"
#include "streams.h"

using namespace emulator;

namespace {

constexpr unsigned NON_BLOCKING = 1;
constexpr unsigned DISABLE_TIMING = 2;

uint64_t nanoTime() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000u + static_cast<uint64_t>(now.tv_nsec);
}

// Answers "not yet" and does a piece of the work, so that polling ends.
Result query(const Moment& moment) {
  if (isDone(moment)) return stickyError();
  runOne(moment);
  return stickyError() ? stickyError() : NOT_READY;
}

}  // namespace

DRIVER_CALL cuStreamCreate(StreamHandle* stream, unsigned flags) {
  ENTER("cuStreamCreate", Needs::CONTEXT);
  if (flags & ~NON_BLOCKING) return INVALID_VALUE;
  *stream = createStream(!(flags & NON_BLOCKING));
  return SUCCESS;
}

DRIVER_CALL cuStreamCreateWithPriority(StreamHandle* stream, unsigned flags, int) {
  return cuStreamCreate(stream, flags);
}

DRIVER_CALL cuStreamDestroy_v2(StreamHandle stream) {
  ENTER("cuStreamDestroy", Needs::CONTEXT);
  return destroyStream(stream);
}

DRIVER_CALL cuStreamSynchronize(StreamHandle handle) {
  ENTER("cuStreamSynchronize", Needs::CONTEXT);
  auto stream = findStream(handle);
  if (!stream) return INVALID_HANDLE;
  // Waiting for the default stream waits for the others that it waits for.
  if (!handle) enqueue(stream, nullptr);
  runUntil(now(stream));
  return stickyError();
}

DRIVER_CALL cuStreamQuery(StreamHandle handle) {
  ENTER("cuStreamQuery", Needs::CONTEXT);
  auto stream = findStream(handle);
  if (!stream) return INVALID_HANDLE;
  return query(now(stream));
}

DRIVER_CALL cuStreamWaitEvent(StreamHandle handle, EventHandle eventHandle, unsigned) {
  ENTER("cuStreamWaitEvent", Needs::CONTEXT);
  auto stream = findStream(handle);
  Event* event = findEvent(eventHandle);
  if (!stream || !event) return INVALID_HANDLE;
  if (event->moment.stream) enqueue(stream, nullptr, {event->moment});
  return SUCCESS;
}

DRIVER_CALL cuEventCreate(EventHandle* event, unsigned flags) {
  ENTER("cuEventCreate", Needs::CONTEXT);
  *event = createEvent(!(flags & DISABLE_TIMING));
  return SUCCESS;
}

DRIVER_CALL cuEventDestroy_v2(EventHandle event) {
  ENTER("cuEventDestroy", Needs::CONTEXT);
  return destroyEvent(event);
}

DRIVER_CALL cuEventRecord(EventHandle eventHandle, StreamHandle handle) {
  ENTER("cuEventRecord", Needs::CONTEXT);
  auto stream = findStream(handle);
  Event* event = findEvent(eventHandle);
  if (!stream || !event) return INVALID_HANDLE;
  auto nanos = std::make_shared<uint64_t>(0);
  enqueue(stream, [=] {
    *nanos = nanoTime();
    return SUCCESS;
  });
  event->moment = now(stream);
  event->nanos = nanos;
  return SUCCESS;
}

DRIVER_CALL cuEventSynchronize(EventHandle handle) {
  ENTER("cuEventSynchronize", Needs::CONTEXT);
  Event* event = findEvent(handle);
  if (!event) return INVALID_HANDLE;
  Moment moment = event->moment;
  runUntil(moment);
  return stickyError();
}

DRIVER_CALL cuEventQuery(EventHandle handle) {
  ENTER("cuEventQuery", Needs::CONTEXT);
  Event* event = findEvent(handle);
  if (!event) return INVALID_HANDLE;
  Moment moment = event->moment;
  return query(moment);
}

DRIVER_CALL cuEventElapsedTime(float* millis, EventHandle startHandle, EventHandle endHandle) {
  ENTER("cuEventElapsedTime", Needs::CONTEXT);
  Event* start = findEvent(startHandle);
  Event* end = findEvent(endHandle);
  if (!start || !end || !start->moment.stream || !end->moment.stream || !start->timed || !end->timed)
    return INVALID_HANDLE;
  if (!isDone(start->moment) || !isDone(end->moment)) return NOT_READY;
  *millis = static_cast<float>(static_cast<double>(*end->nanos - *start->nanos) / 1e6);
  return SUCCESS;
}
