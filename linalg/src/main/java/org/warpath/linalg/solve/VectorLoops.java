package org.warpath.linalg.solve;

import java.lang.foreign.MemorySegment;
import org.warpath.linalg.ElementType;

/**
 * Loops over the elements {@code from} (included) to {@code to} (excluded) of vectors of one type.
 * Arithmetic is in double; an element is rounded when it is stored.
 */
interface VectorLoops {

  /** The loops for vectors of {@code type}, float32 or float64. */
  static VectorLoops of(ElementType type) {
    return type == ElementType.FLOAT64 ? new Float64Loops() : new Float32Loops();
  }

  /** The sum of x·y, four partial sums side by side. */
  double dot(MemorySegment x, MemorySegment y, long from, long to);

  /** y ← a·x + y. */
  void axpy(double a, MemorySegment x, MemorySegment y, long from, long to);

  /** y ← x + b·y. */
  void xpby(MemorySegment x, double b, MemorySegment y, long from, long to);

  /** y ← a·x; they may be the same. */
  void scale(double a, MemorySegment x, MemorySegment y, long from, long to);

  /** z ← d∘x, element by element. */
  void multiply(MemorySegment d, MemorySegment x, MemorySegment z, long from, long to);

  /** sums[i] ← x[from + i]. */
  void load(MemorySegment x, double[] sums, long from, int count);

  /** sums[i] ← sums[i] + a·x[from + i]. */
  void add(double a, MemorySegment x, double[] sums, long from, int count);

  /** x[from + i] ← sums[i]. */
  void store(double[] sums, MemorySegment x, long from, int count);
}
