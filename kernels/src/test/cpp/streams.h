// Streams as queues whose work runs as late as the rules allow: when something waits for it.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "results.h"
#include "shared.h"

namespace emulator {

struct Stream;

// The point of a stream at which its first `number` operations are done.
struct Moment {
  std::shared_ptr<Stream> stream;
  uint64_t number;
};

struct Operation {
  std::function<Result()> run;
  std::vector<Moment> after;
};

struct Stream {
  bool waitsForDefault;  // false: created as non-blocking
  std::deque<Operation> queue;
  uint64_t done = 0;
  uint64_t issued() const { return done + running + queue.size(); }
  int running = 0;
};

struct Event {
  bool timed;
  Moment moment;  // no stream: never recorded
  std::shared_ptr<uint64_t> nanos;  // when the recording ran
};

using StreamHandle = void*;
using EventHandle = void*;

StreamHandle createStream(bool waitsForDefault);
// Null for a handle that is none. The null handle is the default stream.
SHARED std::shared_ptr<Stream> findStream(StreamHandle handle);
Result destroyStream(StreamHandle handle);

EventHandle createEvent(bool timed);
Event* findEvent(EventHandle handle);
Result destroyEvent(EventHandle handle);

// Queues an operation. On the default stream it comes after all that other streams hold so far, and what they get
// later comes after it.
SHARED void enqueue(const std::shared_ptr<Stream>& stream, std::function<Result()> run, std::vector<Moment> after = {});
SHARED Moment now(const std::shared_ptr<Stream>& stream);
bool isDone(const Moment& moment);

// Runs what must be done for the moment to come; the first failure becomes the context's sticky error.
SHARED void runUntil(const Moment& moment);
void runOne(const Moment& moment);
SHARED void runAll();

// The sticky error: it stays until the context is reset, and nothing runs meanwhile.
SHARED Result stickyError();
void setStickyError(Result error);
// Drops all queues, streams and events, and the sticky error.
void resetStreams();

}  // namespace emulator
