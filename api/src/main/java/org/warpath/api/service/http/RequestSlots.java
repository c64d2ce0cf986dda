package org.warpath.api.service.http;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** So many requests under way; those above it are refused at once, and may come again. */
final class RequestSlots extends Handler.Wrapper {
  private static final int RETRY_SECONDS = 1;

  /** What watches over the service must hear of it just then. */
  private static final Set<String> EXEMPT = Set.of("/healthz", "/readyz", "/metrics");

  private final int slots;
  private final AtomicInteger taken = new AtomicInteger();

  RequestSlots(int slots) {
    this.slots = slots;
  }

  /** How many requests are under way. */
  int taken() {
    return taken.get();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    int underWay = taken.incrementAndGet();
    Request.addCompletionListener(request, failure -> taken.decrementAndGet());
    if (underWay > slots && !EXEMPT.contains(Request.getPathInContext(request))) {
      Problem problem =
          new Problem(ProblemType.OVERLOADED, slots + " requests are under way already")
              .retryAfter(RETRY_SECONDS);
      ProtocolErrors.answer(request, response, callback, problem);
      return true;
    }
    return super.handle(request, response, callback);
  }
}
