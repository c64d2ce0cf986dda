package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;

/**
 * The product of a sparse matrix and a dense vector over a {@link Semiring}: y<sub>r</sub> is the
 * sum of A<sub>rc</sub> ⊗ x<sub>c</sub> over the stored entries of row r. Absent entries count as
 * the semiring's zero, so an empty row gives 0, +∞, −∞ or 0. Stored entries of a matrix without
 * values count as 1 in every semiring: a hop, a capacity of 1, true.
 *
 * <p>Parallel entries each count. NaN and infinities follow IEEE 754 and {@link Math#min}: NaN in a
 * product makes the row NaN, also over (min, +) and (max, min), where −0 lies below +0; over (∨, ∧)
 * NaN is true, being no zero. A stored entry equal to the semiring's zero is still multiplied: over
 * (+, ×) 0 · ∞ and over (min, +) ∞ + (−∞) are NaN.
 *
 * <p>PLUS_TIMES forms and adds products in double and rounds once. The entries of a row combine in
 * an order that depends on the matrix alone, so each engine's results are bit-identical from run to
 * run and for every thread count. The CUDA engine gives the CPU engine's bits over (min, +), (max,
 * min) and (∨, ∧), except for which NaN a NaN is; over (+, ×) it adds in another order, so the sums
 * before the one rounding may differ by k · 2<sup>−53</sup> of Σ |a<sub>rc</sub> x<sub>c</sub>| in
 * a row of k entries: unless terms cancel, results are the same or neighbouring float32 numbers.
 *
 * <p>Reads each entry once: O(rows + entries) time. On the CUDA engine the matrix stays {@linkplain
 * DeviceCsr#resident resident}; {@code x} goes up and {@code y} comes down at each call, which
 * {@link DeviceSpmv} saves.
 */
public final class SemiringSpmv {
  private static final int TASKS = 256;

  private SemiringSpmv() {}

  /**
   * Writes y = A ⊗ x.
   *
   * @param a A[m×n], in memory open to all threads; native memory for the CUDA engine
   * @param x x[n], not modified
   * @param y y[m], overwritten; must not be {@code x}
   * @throws IllegalArgumentException if {@code x} or {@code y} has another length, or they are the
   *     same array
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException if the device has not the memory;
   *     {@code y} is as it was
   */
  @SuppressWarnings("ReferenceEquality") // the same array is meant
  public static void multiply(Csr a, float[] x, float[] y, Semiring semiring, Engine engine) {
    if (a.type() != ElementType.FLOAT32) {
      throw new IllegalArgumentException("semirings are over float32, the matrix is " + a.type());
    }
    requireLength("x", x, a.columnCount(), a);
    requireLength("y", y, a.rowCount(), a);
    if (x == y && x.length > 0) {
      throw new IllegalArgumentException("y must not be x: rows still to come read x");
    }
    switch (engine) {
      case Engine.Cpu cpu -> multiplyOnCpu(a, x, y, semiring, cpu.threads());
      case Engine.Cuda cuda -> CudaSemiringSpmv.multiply(a, x, y, semiring, cuda.device());
    }
  }

  private static void requireLength(String name, float[] vector, int length, Csr a) {
    if (vector.length != length) {
      throw new IllegalArgumentException(
          "%s must have length %d for a %d×%d matrix, had %d"
              .formatted(name, length, a.rowCount(), a.columnCount(), vector.length));
    }
  }

  private static void multiplyOnCpu(Csr a, float[] x, float[] y, Semiring semiring, int threads) {
    int[] bounds = a.balancedRows(TASKS);
    Parallel.forEach(
        threads,
        TASKS,
        task -> {
          int from = bounds[task];
          int to = bounds[task + 1];
          switch (semiring) {
            case PLUS_TIMES -> plusTimes(a, x, y, from, to);
            case MIN_PLUS -> minPlus(a, x, y, from, to);
            case MAX_MIN -> maxMin(a, x, y, from, to);
            case OR_AND -> orAnd(a, x, y, from, to);
          }
        });
  }

  private static float value(@Nullable MemorySegment values, long entry) {
    return values == null ? 1f : values.getAtIndex(JAVA_FLOAT, entry);
  }

  private static void plusTimes(Csr a, float[] x, float[] y, int from, int to) {
    MemorySegment offsets = a.rowOffsets();
    MemorySegment columns = a.columnIndices();
    MemorySegment values = a.values();
    long begin = a.rowStart(from);
    for (int row = from; row < to; row++) {
      long end = offsets.getAtIndex(JAVA_LONG, row + 1L);
      double even = 0;
      double odd = 0;
      long e = begin;
      for (; e + 1 < end; e += 2) {
        even += (double) value(values, e) * x[columns.getAtIndex(JAVA_INT, e)];
        odd += (double) value(values, e + 1) * x[columns.getAtIndex(JAVA_INT, e + 1)];
      }
      if (e < end) {
        even += (double) value(values, e) * x[columns.getAtIndex(JAVA_INT, e)];
      }
      y[row] = (float) (even + odd);
      begin = end;
    }
  }

  private static void minPlus(Csr a, float[] x, float[] y, int from, int to) {
    MemorySegment offsets = a.rowOffsets();
    MemorySegment columns = a.columnIndices();
    MemorySegment values = a.values();
    long begin = a.rowStart(from);
    for (int row = from; row < to; row++) {
      long end = offsets.getAtIndex(JAVA_LONG, row + 1L);
      float least = Float.POSITIVE_INFINITY;
      for (long e = begin; e < end; e++) {
        least = Math.min(least, value(values, e) + x[columns.getAtIndex(JAVA_INT, e)]);
      }
      y[row] = least;
      begin = end;
    }
  }

  private static void maxMin(Csr a, float[] x, float[] y, int from, int to) {
    MemorySegment offsets = a.rowOffsets();
    MemorySegment columns = a.columnIndices();
    MemorySegment values = a.values();
    long begin = a.rowStart(from);
    for (int row = from; row < to; row++) {
      long end = offsets.getAtIndex(JAVA_LONG, row + 1L);
      float greatest = Float.NEGATIVE_INFINITY;
      for (long e = begin; e < end; e++) {
        float product = Math.min(value(values, e), x[columns.getAtIndex(JAVA_INT, e)]);
        greatest = Math.max(greatest, product);
      }
      y[row] = greatest;
      begin = end;
    }
  }

  private static void orAnd(Csr a, float[] x, float[] y, int from, int to) {
    MemorySegment offsets = a.rowOffsets();
    MemorySegment columns = a.columnIndices();
    MemorySegment values = a.values();
    long begin = a.rowStart(from);
    for (int row = from; row < to; row++) {
      long end = offsets.getAtIndex(JAVA_LONG, row + 1L);
      float any = 0f;
      for (long e = begin; e < end; e++) {
        if (x[columns.getAtIndex(JAVA_INT, e)] != 0 && value(values, e) != 0) {
          any = 1f;
          break;
        }
      }
      y[row] = any;
      begin = end;
    }
  }
}
