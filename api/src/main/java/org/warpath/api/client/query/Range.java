package org.warpath.api.client.query;

/** Says early, and where the mistake is, what the server would refuse. */
final class Range {
  private Range() {}

  static double within(String name, double value, double min, double below) {
    if (!(value >= min && value < below)) {
      throw new IllegalArgumentException(
          name + " must be in [" + min + ", " + below + "), was " + value);
    }
    return value;
  }

  static int within(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " must be in [" + min + ", " + max + "], was " + value);
    }
    return value;
  }

  static long atLeast(String name, long value, long min) {
    if (value < min) {
      throw new IllegalArgumentException(name + " must be at least " + min + ", was " + value);
    }
    return value;
  }
}
