package org.warpath.api.service.guard;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.Routes;

/**
 * Keeps other people's web pages out. A browser sends what any page asks it to, to this machine
 * too: where no API keys are asked for, only pages of the service itself and of configured origins
 * may change anything (CSRF), and only requests that name this host are answered (DNS rebinding).
 * Other origins may read answers only if they are configured (CORS).
 */
public final class BrowserGuard implements Routes {
  private static final Set<HandlerType> SAFE =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);
  private static final String MAX_AGE_SECONDS = "600";

  private final HostNames hosts;
  private final Set<String> origins;
  private final boolean withoutKeys;

  /**
   * @param keysNeeded whether requests need API keys, which no browser adds by itself
   */
  public BrowserGuard(ServiceConfig config, boolean keysNeeded) {
    hosts = new HostNames(config.host(), config.security().hosts());
    origins = Set.copyOf(config.security().corsOrigins());
    withoutKeys = !keysNeeded;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.before(this::check);
  }

  private void check(Context context) {
    String host = context.header(Header.HOST);
    if (withoutKeys && host != null && !hosts.contain(host)) {
      throw new Problem(
          ProblemType.FORBIDDEN,
          "this service is not called " + host + "; security.hosts adds names");
    }
    String origin = context.header(Header.ORIGIN);
    if (!origins.isEmpty()) {
      context.header(Header.VARY, Header.ORIGIN);
    }
    if (origin == null) {
      return;
    }
    if (origins.contains(origin)) {
      allow(context, origin);
    } else if (withoutKeys && !SAFE.contains(context.method()) && !isOwn(origin, host)) {
      throw new Problem(
          ProblemType.FORBIDDEN,
          "pages of " + origin + " may not do this; security.corsOrigins adds origins");
    }
  }

  private static boolean isOwn(String origin, @Nullable String host) {
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
  }

  private static void allow(Context context, String origin) {
    context.header(Header.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    String method = context.header(Header.ACCESS_CONTROL_REQUEST_METHOD);
    if (HandlerType.OPTIONS.equals(context.method()) && method != null) {
      context.header(Header.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, PUT, DELETE");
      context.header(
          Header.ACCESS_CONTROL_ALLOW_HEADERS,
          "Accept, Authorization, Content-Type, Last-Event-ID, Prefer, X-Request-Id");
      context.header(Header.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
      context.status(204);
      context.skipRemainingHandlers();
    } else {
      context.header(
          Header.ACCESS_CONTROL_EXPOSE_HEADERS,
          "Location, Preference-Applied, Retry-After, X-Request-Id");
    }
  }
}
