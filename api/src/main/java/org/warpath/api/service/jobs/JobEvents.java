package org.warpath.api.service.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What happened to a job, numbered, for whoever watches. The last {@value #KEPT} are kept for those
 * who come late or come back.
 */
final class JobEvents {
  private static final int KEPT = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Event> events = new ArrayDeque<>();
  private long lastId;
  private boolean ended;

  /**
   * One thing that happened.
   *
   * @param id ascending from 1
   * @param name state or progress
   */
  record Event(long id, String name, ObjectNode data) {}

  /** Adds one; {@code last} if none follows. */
  void add(String name, ObjectNode data, boolean last) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      lastId++;
      events.add(new Event(lastId, name, data));
      if (events.size() > KEPT) {
        events.poll();
      }
      ended = last;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Those after {@code id}; waits for one, but not for long. Empty if none came; see {@link
   * #hasEndedBy}.
   */
  List<Event> after(long id, long waitMillis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(waitMillis);
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
