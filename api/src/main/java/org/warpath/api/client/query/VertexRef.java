package org.warpath.api.client.query;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A vertex, by its number or by its name.
 *
 * @param number 0 … n−1; null if it is named
 * @param name its name, or {@code "#17"} for number 17; null if it is numbered
 */
public record VertexRef(@Nullable Integer number, @Nullable String name) {

  public VertexRef {
    if ((number == null) == (name == null)) {
      throw new IllegalArgumentException("a vertex has either a number or a name");
    }
    if (number != null && number < 0) {
      throw new IllegalArgumentException("vertex must be at least 0, was " + number);
    }
    if (name != null && name.isEmpty()) {
      throw new IllegalArgumentException("a vertex's name must not be empty");
    }
  }

  /** The vertex of this number, at least 0. */
  public static VertexRef of(int number) {
    return new VertexRef(number, null);
  }

  /** The vertex of this name; a number in digits too, where no vertex has it for a name. */
  public static VertexRef of(String name) {
    return new VertexRef(null, name);
  }

  /** As JSON has it: a number or a string. */
  @JsonValue
  public Object json() {
    return number != null ? number : String.valueOf(name);
  }

  /** As text has it: a name, or {@code #17}. */
  @Override
  public String toString() {
    return number != null ? "#" + number : String.valueOf(name);
  }
}
