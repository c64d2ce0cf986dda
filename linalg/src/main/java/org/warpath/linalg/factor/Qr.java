package org.warpath.linalg.factor;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.openblas.LapackOrthogonal;

/**
 * A = Q·R, or A·P = Q·R with column pivoting: Q orthogonal, R upper triangular, P a permutation of
 * the columns (LAPACK {@code geqrf}, {@code geqp3}). As in NumPy, diagonal elements of R may be
 * negative. Q is kept as Householder reflections and formed only when asked for.
 *
 * <p>Immutable, with its own memory of m·n elements. With a CUDA engine it runs on the host's
 * processors, as cuBLAS has no single large QR.
 */
public final class Qr {
  private final Matrix factors; // column-major: R and, below its diagonal, the reflections
  private final Vector scales; // of the reflections
  private final int[] columnOrder;
  private final boolean pivoted;
  private final int threads;

  private Qr(Matrix factors, Vector scales, int[] columnOrder, boolean pivoted, int threads) {
    this.factors = factors;
    this.scales = scales;
    this.columnOrder = columnOrder;
    this.pivoted = pivoted;
    this.threads = threads;
  }

  /**
   * A = Q·R of A[m×n], in about 2·(m·n·min(m, n) − min³/3) multiplications and additions.
   *
   * @param a float32 or float64, any shape and strides; not modified
   * @throws IllegalArgumentException if an element is not finite, naming the first, or the type is
   *     a 16-bit one
   * @throws ArithmeticException if an element of the factors is beyond the type's range
   */
  public static Qr of(Matrix a, Engine engine) {
    return of(a, false, engine);
  }

  /**
   * A·P = Q·R of A[m×n], P chosen so that the magnitudes on the diagonal of R do not rise, which
   * shows the rank; otherwise as {@link #of}, but slower: half of the work goes column by column.
   */
  public static Qr pivoted(Matrix a, Engine engine) {
    return of(a, true, engine);
  }

  private static Qr of(Matrix a, boolean pivoted, Engine engine) {
    Operands.requireReal("qr", a.type());
    int threads = Operands.threads(engine);
    Matrix factors = Packing.columnMajor(a, threads);
    Finite.require("qr", "A", a, factors);
    Vector scales = Vector.zeros(a.type(), Math.min(a.rows(), a.columns()));
    MemorySegment order = Arena.ofAuto().allocate(JAVA_INT, a.columns());
    if (!a.isEmpty() && pivoted) {
      LapackOrthogonal.geqp3(factors, order, scales.memory(), threads);
    } else if (!a.isEmpty()) {
      LapackOrthogonal.geqrf(factors, scales.memory(), threads);
    }
    Finite.requireInRange("qr", factors);
    int[] columnOrder =
        pivoted && !a.isEmpty()
            ? IntStream.of(order.toArray(JAVA_INT)).map(column -> column - 1).toArray()
            : IntStream.range(0, a.columns()).toArray();
    return new Qr(factors, scales, columnOrder, pivoted, threads);
  }

  /** What the elements are. */
  public ElementType type() {
    return factors.type();
  }

  /** The first min(m, n) columns of Q, Q[m×min]: a new row-major matrix. */
  public Matrix q() {
    return q(scales.length());
  }

  /** All of Q[m×m]: a new row-major matrix. */
  public Matrix fullQ() {
    return q(factors.rows());
  }

  private Matrix q(int columns) {
    Matrix q = Packing.columnMajor(type(), factors.rows(), columns);
    int reflections = scales.length();
    int rows = factors.rows();
    Packing.copy(factors.block(0, rows, 0, reflections), q.block(0, rows, 0, reflections), threads);
    if (!q.isEmpty()) {
      LapackOrthogonal.orgqr(q, reflections, scales.memory(), threads);
    }
    return Packing.rowMajor(q, threads);
  }

  /** R[min(m, n)×n], with its zeros: a new matrix. */
  public Matrix r() {
    return Triangles.upper(factors.block(0, scales.length(), 0, factors.columns()));
  }

  /** R[m×n], to go with {@link #fullQ}: a new matrix. */
  public Matrix fullR() {
    return Triangles.upper(factors);
  }

  /** P: column j of A·P is column {@code columnOrder()[j]} of A. Without pivoting 0, 1, 2 …. */
  public int[] columnOrder() {
    return columnOrder.clone();
  }

  /** The rank with tolerance max(m, n)·ε; see {@link #rank(double)}. */
  public int rank() {
    return rank(Operands.rankTolerance(type(), factors.rows(), factors.columns()));
  }

  /**
   * How many elements on the diagonal of R are above {@code tolerance} times the first in
   * magnitude. Cheaper than {@link Svd#rank()} and nearly always equal to it; Kahan's matrix is the
   * classical exception.
   *
   * @param tolerance in [0, 1)
   * @throws IllegalStateException if columns were not pivoted: R's diagonal then does not show it
   */
  public int rank(double tolerance) {
    Operands.requireTolerance("rank", tolerance);
    if (!pivoted) {
      throw new IllegalStateException("rank: needs column pivoting: see Qr.pivoted");
    }
    int rank = 0;
    Vector diagonal = factors.diagonal();
    while (rank < diagonal.length()
        && Math.abs(diagonal.get(rank)) > tolerance * Math.abs(diagonal.get(0))) {
      rank++;
    }
    return rank;
  }

  /**
   * Q·B with all of Q[m×m], without forming it: a new row-major matrix; 2·m·k·min(m, n)
   * multiplications.
   *
   * @param b B[m×k], of A's type, finite; not modified
   * @throws IllegalArgumentException if B does not fit or is not finite
   * @throws ArithmeticException if an element of the product is beyond the type's range
   */
  public Matrix applyQ(Matrix b) {
    return apply("applyQ", b, false);
  }

  /** Qᵀ·B; otherwise as {@link #applyQ}. */
  public Matrix applyTransposedQ(Matrix b) {
    return apply("applyTransposedQ", b, true);
  }

  private Matrix apply(String operation, Matrix b, boolean transposed) {
    Operands.requireRightSide(operation, type(), factors.shape(), factors.rows(), b);
    Matrix product = Packing.columnMajor(b, threads);
    Finite.require(operation, "B", b, product);
    if (!product.isEmpty() && scales.length() > 0) {
      LapackOrthogonal.ormqr(
          factors, scales.length(), scales.memory(), transposed, product, threads);
    }
    Finite.requireInRange(operation, product);
    return Packing.rowMajor(product, threads);
  }
}
