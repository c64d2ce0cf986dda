package org.warpath.api.service.http;

import io.javalin.config.RoutesConfig;

/** A part of the API: adds its routes, each with the {@link Scope} that it asks for. */
@FunctionalInterface
public interface Routes {
  /** Adds the routes. */
  void addTo(RoutesConfig routes);
}
