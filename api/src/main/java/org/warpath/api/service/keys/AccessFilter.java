package org.warpath.api.service.keys;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.guard.HostNames;
import org.warpath.api.service.http.Caller;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.Routes;
import org.warpath.api.service.http.Scope;

/**
 * Lets a request to a route only with a key that allows the route's scope, where keys are needed.
 */
public final class AccessFilter implements Routes {
  private static final String ATTRIBUTE = "apiKey";
  private static final String CHALLENGE = "Bearer realm=\"warpath\"";
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([\\w-]+) *", Pattern.CASE_INSENSITIVE);

  private final ApiKeys keys;
  private final boolean needed;

  /**
   * @param needed whether keys are asked for
   */
  public AccessFilter(ApiKeys keys, boolean needed) {
    this.keys = keys;
    this.needed = needed;
  }

  /** Whether {@code config} asks for keys: by itself, on addresses that others reach. */
  public static boolean keysNeeded(ServiceConfig config) {
    return switch (config.security().keys()) {
      case AUTO -> !HostNames.isLoopback(config.host());
      case REQUIRED -> true;
      case OFF -> false;
    };
  }

  @Override
  public void addTo(RoutesConfig routes) {
    if (needed) {
      routes.before(this::identify);
      routes.beforeMatched(AccessFilter::authorize);
    }
  }

  private void identify(Context context) {
    String authorization = context.header(Header.AUTHORIZATION);
    Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
    if (bearer.matches()) {
      keys.find(bearer.group(1))
          .ifPresent(key -> {
            context.attribute(ATTRIBUTE, key);
            context.attribute(Caller.KEY_ID, key.id());
            context.attribute(Scope.GRANTED, key.granted());
          });
    }
  }

  private static void authorize(Context context) {
    Scope asked = scope(context);
    if (asked == Scope.OPEN) {
      return;
    }
    ApiKey key = context.attribute(ATTRIBUTE);
    if (key == null) {
      throw unauthenticated(context, context.header(Header.AUTHORIZATION));
    }
    if (!key.granted().contains(asked)) {
      context.header(
          Header.WWW_AUTHENTICATE,
          CHALLENGE + ", error=\"insufficient_scope\", scope=\"" + asked + "\"");
      throw new Problem(
          ProblemType.FORBIDDEN,
          "this asks for scope %s, the key \"%s\" has %s"
              .formatted(asked, key.name(), ApiKey.text(key.scopes())));
    }
  }

  private static Problem unauthenticated(Context context, @Nullable String authorization) {
    boolean sent = authorization != null;
    context.header(
        Header.WWW_AUTHENTICATE, sent ? CHALLENGE + ", error=\"invalid_token\"" : CHALLENGE);
    return new Problem(
        ProblemType.UNAUTHENTICATED,
        sent
            ? "the API key is unknown or revoked; expected Authorization: Bearer wp_…"
            : "an API key is needed: Authorization: Bearer wp_…");
  }

  private static Scope scope(Context context) {
    return context.routeRoles().stream()
        .filter(Scope.class::isInstance)
        .map(Scope.class::cast)
        .findFirst()
        .orElse(Scope.READ); // HEAD of a GET; answers with nothing
  }
}
