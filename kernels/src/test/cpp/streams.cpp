#include "streams.h"

#include <map>

namespace emulator {
namespace {

std::shared_ptr<Stream>& defaultStream = *new std::shared_ptr<Stream>(new Stream{true, {}});
std::map<StreamHandle, std::shared_ptr<Stream>>& streams = *new std::map<StreamHandle, std::shared_ptr<Stream>>;
std::map<EventHandle, std::unique_ptr<Event>>& events = *new std::map<EventHandle, std::unique_ptr<Event>>;
Result sticky = SUCCESS;

void runFirst(Stream& stream) {
  Operation operation = std::move(stream.queue.front());
  stream.queue.pop_front();
  stream.running++;
  for (const Moment& moment : operation.after) runUntil(moment);
  if (!sticky && operation.run) {
    if (Result result = operation.run()) sticky = result;
  }
  stream.running--;
  stream.done++;
}

}  // namespace

StreamHandle createStream(bool waitsForDefault) {
  auto stream = std::make_shared<Stream>(Stream{waitsForDefault, {}});
  streams[stream.get()] = stream;
  return stream.get();
}

std::shared_ptr<Stream> findStream(StreamHandle handle) {
  constexpr uintptr_t LEGACY = 1, PER_THREAD = 2;
  uintptr_t value = reinterpret_cast<uintptr_t>(handle);
  if (value == 0 || value == LEGACY || value == PER_THREAD) return defaultStream;
  auto found = streams.find(handle);
  return found == streams.end() ? nullptr : found->second;
}

Result destroyStream(StreamHandle handle) {
  auto found = streams.find(handle);
  if (found == streams.end()) return INVALID_HANDLE;
  runUntil(now(found->second));
  streams.erase(found);
  return sticky;
}

EventHandle createEvent(bool timed) {
  auto event = std::make_unique<Event>(Event{timed, {nullptr, 0}, nullptr});
  EventHandle handle = event.get();
  events[handle] = std::move(event);
  return handle;
}

Event* findEvent(EventHandle handle) {
  auto found = events.find(handle);
  return found == events.end() ? nullptr : found->second.get();
}

Result destroyEvent(EventHandle handle) { return events.erase(handle) ? SUCCESS : INVALID_HANDLE; }

void enqueue(const std::shared_ptr<Stream>& stream, std::function<Result()> run, std::vector<Moment> after) {
  if (stream == defaultStream) {
    for (const auto& entry : streams)
      if (entry.second->waitsForDefault && !entry.second->queue.empty()) after.push_back(now(entry.second));
  } else if (stream->waitsForDefault && !defaultStream->queue.empty()) {
    after.push_back(now(defaultStream));
  }
  stream->queue.push_back({std::move(run), std::move(after)});
}

Moment now(const std::shared_ptr<Stream>& stream) { return {stream, stream->issued()}; }

bool isDone(const Moment& moment) { return !moment.stream || moment.stream->done >= moment.number; }

void runUntil(const Moment& moment) {
  while (!isDone(moment) && !moment.stream->queue.empty()) runFirst(*moment.stream);
}

void runOne(const Moment& moment) {
  if (!isDone(moment) && !moment.stream->queue.empty()) runFirst(*moment.stream);
}

void runAll() {
  runUntil(now(defaultStream));
  for (const auto& entry : streams) runUntil(now(entry.second));
}

Result stickyError() { return sticky; }

void setStickyError(Result error) {
  if (!sticky) sticky = error;
}

void resetStreams() {
  defaultStream = std::make_shared<Stream>(Stream{true, {}});
  streams.clear();
  events.clear();
  sticky = SUCCESS;
}

}  // namespace emulator
