package org.warpath.api.service.keys;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.warpath.api.service.http.Scope;

/**
 * An API key as it is kept: without its secret.
 *
 * @param id tells it from others; public
 * @param name what people call it
 * @param scopes what it allows, at least one of read, write, admin
 * @param created when it was made
 */
public record ApiKey(String id, String name, Set<Scope> scopes, Instant created) {
  public ApiKey {
    scopes = Set.copyOf(new TreeSet<>(scopes));
    if (scopes.isEmpty() || scopes.contains(Scope.OPEN)) {
      throw new IllegalArgumentException(
          "scopes must be some of read, write, admin, were " + scopes);
    }
  }

  /** All that it allows: each scope includes those below it. */
  public Set<Scope> granted() {
    return EnumSet.range(Scope.READ, Collections.max(scopes));
  }

  /** {@code read,write}. */
  public static String text(Set<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::toString).collect(Collectors.joining(","));
  }

  static Set<Scope> scopes(String text) {
    return Arrays.stream(text.split(",")).map(Scope::of).collect(Collectors.toSet());
  }
}
