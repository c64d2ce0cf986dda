package org.warpath.linalg.sparse.blas;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrArithmetic;

/**
 * Solves T·X = B and Tᵀ·X = B for one triangle T of a sparse matrix, as often as wanted. Entries
 * outside of the triangle are not read, so the factors of an incomplete factorization can share one
 * matrix; parallel entries are summed.
 *
 * <p>On the CPU, right-hand sides are spread over the threads, eight at a time; one of them is
 * solved row by row on one thread. Rows that do not depend on each other could be solved at once,
 * level by level, but in the matrices this is for, factors of stencils, a level has a few thousand
 * rows and takes less time than threads take to meet at its end. So results are bit-identical for
 * every thread count. Sums are formed in float64, and solutions kept in it until all are there.
 *
 * <p>On CUDA this is cuSPARSE's SpSM, which finds out at each call what rows depend on each other;
 * {@link org.warpath.linalg.sparse.cuda.CusparseSolve} does so once. The matrix becomes resident.
 *
 * <p>May be used by several threads at once. The matrix must not be written to, nor its memory
 * closed, while the solver is in use.
 */
public final class TriangularSolver {
  private static final int BLOCK = 8;

  private final Csr matrix;
  private final Triangle triangle;
  private final Diagonal diagonal;
  private final Vector pivots;

  /**
   * A solver for one triangle of {@code matrix}, whose columns ascend in each row. O(rows · log k)
   * time for rows of k entries; 8 bytes a row of memory.
   *
   * @param matrix T, square
   * @param triangle which half of it T is
   * @param diagonal whether T's diagonal is stored, or all ones whatever is stored there
   * @throws IllegalArgumentException if the matrix is not square
   * @throws SingularMatrixException if a stored diagonal has a 0, or nothing, somewhere; names the
   *     first such row
   */
  public TriangularSolver(Csr matrix, Triangle triangle, Diagonal diagonal) {
    if (matrix.rowCount() != matrix.columnCount()) {
      throw new IllegalArgumentException(
          "triangular solve: T must be square, is " + matrix.shape());
    }
    this.matrix = matrix;
    this.triangle = triangle;
    this.diagonal = diagonal;
    pivots = CsrArithmetic.diagonal(matrix, Arena.ofAuto());
    for (int row = 0; diagonal == Diagonal.STORED && row < matrix.rowCount(); row++) {
      if (pivots.get(row) == 0) {
        throw new SingularMatrixException("triangular solve", row);
      }
    }
  }

  /** Solves T·x = b; x replaces b. */
  public void solve(Vector b, Engine engine) {
    solve(b.asColumn(), engine);
  }

  /**
   * Solves T·X = B; X replaces B.
   *
   * @param b B[n×k], of the matrix's type, of any strides
   * @throws IllegalArgumentException if B's shape or type does not fit; B is as it was
   */
  public void solve(Matrix b, Engine engine) {
    solve(b, false, engine);
  }

  /** Solves Tᵀ·x = b; x replaces b. */
  public void solveTransposed(Vector b, Engine engine) {
    solveTransposed(b.asColumn(), engine);
  }

  /** Solves Tᵀ·X = B; X replaces B. As {@link #solve}. */
  public void solveTransposed(Matrix b, Engine engine) {
    solve(b, true, engine);
  }

  private void solve(Matrix b, boolean transposed, Engine engine) {
    SparseShapes.requireSolve(matrix, b);
    switch (engine) {
      case Engine.Cpu cpu ->
          Parallel.forEachRange(
              cpu.threads(),
              b.columns(),
              BLOCK,
              (from, to) -> solveBlock(b.block(0, b.rows(), (int) from, (int) to), transposed));
      case Engine.Cuda cuda ->
          CudaSparse.solve(matrix, triangle, diagonal, transposed, b, cuda.device());
    }
  }

  private void solveBlock(Matrix b, boolean transposed) {
    int width = b.columns();
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment x = scratch.allocate((long) b.rows() * width * Double.BYTES, Vector.ALIGNMENT);
      for (int row = 0; row < b.rows(); row++) {
        for (int j = 0; j < width; j++) {
          x.setAtIndex(JAVA_DOUBLE, (long) row * width + j, b.get(row, j));
        }
      }
      boolean down = (triangle == Triangle.LOWER) != transposed;
      for (int step = 0; step < b.rows(); step++) {
        int row = down ? step : b.rows() - 1 - step;
        if (transposed) {
          divide(x, row, width);
          spread(x, row, width);
        } else {
          gather(x, row, width);
          divide(x, row, width);
        }
      }
      for (int row = 0; row < b.rows(); row++) {
        for (int j = 0; j < width; j++) {
          b.set(row, j, x.getAtIndex(JAVA_DOUBLE, (long) row * width + j));
        }
      }
    }
  }

  private void divide(MemorySegment x, int row, int width) {
    if (diagonal == Diagonal.STORED) {
      double pivot = pivots.get(row);
      for (long i = (long) row * width; i < (row + 1L) * width; i++) {
        x.setAtIndex(JAVA_DOUBLE, i, x.getAtIndex(JAVA_DOUBLE, i) / pivot);
      }
    }
  }

  // Entries left of the diagonal of a lower triangle, right of it of an upper one.
  private long begin(int row) {
    return triangle == Triangle.LOWER ? matrix.rowStart(row) : matrix.firstAtLeast(row, row + 1);
  }

  private long end(int row) {
    return triangle == Triangle.LOWER ? matrix.firstAtLeast(row, row) : matrix.rowStart(row + 1);
  }

  private void gather(MemorySegment x, int row, int width) {
    MemorySegment columns = matrix.columnIndices();
    long end = end(row);
    long place = (long) row * width;
    if (width == 1) {
      double sum = x.getAtIndex(JAVA_DOUBLE, place);
      for (long e = begin(row); e < end; e++) {
        int column = columns.getAtIndex(JAVA_INT, e);
        sum -= matrix.valueAsDouble(e) * x.getAtIndex(JAVA_DOUBLE, column);
      }
      x.setAtIndex(JAVA_DOUBLE, place, sum);
      return;
    }
    for (long e = begin(row); e < end; e++) {
      subtract(x, place, matrix.valueAsDouble(e), (long) matrix.column(e) * width, width);
    }
  }

  private void spread(MemorySegment x, int row, int width) {
    long end = end(row);
    long from = (long) row * width;
    for (long e = begin(row); e < end; e++) {
      subtract(x, (long) matrix.column(e) * width, matrix.valueAsDouble(e), from, width);
    }
  }

  private static void subtract(MemorySegment x, long place, double factor, long from, int width) {
    for (int j = 0; j < width; j++) {
      double value = x.getAtIndex(JAVA_DOUBLE, place + j);
      x.setAtIndex(JAVA_DOUBLE, place + j, value - factor * x.getAtIndex(JAVA_DOUBLE, from + j));
    }
  }
}
