package org.warpath.linalg.io;

import java.util.Arrays;

/** Doubles of which it is not known how many will come. */
final class DoubleList {
  /** Elements an array can have. */
  static final int LONGEST = Integer.MAX_VALUE - 8;

  private double[] values = new double[64];
  private int size;

  int size() {
    return size;
  }

  boolean isFull() {
    return size == LONGEST;
  }

  double get(int index) {
    return values[index];
  }

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, (int) Math.min(LONGEST, 2L * size));
    }
    values[size++] = value;
  }
}
