package org.warpath.api.client.query;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options by their names in the service's contract. What is not set is not sent, so the server's
 * default holds. Immutable: each {@code with…} makes another one.
 *
 * @param <Q> the options' own class
 */
public abstract class Options<Q extends Options<Q>> {
  private final Map<String, Object> values;

  Options(Map<String, Object> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** What is set, by its name in the contract. */
  @JsonValue
  public final Map<String, Object> values() {
    return values;
  }

  final Q with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    // Constants are lower case in the contract.
    more.put(name, value instanceof Enum<?> e ? e.name().toLowerCase(Locale.ROOT) : value);
    return of(more);
  }

  abstract Q of(Map<String, Object> newValues);

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Options<?> options
        && options.getClass() == getClass()
        && options.values.equals(values);
  }

  @Override
  public final int hashCode() {
    return values.hashCode();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + values;
  }
}
