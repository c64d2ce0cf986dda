package org.warpath.api.service.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;

/** Refuses requests once the service is about to end; those that came before go on. */
public final class Draining implements Routes {
  private static final int RETRY_SECONDS = 5;

  /** What watches over the service must hear of it just then. */
  private static final Set<String> EXEMPT = Set.of("/healthz", "/readyz", "/metrics");

  private volatile boolean open = true;

  /** From now on they are not. */
  public void begin() {
    open = false;
  }

  /** The answer to who comes too late. */
  public static Problem refusal() {
    return new Problem(ProblemType.SHUTTING_DOWN, "the service is shutting down")
        .retryAfter(RETRY_SECONDS);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.before(this::check);
  }

  private void check(Context context) {
    if (!open && !EXEMPT.contains(context.path())) {
      context.header("Connection", "close");
      throw refusal();
    }
  }
}
