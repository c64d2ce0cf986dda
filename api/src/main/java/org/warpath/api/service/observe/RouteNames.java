package org.warpath.api.service.observe;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import org.eclipse.jetty.server.Request;
import org.warpath.api.service.http.Routes;

/**
 * Notes the pattern of the route that a request takes, {@code /v1/graphs/{graph}}: log and metrics
 * go by it, since paths hold names without number.
 */
public final class RouteNames implements Routes {
  private static final String ATTRIBUTE = "route";
  private static final String NONE = "none";

  @Override
  public void addTo(RoutesConfig routes) {
    // The former also where a filter refuses, the latter also where no route but a file matches.
    routes.before(context -> note(context, NONE));
    routes.beforeMatched(context -> note(context, "static"));
  }

  private static void note(Context context, String otherwise) {
    Endpoint endpoint = context.endpoints().matchedHttpEndpoint();
    context.attribute(ATTRIBUTE, endpoint == null ? otherwise : endpoint.path);
  }

  /** The route of {@code request}; {@code none} if it took none. */
  static String of(Request request) {
    return request.getAttribute(ATTRIBUTE) instanceof String route ? route : NONE;
  }
}
