package org.warpath.nn.loss;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.MemorySegment;
import org.warpath.nn.tensor.Tensor;

/** A {@link Line} of float64 numbers. */
final class DoubleLine implements Line {
  private final double[] x;

  DoubleLine(int length) {
    x = new double[length];
  }

  private static double[] of(Line line) {
    return ((DoubleLine) line).x;
  }

  @Override
  public void load(Tensor from, long place, long stride) {
    MemorySegment memory = from.memory();
    if (stride == 1) {
      MemorySegment.copy(memory, JAVA_DOUBLE, place * Double.BYTES, x, 0, x.length);
      return;
    }
    for (int i = 0; i < x.length; i++) {
      x[i] = memory.getAtIndex(JAVA_DOUBLE, place + i * stride);
    }
  }

  @Override
  public void store(Tensor to, long place, long stride) {
    MemorySegment memory = to.memory();
    if (stride == 1) {
      MemorySegment.copy(x, 0, memory, JAVA_DOUBLE, place * Double.BYTES, x.length);
      return;
    }
    for (int i = 0; i < x.length; i++) {
      memory.setAtIndex(JAVA_DOUBLE, place + i * stride, x[i]);
    }
  }

  @Override
  public double max() {
    double most = Double.NEGATIVE_INFINITY;
    for (double value : x) {
      most = Math.max(most, value);
    }
    return most;
  }

  // Four sums side by side, as one waits for each addition.
  @Override
  public double sum() {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < x.length; i += 4) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
    }
    for (; i < x.length; i++) {
      a += x[i];
    }
    return a + b + (c + d);
  }

  @Override
  public double dot(Line other) {
    double[] y = of(other);
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < x.length; i += 4) {
      a += x[i] * y[i];
      b += x[i + 1] * y[i + 1];
      c += x[i + 2] * y[i + 2];
      d += x[i + 3] * y[i + 3];
    }
    for (; i < x.length; i++) {
      a += x[i] * y[i];
    }
    return a + b + (c + d);
  }

  @Override
  public void add(double shift) {
    for (int i = 0; i < x.length; i++) {
      x[i] += shift;
    }
  }

  @Override
  public void multiply(double factor) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= factor;
    }
  }

  @Override
  public void multiply(Line other) {
    double[] y = of(other);
    for (int i = 0; i < x.length; i++) {
      x[i] *= y[i];
    }
  }

  @Override
  public void add(double factor, Line other) {
    double[] y = of(other);
    for (int i = 0; i < x.length; i++) {
      x[i] += factor * y[i];
    }
  }

  @Override
  public void exp() {
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.exp(x[i]);
    }
  }

  @Override
  public void copyFrom(Line other) {
    System.arraycopy(of(other), 0, x, 0, x.length);
  }

  @Override
  public double get(int i) {
    return x[i];
  }

  @Override
  public void set(int i, double value) {
    x[i] = value;
  }
}
