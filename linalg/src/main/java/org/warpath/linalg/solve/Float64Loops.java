package org.warpath.linalg.solve;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.MemorySegment;

/** Loops over float64. */
final class Float64Loops implements VectorLoops {

  @Override
  public double dot(MemorySegment x, MemorySegment y, long from, long to) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    long i = from;
    for (; i + 3 < to; i += 4) {
      first += x.getAtIndex(JAVA_DOUBLE, i) * y.getAtIndex(JAVA_DOUBLE, i);
      second += x.getAtIndex(JAVA_DOUBLE, i + 1) * y.getAtIndex(JAVA_DOUBLE, i + 1);
      third += x.getAtIndex(JAVA_DOUBLE, i + 2) * y.getAtIndex(JAVA_DOUBLE, i + 2);
      fourth += x.getAtIndex(JAVA_DOUBLE, i + 3) * y.getAtIndex(JAVA_DOUBLE, i + 3);
    }
    for (; i < to; i++) {
      first += x.getAtIndex(JAVA_DOUBLE, i) * y.getAtIndex(JAVA_DOUBLE, i);
    }
    return (first + second) + (third + fourth);
  }

  @Override
  public void axpy(double a, MemorySegment x, MemorySegment y, long from, long to) {
    for (long i = from; i < to; i++) {
      y.setAtIndex(JAVA_DOUBLE, i, y.getAtIndex(JAVA_DOUBLE, i) + a * x.getAtIndex(JAVA_DOUBLE, i));
    }
  }

  @Override
  public void xpby(MemorySegment x, double b, MemorySegment y, long from, long to) {
    for (long i = from; i < to; i++) {
      y.setAtIndex(JAVA_DOUBLE, i, x.getAtIndex(JAVA_DOUBLE, i) + b * y.getAtIndex(JAVA_DOUBLE, i));
    }
  }

  @Override
  public void scale(double a, MemorySegment x, MemorySegment y, long from, long to) {
    for (long i = from; i < to; i++) {
      y.setAtIndex(JAVA_DOUBLE, i, a * x.getAtIndex(JAVA_DOUBLE, i));
    }
  }

  @Override
  public void multiply(MemorySegment d, MemorySegment x, MemorySegment z, long from, long to) {
    for (long i = from; i < to; i++) {
      z.setAtIndex(JAVA_DOUBLE, i, d.getAtIndex(JAVA_DOUBLE, i) * x.getAtIndex(JAVA_DOUBLE, i));
    }
  }

  @Override
  public void load(MemorySegment x, double[] sums, long from, int count) {
    for (int i = 0; i < count; i++) {
      sums[i] = x.getAtIndex(JAVA_DOUBLE, from + i);
    }
  }

  @Override
  public void add(double a, MemorySegment x, double[] sums, long from, int count) {
    for (int i = 0; i < count; i++) {
      sums[i] += a * x.getAtIndex(JAVA_DOUBLE, from + i);
    }
  }

  @Override
  public void store(double[] sums, MemorySegment x, long from, int count) {
    for (int i = 0; i < count; i++) {
      x.setAtIndex(JAVA_DOUBLE, from + i, sums[i]);
    }
  }
}
