package org.warpath.linalg.factor;

import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.NoConvergenceException;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.openblas.LapackSpectral;
import org.warpath.linalg.openblas.LapackSpectral.Vectors;

/**
 * A = U·S·Vᵀ of A[m×n]: U and V orthogonal, S diagonal with the singular values, descending and at
 * least 0 (divide and conquer, LAPACK {@code gesdd}). The signs of pairs of columns of U and V are
 * not determined by A, nor are the vectors of equal singular values.
 *
 * <p>Immutable. With a CUDA engine it runs on the host's processors, as cuBLAS has no singular
 * values.
 */
public final class Svd {
  // LAPACK counts its workspace of about 4·min² in an int.
  private static final int MAX_SMALLER = 23_000;

  private final Matrix u;
  private final Vector values;
  private final Matrix vt;
  private final Engine engine;

  private Svd(Matrix u, Vector values, Matrix vt, Engine engine) {
    this.u = u;
    this.values = values;
    this.vt = vt;
    this.engine = engine;
  }

  /**
   * The singular values alone, descending: a new vector of min(m, n); without the work and memory
   * that vectors take.
   *
   * @param a as for {@link #thin}
   * @throws IllegalArgumentException as {@link #thin}
   * @throws NoConvergenceException as {@link #thin}
   */
  public static Vector values(Matrix a, Engine engine) {
    return of(Vectors.NONE, a, engine).values;
  }

  /**
   * U[m×min(m, n)], the singular values and Vᵀ[min(m, n)×n], in the order of m·n·min(m, n) steps.
   *
   * @param a float32 or float64, any shape and strides; not modified; min(m, n) ≤ 23,000
   * @throws IllegalArgumentException if an element is not finite, naming the first, the type is a
   *     16-bit one, or A is too large
   * @throws NoConvergenceException if the singular values do not converge, which no matrix is known
   *     to cause
   * @throws ArithmeticException if a singular value is beyond the type's range
   */
  public static Svd thin(Matrix a, Engine engine) {
    return of(Vectors.THIN, a, engine);
  }

  /** U[m×m], the singular values and Vᵀ[n×n]; otherwise as {@link #thin}. */
  public static Svd full(Matrix a, Engine engine) {
    return of(Vectors.FULL, a, engine);
  }

  private static Svd of(Vectors vectors, Matrix a, Engine engine) {
    Operands.requireReal("svd", a.type());
    int smaller = Math.min(a.rows(), a.columns());
    if (smaller > MAX_SMALLER) {
      throw new IllegalArgumentException(
          "svd: A is %s: the smaller side can be at most %d".formatted(a.shape(), MAX_SMALLER));
    }
    int threads = Operands.threads(engine);
    Matrix packed = Packing.rowMajor(a, threads);
    Finite.require("svd", "A", a, packed);
    Vector values = Vector.zeros(a.type(), smaller);
    Matrix u = leftVectors(vectors, a.type(), a.rows(), smaller);
    Matrix vt = rightVectors(vectors, a.type(), a.columns(), smaller);
    // LAPACK sees Aᵀ = V·S·Uᵀ, and writes V by columns, which is Vᵀ by rows.
    int info =
        smaller == 0
            ? 0
            : LapackSpectral.gesdd(
                vectors,
                packed.transposed(),
                values.memory(),
                vt.transposed(),
                u.transposed(),
                threads);
    if (info > 0) {
      throw new NoConvergenceException("svd", "the singular values did not converge");
    }
    Finite.requireInRange("svd", values.asColumn());
    return new Svd(u, values, vt, engine);
  }

  private static Matrix leftVectors(Vectors vectors, ElementType type, int length, int smaller) {
    return switch (vectors) {
      case NONE -> Matrix.zeros(type, 0, 0);
      case THIN -> Matrix.zeros(type, length, smaller);
      // What LAPACK leaves of it where there is nothing to decompose.
      case FULL -> Matrix.identity(type, length);
    };
  }

  private static Matrix rightVectors(Vectors vectors, ElementType type, int length, int smaller) {
    return switch (vectors) {
      case NONE -> Matrix.zeros(type, 0, 0);
      case THIN -> Matrix.zeros(type, smaller, length);
      case FULL -> Matrix.identity(type, length);
    };
  }

  /** U, a left singular vector a column. */
  public Matrix u() {
    return Operands.readOnly(u);
  }

  /** The min(m, n) singular values, descending. */
  public Vector values() {
    return Operands.readOnly(values);
  }

  /** Vᵀ, a right singular vector a row. */
  public Matrix vt() {
    return Operands.readOnly(vt);
  }

  /** The rank with tolerance max(m, n)·ε, as NumPy's {@code matrix_rank}. */
  public int rank() {
    return rank(defaultTolerance());
  }

  /**
   * How many singular values are above {@code tolerance} times the largest.
   *
   * @param tolerance in [0, 1)
   */
  public int rank(double tolerance) {
    Operands.requireTolerance("rank", tolerance);
    int rank = 0;
    while (rank < values.length() && values.get(rank) > tolerance * values.get(0)) {
      rank++;
    }
    return rank;
  }

  private double defaultTolerance() {
    return Operands.rankTolerance(values.type(), u.rows(), vt.columns());
  }

  /**
   * ‖A‖₂·‖A⁺‖₂, the largest singular value over the smallest: 1 at best, ∞ if the smallest is 0; 1
   * for a matrix without elements.
   */
  public double conditionNumber() {
    if (values.length() == 0) {
      return 1;
    }
    double smallest = values.get(values.length() - 1);
    return smallest == 0 ? Double.POSITIVE_INFINITY : values.get(0) / smallest;
  }

  /** The pseudo-inverse with tolerance max(m, n)·ε; see {@link #pseudoInverse(double)}. */
  public Matrix pseudoInverse() {
    return pseudoInverse(defaultTolerance());
  }

  /**
   * A⁺ = V·S⁺·Uᵀ of Moore and Penrose, A⁺[n×m]: a new row-major matrix; m·n·rank multiplications,
   * on the engine.
   *
   * @param tolerance in [0, 1): singular values up to this times the largest count as 0
   * @throws ArithmeticException if an element is beyond the type's range
   */
  public Matrix pseudoInverse(double tolerance) {
    int rank = rank(tolerance);
    Matrix scaled = vt.block(0, rank, 0, vt.columns()).copy();
    for (int i = 0; i < rank; i++) {
      for (int j = 0; j < scaled.columns(); j++) {
        scaled.set(i, j, scaled.get(i, j) / values.get(i));
      }
    }
    Matrix inverse =
        Blas.multiply(scaled.transposed(), u.block(0, u.rows(), 0, rank).transposed(), engine);
    Finite.requireInRange("pseudoInverse", inverse);
    return inverse;
  }
}
