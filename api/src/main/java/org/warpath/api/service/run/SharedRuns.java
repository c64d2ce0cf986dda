package org.warpath.api.service.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Progress;

/**
 * Runs by what they compute: who asks for what is being computed already joins that run. It ends
 * early only when nobody wants it any more. Safe for use by many threads.
 *
 * @param <K> what tells equal runs
 * @param <T> what a run gives
 */
public final class SharedRuns<K, T> {
  private final Scheduler scheduler;
  private final Map<K, Shared> runs = new ConcurrentHashMap<>();

  public SharedRuns(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** One party's interest in a run. */
  public final class Ticket {
    private final Shared shared;
    private final Run.Listener listener;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    private Ticket(Shared shared, Run.Listener listener) {
      this.shared = shared;
      this.listener = listener;
    }

    /** What comes of the run; a {@link CancellationException} after {@link #cancel}. */
    public CompletableFuture<T> result() {
      return result;
    }

    /** Wants it no more: the run is cancelled if nobody else wants it. */
    public void cancel() {
      if (shared.leave(this)) {
        result.completeExceptionally(new CancellationException("the run was cancelled"));
      }
    }
  }

  private final class Shared implements Run.Listener {
    private final K key;
    private final List<Ticket> tickets = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Run<T>> run = new CompletableFuture<>();
    private boolean started;
    private boolean over;

    Shared(K key) {
      this.key = key;
    }

    /** Joins, unless it is over. */
    synchronized boolean join(Ticket ticket) {
      if (over) {
        return false;
      }
      tickets.add(ticket);
      if (started) {
        ticket.listener.started();
      }
      return true;
    }

    /**
     * Whether {@code ticket} was still in it. If it was the last, the run is cancelled once it ends
     * its iteration; who comes meanwhile starts another.
     */
    boolean leave(Ticket ticket) {
      boolean last;
      synchronized (this) {
        if (!tickets.remove(ticket)) {
          return false;
        }
        last = tickets.isEmpty();
        over |= last;
      }
      if (last) {
        runs.remove(key, this);
        var _ = run.thenAccept(Run::cancel);
      }
      return true;
    }

    @Override
    public void started() {
      synchronized (this) {
        started = true;
        tickets.forEach(ticket -> ticket.listener.started());
      }
    }

    @Override
    public void progress(Progress progress) {
      tickets.forEach(ticket -> ticket.listener.progress(progress));
    }

    void ended(@Nullable T value, @Nullable Throwable failure) {
      List<Ticket> waiting;
      synchronized (this) {
        over = true;
        waiting = List.copyOf(tickets);
        tickets.clear();
      }
      runs.remove(key, this);
      for (Ticket ticket : waiting) {
        if (failure == null) {
          ticket.result.complete(value);
        } else {
          ticket.result.completeExceptionally(failure);
        }
      }
    }
  }

  /**
   * Joins the run for {@code key}, or queues {@code work} as one.
   *
   * @param release called once when {@code work} needs its means no more: when its run is over, or
   *     at once if another run serves
   * @param listener hears of the run, from now on
   * @throws org.warpath.api.service.http.Problem if the queue is full or the service is ending
   */
  public Ticket join(
      K key, RunRequest request, Work<T> work, Runnable release, Run.Listener listener) {
    while (true) {
      Shared fresh = new Shared(key);
      // In it before others can find it: else one who joins and leaves at once would end it.
      Ticket first = new Ticket(fresh, listener);
      fresh.join(first);
      Shared shared = runs.putIfAbsent(key, fresh);
      if (shared == null) {
        begin(fresh, request, work, release);
        return first;
      }
      Ticket ticket = new Ticket(shared, listener);
      if (shared.join(ticket)) {
        release.run();
        return ticket;
      }
      runs.remove(key, shared);
    }
  }

  private void begin(Shared fresh, RunRequest request, Work<T> work, Runnable release) {
    try {
      Run<T> run = scheduler.submit(request, work, fresh);
      fresh.run.complete(run);
      var _ =
          run.result()
              .whenComplete((value, failure) -> {
                release.run();
                fresh.ended(value, failure);
              });
    } catch (Throwable e) {
      release.run();
      fresh.run.completeExceptionally(e);
      fresh.ended(null, e);
      throw e;
    }
  }
}
