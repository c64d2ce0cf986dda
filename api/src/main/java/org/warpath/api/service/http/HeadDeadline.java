package org.warpath.api.service.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/**
 * Closes connections on which no head of a request becomes whole in twice the idle timeout, TLS's
 * handshake included: one byte now and then would keep them open for ever.
 */
final class HeadDeadline extends Handler.Wrapper implements Connection.Listener {
  private static final Long BUSY = Long.MIN_VALUE;

  private final long idleTimeoutNanos;

  /** Since when each open connection waits for a head; {@link #BUSY} while it has a request. */
  private final Map<Connection, Long> waitingSince = new ConcurrentHashMap<>();

  HeadDeadline(Duration idleTimeout) {
    idleTimeoutNanos = idleTimeout.toNanos();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    for (Connector connector : getServer().getConnectors()) {
      connector.addEventListener(this);
    }
    scheduleSweep();
  }

  @Override
  public void onOpened(Connection connection) {
    // Of the two connections of TLS, the inner one has the requests.
    if (connection instanceof ConnectionMetaData) {
      waitingSince.put(connection, NanoTime.now());
    }
  }

  @Override
  public void onClosed(Connection connection) {
    waitingSince.remove(connection);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    waitingSince.replace(connection, BUSY);
    Request.addCompletionListener(
        request, failure -> waitingSince.replace(connection, NanoTime.now()));
    return super.handle(request, response, callback);
  }

  private void scheduleSweep() {
    getServer()
        .getScheduler()
        .schedule(this::sweep, Math.max(1, idleTimeoutNanos / 4), TimeUnit.NANOSECONDS);
  }

  private void sweep() {
    if (!isRunning()) {
      return;
    }
    waitingSince.forEach((connection, since) -> {
      if (!since.equals(BUSY) && NanoTime.since(since) > 2 * idleTimeoutNanos) {
        connection.close();
      }
    });
    scheduleSweep();
  }
}
