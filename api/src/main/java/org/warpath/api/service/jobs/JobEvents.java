package org.warpath.api.service.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What happened to a job, numbered, for whoever watches. All states, the last {@value #KEPT} steps
 * of progress, and of losses and of tests at most {@value #KEPT} each, from the beginning on at
 * ever greater intervals, are kept for those who come late or come back.
 *
 * <p>Numbers come from the clock, thousand a millisecond: so they ascend from one process, and one
 * attempt at a job, to the next, and the number of the end can be told from the time of the end.
 */
final class JobEvents {
  private static final int KEPT = 1000;
  private static final int NEWEST = 100;
  private static final long PER_MILLISECOND = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Event> events = new ArrayDeque<>();
  private final Map<Kind, Integer> kept = new EnumMap<>(Kind.class);
  private final Map<Kind, Long> numbers = new EnumMap<>(Kind.class);
  private long lastId;
  private boolean ended;

  /** What an event tells. */
  enum Kind {
    STATE,
    PROGRESS,
    LOSS,
    TEST;

    /** As watchers know it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One thing that happened.
   *
   * @param id ascending
   * @param number among those of its kind, from 0; 0 of states
   */
  record Event(long id, Kind kind, long number, ObjectNode data) {
    /** The end of a job: its number follows all others of its time. */
    static Event end(Instant when, ObjectNode job) {
      return new Event(
          when.toEpochMilli() * PER_MILLISECOND + PER_MILLISECOND - 1, Kind.STATE, 0, job);
    }
  }

  void add(Instant when, Kind kind, ObjectNode data) {
    append(new Event(when.toEpochMilli() * PER_MILLISECOND, kind, 0, data), false);
  }

  /** Adds the last. */
  void end(Instant when, ObjectNode job) {
    append(Event.end(when, job), true);
  }

  private void append(Event event, boolean last) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      lastId = Math.max(lastId + 1, event.id);
      long number = event.kind == Kind.STATE ? 0 : numbers.merge(event.kind, 1L, Long::sum) - 1;
      events.add(new Event(lastId, event.kind, number, event.data));
      if (event.kind != Kind.STATE && kept.merge(event.kind, 1, Integer::sum) > KEPT) {
        forgetSome(event.kind);
      }
      ended = last;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Of progress the oldest; of a curve every second point, but for the newest. */
  private void forgetSome(Kind kind) {
    List<Event> all = events.stream().filter(event -> event.kind == kind).toList();
    Set<Event> forgotten = Collections.newSetFromMap(new IdentityHashMap<>());
    if (kind == Kind.PROGRESS) {
      forgotten.add(all.getFirst());
    } else {
      // Points that come are told at once: only what is history grows sparse.
      long stride = Long.highestOneBit(numbers.getOrDefault(kind, 0L) / (KEPT / 2)) * 2;
      all.subList(0, all.size() - NEWEST).stream()
          .filter(event -> event.number % stride != 0)
          .forEach(forgotten::add);
    }
    events.removeIf(forgotten::contains);
    kept.put(kind, all.size() - forgotten.size());
  }

  /** Ends without a last event. */
  void close() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** {@code id} if it can be one of these; else 0, which all come after. */
  long known(long id) {
    lock.lock();
    try {
      return id > lastId ? 0 : id;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Those after {@code id}; waits for one, but not for long. Empty if none came; see {@link
   * #hasEndedBy}.
   */
  List<Event> after(long id, Duration wait) throws InterruptedException {
    lock.lock();
    try {
      long left = wait.toNanos();
      while (lastId <= id && !ended && left > 0) {
        left = changed.awaitNanos(left);
      }
      return events.stream().filter(event -> event.id > id).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Whether no event follows that of {@code id}. */
  boolean hasEndedBy(long id) {
    lock.lock();
    try {
      return ended && lastId <= id;
    } finally {
      lock.unlock();
    }
  }
}
