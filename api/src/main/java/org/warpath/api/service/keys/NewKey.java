package org.warpath.api.service.keys;

/**
 * A key just made, the only time that its secret is known.
 *
 * @param key what is kept of it
 * @param secret what callers send, after {@code Authorization: Bearer}
 */
public record NewKey(ApiKey key, String secret) {
  /** Without the secret, which must not come into a log. */
  @Override
  public String toString() {
    return "NewKey[key=" + key + "]";
  }
}
