package org.warpath.nn.recurrent;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Tensor;

/** Lines of {@code units} elements between tensors and arrays of float64; for one thread. */
final class Lines {
  private final int units;
  private final float[] narrow;

  Lines(int units) {
    this.units = units;
    narrow = new float[units];
  }

  double[] make() {
    return new double[units];
  }

  /** to ← the elements of {@code from} from place {@code at} on. */
  void load(Tensor from, long at, double[] to) {
    if (from.type() == ElementType.FLOAT64) {
      MemorySegment.copy(from.memory(), JAVA_DOUBLE, at * Double.BYTES, to, 0, units);
    } else {
      MemorySegment.copy(from.memory(), JAVA_FLOAT, at * Float.BYTES, narrow, 0, units);
      for (int i = 0; i < units; i++) {
        to[i] = narrow[i];
      }
    }
  }

  /** A new array of them. */
  double[] load(Tensor from, long at) {
    double[] line = make();
    load(from, at, line);
    return line;
  }

  /** A new array of the sums of two lines of {@code from}; zeros if there is none. */
  double[] loadSum(@Nullable Tensor from, long at, long other) {
    double[] sum = make();
    if (from != null) {
      double[] second = load(from, other);
      load(from, at, sum);
      add(second, sum);
    }
    return sum;
  }

  /** A new array; zeros if there is no tensor. */
  double[] loadOrZeros(@Nullable Tensor from, long at) {
    return from == null ? make() : load(from, at);
  }

  /** to ← to + from. */
  void add(double[] from, double[] to) {
    for (int i = 0; i < units; i++) {
      to[i] += from[i];
    }
  }

  /** The elements of {@code to} from place {@code at} on ← from. */
  void store(double[] from, Tensor to, long at) {
    if (to.type() == ElementType.FLOAT64) {
      MemorySegment.copy(from, 0, to.memory(), JAVA_DOUBLE, at * Double.BYTES, units);
    } else {
      for (int i = 0; i < units; i++) {
        narrow[i] = (float) from[i];
      }
      MemorySegment.copy(narrow, 0, to.memory(), JAVA_FLOAT, at * Float.BYTES, units);
    }
  }
}
