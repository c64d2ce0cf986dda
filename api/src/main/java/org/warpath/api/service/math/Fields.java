package org.warpath.api.service.math;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.io.NpyArray;

/** What fields of requests must be. */
final class Fields {
  private Fields() {}

  /** {@code value} itself, if it is there. */
  static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  /** That an array, if it is there, has two dimensions. */
  static void matrix(String name, @Nullable NpyArray value) {
    if (value != null && value.dimensions() != 2) {
      throw new IllegalArgumentException(
          "%s: %s is not a matrix: it has %d dimensions, expected 2"
              .formatted(name, value.describe(), value.dimensions()));
    }
  }

  /** That a number, if it is there, is one of float64: JSON has larger ones. */
  static void finite(String name, @Nullable Double value) {
    if (value != null && !Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " is beyond the range of float64");
    }
  }

  /** That of two fields exactly one is there. */
  static void eitherOr(String one, @Nullable Object first, String other, @Nullable Object second) {
    if ((first == null) == (second == null)) {
      throw new IllegalArgumentException(
          "expected either "
              + one
              + " or "
              + other
              + ", found "
              + (first == null ? "none" : "both"));
    }
  }

  /**
   * That none of {@code values} is there.
   *
   * @param why for what they are
   */
  static void absent(String why, List<String> names, @Nullable Object... values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        throw new IllegalArgumentException(names.get(i) + " is for " + why);
      }
    }
  }

  static boolean isTrue(@Nullable Boolean value) {
    return value != null && value;
  }

  static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
