package org.warpath.api.service.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Breaks off requests whose body comes, or whose answer is taken, more slowly than a least speed:
 * clients that trickle would hold what a request holds for as long as they like, since every byte
 * starts the idle timeout anew. Only the time spent waiting for the client counts.
 */
// Volatile for others to see: requests are read, and answers written, by one thread at a time.
@SuppressWarnings("NonAtomicVolatileUpdate")
final class LeastSpeed extends Handler.Wrapper {
  private final long bytesPerSecond;
  private final long graceNanos;

  /**
   * @param bytesPerSecond at least 1
   * @param grace how long a client may take for nothing at all
   */
  LeastSpeed(long bytesPerSecond, Duration grace) {
    this.bytesPerSecond = bytesPerSecond;
    graceNanos = grace.toNanos();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    MeteredRequest metered = new MeteredRequest(request);
    return super.handle(metered, new MeteredResponse(metered, response), callback);
  }

  /** How long {@code bytes} may take. */
  private long allowedNanos(long bytes) {
    return graceNanos + (long) (bytes * 1e9 / bytesPerSecond);
  }

  private TimeoutException tooSlow(String what) {
    return new TimeoutException(what + " more slowly than " + bytesPerSecond + " bytes a second");
  }

  private final class MeteredRequest extends Request.Wrapper {
    private volatile long bytes;
    private volatile long waitedNanos;

    MeteredRequest(Request request) {
      super(request);
    }

    @Override
    public void demand(Runnable available) {
      long began = NanoTime.now();
      super.demand(
          Invocable.from(
              Invocable.getInvocationType(available),
              () -> {
                waitedNanos = waitedNanos + NanoTime.since(began);
                available.run();
              }));
    }

    @Override
    public Content.@Nullable Chunk read() {
      Content.Chunk chunk = super.read();
      if (chunk == null || chunk.isLast()) {
        return chunk;
      }
      bytes = bytes + chunk.remaining();
      if (waitedNanos <= allowedNanos(bytes)) {
        return chunk;
      }
      chunk.release();
      return Content.Chunk.from(tooSlow("the body came"));
    }
  }

  private final class MeteredResponse extends Response.Wrapper {
    private volatile long bytes;
    private volatile long waitedNanos;

    MeteredResponse(MeteredRequest request, Response response) {
      super(request, response);
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
      Write write = new Write(callback);
      bytes = bytes + (content == null ? 0 : content.remaining());
      super.write(last, content, write);
      if (!write.ended.get()) {
        write.guard(allowedNanos(bytes) - waitedNanos);
      }
    }

    /** A write that may not have ended when the method that began it did. */
    private final class Write implements Callback {
      private final Callback callback;
      private final long began = NanoTime.now();
      private final AtomicBoolean ended = new AtomicBoolean();
      private volatile Scheduler.@Nullable Task deadline;

      Write(Callback callback) {
        this.callback = callback;
      }

      void guard(long nanos) {
        Scheduler scheduler = getRequest().getComponents().getScheduler();
        deadline =
            scheduler.schedule(
                () -> failed(tooSlow("the answer was taken")),
                Math.max(0, nanos),
                TimeUnit.NANOSECONDS);
        if (ended.get()) {
          cancelDeadline();
        }
      }

      private void cancelDeadline() {
        Scheduler.Task task = deadline;
        if (task != null) {
          task.cancel();
        }
      }

      @Override
      public void succeeded() {
        if (ended.compareAndSet(false, true)) {
          waitedNanos = waitedNanos + NanoTime.since(began);
          cancelDeadline();
          callback.succeeded();
        }
      }

      @Override
      public void failed(Throwable cause) {
        if (ended.compareAndSet(false, true)) {
          cancelDeadline();
          callback.failed(cause);
        }
      }

      @Override
      public InvocationType getInvocationType() {
        return callback.getInvocationType();
      }
    }
  }
}
