package org.warpath.api.service.observe;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.QueryParameters;
import org.warpath.api.service.http.Routes;
import org.warpath.api.service.http.Scope;

/** {@code /healthz}: the process lives. {@code /readyz}: it takes requests. */
public final class Health implements Routes {
  private final BooleanSupplier ready;

  /**
   * @param ready whether requests are taken; asked at each request of {@code /readyz}
   */
  public Health(BooleanSupplier ready) {
    this.ready = ready;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/healthz", context -> answer(context, "ok"), Scope.OPEN);
    routes.get("/readyz", this::ready, Scope.OPEN);
  }

  private void ready(Context context) {
    if (!ready.getAsBoolean()) {
      throw new Problem(ProblemType.NOT_READY, "the service is starting or stopping").retryAfter(1);
    }
    answer(context, "ready");
  }

  private static void answer(Context context, String status) {
    QueryParameters.of(context, Set.of());
    context.contentType("application/json").result(Json.object().put("status", status).toString());
  }
}
