package org.warpath.api.service.http;

import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.util.Locale;
import java.util.Set;

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

  /**
   * The attribute of a request that holds the set of scopes its key has; absent if keys are off.
   */
  public static final String GRANTED = "scopes";

  /**
   * Refuses a request whose key does not have this scope.
   *
   * @throws Problem if it does not
   */
  public void require(Context context) {
    Set<Scope> granted = context.attribute(GRANTED);
    if (granted != null && !granted.contains(this)) {
      throw new Problem(ProblemType.FORBIDDEN, "this takes a key with the scope " + this);
    }
  }

  /**
   * The scope called {@code text}.
   *
   * @throws IllegalArgumentException if none is
   */
  public static Scope of(String text) {
    for (Scope scope : values()) {
      if (scope.toString().equals(text)) {
        return scope;
      }
    }
    throw new IllegalArgumentException(
        "expected a scope, read, write or admin, found \"" + text + '"');
  }

  /** As JSON has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
