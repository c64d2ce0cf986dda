package org.warpath.api.client.answer;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key.
 *
 * @param id by which it is revoked
 * @param name its name
 * @param scopes what it may be used for
 * @param created when it was made
 * @param key the secret, told once, when the key is made; null later
 */
public record ApiKey(
    String id, String name, Set<Scope> scopes, Instant created, @Nullable String key) {

  /** What a key may be used for; each includes those before it. */
  public enum Scope {
    /** Looking, and computing what is not kept. */
    READ,
    /** Adding and removing graphs, vectors and jobs. */
    WRITE,
    /** API keys. */
    ADMIN
  }
}
