package org.warpath.linalg.elements;

import org.warpath.kernels.Engine;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

/**
 * Reductions of vectors and matrices in host memory, of any strides and any type, to a number, or
 * to one a row or a column.
 *
 * <p>Sums and products are formed in float64, pairwise (block by block, and the blocks' sums in a
 * tree): the error of a sum grows with the logarithm of n. The tree depends on shape and strides
 * only, so the result has the same bits for every number of threads; each engine has its own tree.
 * NaN spreads.
 *
 * <p>Every method throws {@code IllegalArgumentException} when shapes do not fit, the result shares
 * an element with the operand or is read-only, or there are no elements to take the mean or an
 * extreme of, before anything is written.
 *
 * <p>One pass over memory; two for {@link Reduction#NORM_2} where squares overflow or underflow.
 */
public final class Reductions {

  private Reductions() {}

  /** All elements of A, reduced. */
  public static double reduce(Reduction reduction, Matrix a, Engine engine) {
    if (reduction.needsElements()) {
      ElementShapes.requireElements(reduction.name(), a);
    }
    return switch (engine) {
      case Engine.Cpu cpu -> CpuReductions.reduce(reduction, a, cpu.threads());
      case Engine.Cuda cuda -> CudaReductions.reduce(reduction, a, cuda.device());
    };
  }

  /** All elements of x, reduced. */
  public static double reduce(Reduction reduction, Vector x, Engine engine) {
    return reduce(reduction, x.asRow(), engine);
  }

  /** Each row of A[m×n] reduced to one element of {@code result}[m], of any type, rounded once. */
  public static void reduceRows(Reduction reduction, Matrix a, Vector result, Engine engine) {
    ElementShapes.requireFit(reduction, a, "row", a.rows(), a.columns(), result.asRow());
    switch (engine) {
      case Engine.Cpu cpu -> CpuReductions.reduceRows(reduction, a, result, cpu.threads());
      case Engine.Cuda cuda -> CudaReductions.reduceRows(reduction, a, result, cuda.device());
    }
  }

  /**
   * Each column of A[m×n] reduced to one element of {@code result}[n], of any type, rounded once.
   */
  public static void reduceColumns(Reduction reduction, Matrix a, Vector result, Engine engine) {
    ElementShapes.requireFit(reduction, a, "column", a.columns(), a.rows(), result.asRow());
    Matrix columns = a.transposed();
    switch (engine) {
      case Engine.Cpu cpu -> CpuReductions.reduceRows(reduction, columns, result, cpu.threads());
      case Engine.Cuda cuda -> CudaReductions.reduceRows(reduction, columns, result, cuda.device());
    }
  }

  /**
   * Where the extreme element of A[m×n] is: i · n + j for element (i, j). The first in row-major
   * order if there are several; the first NaN if there is one.
   */
  public static long indexOf(Extreme extreme, Matrix a, Engine engine) {
    ElementShapes.requireElements(extreme.name(), a);
    return switch (engine) {
      case Engine.Cpu cpu -> CpuReductions.indexOf(extreme, a, cpu.threads());
      case Engine.Cuda cuda -> CudaReductions.indexOf(extreme, a, cuda.device());
    };
  }

  /** Where the extreme element of x is: the first if there are several, the first NaN if any. */
  public static int indexOf(Extreme extreme, Vector x, Engine engine) {
    return Math.toIntExact(indexOf(extreme, x.asRow(), engine));
  }

  /** In which column each row of A has its extreme element, with {@link #indexOf}'s rules. */
  public static int[] indexInRows(Extreme extreme, Matrix a, Engine engine) {
    ElementShapes.requireElementsInEach(extreme.name(), a, "row", a.rows(), a.columns());
    return indexInEach(extreme, a, engine);
  }

  /** In which row each column of A has its extreme element, with {@link #indexOf}'s rules. */
  public static int[] indexInColumns(Extreme extreme, Matrix a, Engine engine) {
    ElementShapes.requireElementsInEach(extreme.name(), a, "column", a.columns(), a.rows());
    return indexInEach(extreme, a.transposed(), engine);
  }

  private static int[] indexInEach(Extreme extreme, Matrix a, Engine engine) {
    return switch (engine) {
      case Engine.Cpu cpu -> CpuReductions.indexInRows(extreme, a, cpu.threads());
      case Engine.Cuda cuda -> CudaReductions.indexInRows(extreme, a, cuda.device());
    };
  }
}
