package org.warpath.linalg.factor;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.kernels.cuda.Device;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.dense.MatrixBatch;

/**
 * P·A = L·U of many square matrices of one size at once; for matrices up to a few hundred rows.
 * Larger ones are better taken one after another by {@link Lu}.
 *
 * <p>On the CPU engine each is factored by one thread, several at once. On the CUDA engine cuBLAS
 * factors and solves them together ({@code getrfBatched}, {@code getrsBatched}); matrices travel at
 * each call. Which of two equally good pivots is taken may differ from engine to engine, and sums
 * by rounding.
 *
 * <p>Immutable, with its own memory of count·n² elements in host memory.
 */
public final class LuBatch {
  private final Lu[] factors;
  private final MatrixBatch storage; // column-major factors
  private final MemorySegment pivots;
  private final Engine engine;

  private LuBatch(Lu[] factors, MatrixBatch storage, MemorySegment pivots, Engine engine) {
    this.factors = factors;
    this.storage = storage;
    this.pivots = pivots;
    this.engine = engine;
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
    int size = a.rows();
    MatrixBatch storage = MatrixBatch.zeros(a.type(), a.count(), size, size).transposed();
    MemorySegment pivots = Arena.ofAuto().allocate(JAVA_INT, (long) a.count() * size);
    Lu[] factors =
        switch (engine) {
          case Engine.Cpu cpu -> onCpu(a, storage, pivots, cpu.threads());
          case Engine.Cuda cuda -> onCuda(a, storage, pivots, cuda.device());
        };
    return new LuBatch(factors, storage, pivots, engine);
  }

  private static Lu[] onCpu(MatrixBatch a, MatrixBatch storage, MemorySegment pivots, int threads) {
    Lu[] factors = new Lu[a.count()];
    Parallel.forEach(
        threads,
        a.count(),
        i ->
            factors[i] =
                Lu.of(name("lu", i), a.get(i), storage.get(i), own(pivots, a.rows(), i), 1));
    return factors;
  }

  private static Lu[] onCuda(
      MatrixBatch a, MatrixBatch storage, MemorySegment pivots, Device device) {
    int threads = Engine.cpu().threads();
    double[] norms = new double[a.count()];
    Parallel.forEach(
        threads, norms.length, i -> norms[i] = Lu.pack(name("lu", i), a.get(i), storage.get(i), 1));
    CudaLuBatch.factor(storage, pivots, device);
    Lu[] factors = new Lu[a.count()];
    Parallel.forEach(
        threads,
        factors.length,
        i ->
            factors[i] =
                Lu.factored(name("lu", i), storage.get(i), own(pivots, a.rows(), i), norms[i], 1));
    return factors;
  }

  private static String name(String operation, int index) {
    return operation + ", matrix " + index;
  }

  private static MemorySegment own(MemorySegment pivots, int size, int index) {
    long bytes = (long) size * Integer.BYTES;
    return pivots.asSlice(index * bytes, bytes);
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
      factors[i].requireInvertible(name("solve", i));
    }
    MatrixBatch x = MatrixBatch.zeros(b.type(), b.count(), b.rows(), b.columns());
    switch (engine) {
      case Engine.Cpu cpu -> solveOnCpu(b, x, cpu.threads());
      case Engine.Cuda cuda -> solveOnCuda(b, x, cuda.device());
    }
    return x;
  }

  private void solveOnCpu(MatrixBatch b, MatrixBatch x, int threads) {
    Parallel.forEach(
        threads,
        factors.length,
        i ->
            Packing.copy(
                factors[i].solve(name("solve", i), b.get(i), /* transposed= */ false),
                x.get(i),
                1));
  }

  private void solveOnCuda(MatrixBatch b, MatrixBatch x, Device device) {
    int threads = Engine.cpu().threads();
    MatrixBatch columns =
        MatrixBatch.zeros(b.type(), b.count(), /* rows= */ b.columns(), /* columns= */ b.rows())
            .transposed();
    Parallel.forEach(
        threads,
        factors.length,
        i -> {
          Packing.copy(b.get(i), columns.get(i), 1);
          Finite.require(name("solve", i), "B", b.get(i), columns.get(i));
        });
    CudaLuBatch.solve(storage, pivots, columns, device);
    Parallel.forEach(
        threads,
        factors.length,
        i -> {
          Finite.requireInRange(name("solve", i), columns.get(i));
          Packing.copy(columns.get(i), x.get(i), 1);
        });
  }
}
