package org.warpath.api.selftest;

import java.util.Optional;

/** How two results differ: arrays and numbers, compared bit by bit or by their L1 distance. */
final class Difference {
  private Difference() {}

  /**
   * What differs first.
   *
   * @param expected float[], double[], int[] or long[]; several of them in an Object[]
   * @param tolerance the L1 distance that double[] may have; 0 for equal bits
   */
  static Optional<String> of(Object expected, Object actual, double tolerance) {
    return switch (expected) {
      case Object[] parts -> ofParts(parts, (Object[]) actual, tolerance);
      case double[] numbers when tolerance > 0 -> distance(numbers, (double[]) actual, tolerance);
      case double[] numbers -> {
        double[] other = (double[]) actual;
        yield first(
            numbers.length,
            other.length,
            i -> Double.doubleToRawLongBits(numbers[i]) == Double.doubleToRawLongBits(other[i]),
            i -> numbers[i] + ", was " + other[i]);
      }
      case float[] numbers -> {
        float[] other = (float[]) actual;
        yield first(
            numbers.length,
            other.length,
            i -> Float.floatToRawIntBits(numbers[i]) == Float.floatToRawIntBits(other[i]),
            i -> numbers[i] + ", was " + other[i]);
      }
      case int[] numbers -> {
        int[] other = (int[]) actual;
        yield first(
            numbers.length,
            other.length,
            i -> numbers[i] == other[i],
            i -> numbers[i] + ", was " + other[i]);
      }
      case long[] numbers -> {
        long[] other = (long[]) actual;
        yield first(
            numbers.length,
            other.length,
            i -> numbers[i] == other[i],
            i -> numbers[i] + ", was " + other[i]);
      }
      default -> throw new IllegalArgumentException("cannot compare " + expected.getClass());
    };
  }

  private static Optional<String> ofParts(Object[] expected, Object[] actual, double tolerance) {
    for (int part = 0; part < expected.length; part++) {
      Optional<String> difference = of(expected[part], actual[part], tolerance);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> distance(double[] expected, double[] actual, double tolerance) {
    double sum = 0;
    for (int i = 0; i < expected.length; i++) {
      sum += Math.abs(expected[i] - actual[i]);
    }
    return sum <= tolerance
        ? Optional.empty()
        : Optional.of("L1 distance " + sum + ", expected at most " + tolerance);
  }

  private interface Same {
    boolean at(int index);
  }

  private interface Told {
    String at(int index);
  }

  private static Optional<String> first(int expected, int actual, Same same, Told told) {
    if (expected != actual) {
      return Optional.of("expected " + expected + " values, were " + actual);
    }
    for (int i = 0; i < expected; i++) {
      if (!same.at(i)) {
        return Optional.of("at " + i + " expected " + told.at(i));
      }
    }
    return Optional.empty();
  }
}
