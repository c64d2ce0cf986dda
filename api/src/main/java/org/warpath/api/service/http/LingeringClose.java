package org.warpath.api.service.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * What follows the last answer on a connection whose client may still be sending: for a while, what
 * comes is read and dropped (RFC 9112, section 9.6). A connection that were closed at once would be
 * reset, and the client break off before it saw the answer.
 */
final class LingeringClose implements Callback {
  private static final int LONGEST_MILLIS = 2_000;
  private static final int BUFFER_BYTES = 1 << 13;

  private final EndPoint endPoint;
  private final Scheduler scheduler;
  private final Callback close;
  private final AtomicBoolean ended = new AtomicBoolean();

  /**
   * @param request one that nobody reads any further
   * @param close closes its connection
   */
  LingeringClose(Request request, Callback close) {
    endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    scheduler = request.getComponents().getScheduler();
    this.close = close;
  }

  /** The answer is sent. */
  @Override
  public void succeeded() {
    Scheduler.Task deadline = scheduler.schedule(this::end, LONGEST_MILLIS, TimeUnit.MILLISECONDS);
    drop(deadline);
  }

  @Override
  public void failed(Throwable failure) {
    if (ended.compareAndSet(false, true)) {
      close.failed(failure);
    }
  }

  private void drop(Scheduler.Task deadline) {
    ByteBuffer buffer = BufferUtil.allocate(BUFFER_BYTES);
    int bytes = 1;
    try {
      while (bytes > 0 && !ended.get()) {
        BufferUtil.clear(buffer);
        bytes = endPoint.fill(buffer);
      }
    } catch (IOException gone) {
      // The client, which is no longer waited for.
      bytes = -1;
    }
    Callback more = Callback.from(() -> drop(deadline), _ -> end(deadline));
    if (bytes < 0 || ended.get() || !endPoint.tryFillInterested(more)) {
      end(deadline);
    }
  }

  private void end(Scheduler.Task deadline) {
    deadline.cancel();
    end();
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      close.succeeded();
    }
  }
}
