package org.warpath.linalg.factor;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.dense.MatrixBatch;

/**
 * P·A = L·U of many square matrices of one size, each on one thread, several at once; for matrices
 * up to a few hundred rows. Larger ones are better taken one after another by {@link Lu}.
 *
 * <p>Immutable, with its own memory of count·n² elements. Runs on the host's processors, with a
 * CUDA engine too.
 */
public final class LuBatch {
  private final Lu[] factors;
  private final MatrixBatch storage; // column-major factors
  private final int threads;

  private LuBatch(Lu[] factors, MatrixBatch storage, int threads) {
    this.factors = factors;
    this.storage = storage;
    this.threads = threads;
  }

  /**
   * Factors each Aᵢ[n×n].
   *
   * @param a float32 or float64, square, any strides; not modified
   * @throws IllegalArgumentException if they are not square, an element is not finite (the message
   *     names the matrix and the first position), or the type is a 16-bit one
   * @throws ArithmeticException if an element of a factor is beyond the type's range
   */
  public static LuBatch of(MatrixBatch a, Engine engine) {
    Operands.requireReal("lu", a.type());
    if (a.rows() != a.columns()) {
      throw new IllegalArgumentException("lu: matrices must be square, are " + a.shape());
    }
    int threads = Operands.threads(engine);
    int size = a.rows();
    MatrixBatch storage = MatrixBatch.zeros(a.type(), a.count(), size, size).transposed();
    MemorySegment pivots = Arena.ofAuto().allocate(JAVA_INT, (long) a.count() * size);
    Lu[] factors = new Lu[a.count()];
    long pivotBytes = (long) size * Integer.BYTES;
    Parallel.forEach(
        threads,
        a.count(),
        i ->
            factors[i] =
                Lu.of(
                    "lu, matrix " + i,
                    a.get(i),
                    storage.get(i),
                    pivots.asSlice(i * pivotBytes, pivotBytes),
                    1));
    return new LuBatch(factors, storage, threads);
  }

  /** How many matrices there are. */
  public int count() {
    return factors.length;
  }

  /** The factors of matrix {@code index}. */
  public Lu get(int index) {
    return factors[index];
  }

  /**
   * Xᵢ[n×k] with Aᵢ·Xᵢ = Bᵢ for each i: a new packed batch.
   *
   * @param b of A's count and type; a batch stride of 0 takes one B for every A; not modified
   * @throws SingularMatrixException if an Aᵢ is singular; the message names the matrix and the
   *     pivot
   * @throws IllegalArgumentException if shapes or types do not fit, or an element is not finite
   * @throws ArithmeticException if an element of an Xᵢ is beyond the type's range
   */
  public MatrixBatch solve(MatrixBatch b) {
    if (b.count() != count() || b.rows() != storage.rows() || b.type() != storage.type()) {
      throw new IllegalArgumentException(
          "solve: A is %s of %s, B is %s of %s: counts, rows and types must agree"
              .formatted(storage.shape(), storage.type(), b.shape(), b.type()));
    }
    for (int i = 0; i < factors.length; i++) {
      factors[i].requireInvertible("solve, matrix " + i);
    }
    MatrixBatch x = MatrixBatch.zeros(b.type(), b.count(), b.rows(), b.columns());
    Parallel.forEach(
        threads,
        factors.length,
        i -> Packing.copy(factors[i].solve("solve, matrix " + i, b.get(i), false), x.get(i), 1));
    return x;
  }
}
