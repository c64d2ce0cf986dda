package org.warpath.linalg.solve;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;

/** Loops over float32. */
final class Float32Loops implements VectorLoops {

  @Override
  public double dot(MemorySegment x, MemorySegment y, long from, long to) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    long i = from;
    for (; i + 3 < to; i += 4) {
      first += (double) x.getAtIndex(JAVA_FLOAT, i) * y.getAtIndex(JAVA_FLOAT, i);
      second += (double) x.getAtIndex(JAVA_FLOAT, i + 1) * y.getAtIndex(JAVA_FLOAT, i + 1);
      third += (double) x.getAtIndex(JAVA_FLOAT, i + 2) * y.getAtIndex(JAVA_FLOAT, i + 2);
      fourth += (double) x.getAtIndex(JAVA_FLOAT, i + 3) * y.getAtIndex(JAVA_FLOAT, i + 3);
    }
    for (; i < to; i++) {
      first += (double) x.getAtIndex(JAVA_FLOAT, i) * y.getAtIndex(JAVA_FLOAT, i);
    }
    return (first + second) + (third + fourth);
  }

  @Override
  public void axpy(double a, MemorySegment x, MemorySegment y, long from, long to) {
    for (long i = from; i < to; i++) {
      y.setAtIndex(
          JAVA_FLOAT, i, (float) (y.getAtIndex(JAVA_FLOAT, i) + a * x.getAtIndex(JAVA_FLOAT, i)));
    }
  }

  @Override
  public void xpby(MemorySegment x, double b, MemorySegment y, long from, long to) {
    for (long i = from; i < to; i++) {
      y.setAtIndex(
          JAVA_FLOAT, i, (float) (x.getAtIndex(JAVA_FLOAT, i) + b * y.getAtIndex(JAVA_FLOAT, i)));
    }
  }

  @Override
  public void scale(double a, MemorySegment x, MemorySegment y, long from, long to) {
    for (long i = from; i < to; i++) {
      y.setAtIndex(JAVA_FLOAT, i, (float) (a * x.getAtIndex(JAVA_FLOAT, i)));
    }
  }

  @Override
  public void multiply(MemorySegment d, MemorySegment x, MemorySegment z, long from, long to) {
    for (long i = from; i < to; i++) {
      z.setAtIndex(JAVA_FLOAT, i, d.getAtIndex(JAVA_FLOAT, i) * x.getAtIndex(JAVA_FLOAT, i));
    }
  }

  @Override
  public void load(MemorySegment x, double[] sums, long from, int count) {
    for (int i = 0; i < count; i++) {
      sums[i] = x.getAtIndex(JAVA_FLOAT, from + i);
    }
  }

  @Override
  public void add(double a, MemorySegment x, double[] sums, long from, int count) {
    for (int i = 0; i < count; i++) {
      sums[i] += a * x.getAtIndex(JAVA_FLOAT, from + i);
    }
  }

  @Override
  public void store(double[] sums, MemorySegment x, long from, int count) {
    for (int i = 0; i < count; i++) {
      x.setAtIndex(JAVA_FLOAT, from + i, (float) sums[i]);
    }
  }
}
