package org.warpath.api.service.http;

import io.javalin.security.RouteRole;
import java.util.Locale;

/** What a route asks of the caller's API key. */
public enum Scope implements RouteRole {
  /** Nothing: health, the document, the page. */
  OPEN,
  /** Looking, and computing what is not kept. */
  READ,
  /** Adding and removing graphs, vectors and jobs. */
  WRITE,
  /** API keys. */
  ADMIN;

  /** As JSON has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
