package org.warpath.linalg.solve;

import java.lang.foreign.Arena;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

/**
 * The k extreme eigenpairs of a symmetric operator by Lanczos' method, thickly restarted (Wu and
 * Simon, Thick-restart Lanczos method for large symmetric eigenvalue problems, 2000), with full
 * reorthogonalisation.
 *
 * <p>A Krylov space holds one vector of each eigenspace, so pairs of a multiple eigenvalue can stay
 * unseen. When all wanted pairs have converged, the search therefore begins again with a random
 * vector orthogonal to them, and ends when it finds none that is wanted more. That costs up to as
 * much as the first search.
 *
 * <p>An application of the operator comes with four passes over the basis of m vectors: O(m · n)
 * time beside the operator's, O(m · n) memory. The eigenvalue problem of size m is {@link
 * org.warpath.linalg.factor.SymmetricEigen}'s on the processor, for both engines.
 */
public final class Lanczos {

  private Lanczos() {}

  /**
   * Finds eigenpairs. Values and vectors are the same for every number of threads, if the
   * operator's products are; the CUDA engine sums in another order. Signs of vectors are arbitrary.
   *
   * @param a A[n×n], symmetric, of float32 or float64
   * @throws IllegalArgumentException if A is not square, shows not to be symmetric, or the options
   *     do not fit its size
   * @throws org.warpath.linalg.NoConvergenceException if A gave NaN or infinity, with the number of
   *     the product
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException if the device has not the memory
   */
  public static LanczosResult solve(LinearOperator a, LanczosOptions options, Engine engine) {
    Operators.requireFloating(a.type());
    SystemShapes.requireSquare("lanczos", a);
    int basis = options.basisFor(a.rows());
    int slots = ThickRestart.slots(basis);
    long start = System.nanoTime();
    return switch (engine) {
      case Engine.Cpu cpu -> {
        try (Arena arena = Arena.ofShared()) {
          KrylovSpace<?> space = new CpuSpace(arena, a, null, cpu, slots);
          yield solve(space, a.type(), basis, options, engine, start);
        }
      }
      case Engine.Cuda cuda -> {
        try (DeviceScope scope = cuda.device().scope()) {
          KrylovSpace<?> space = new CudaSpace(scope, a, null, slots);
          yield solve(space, a.type(), basis, options, engine, start);
        }
      }
    };
  }

  private static <V> LanczosResult solve(
      KrylovSpace<V> space,
      ElementType type,
      int basis,
      LanczosOptions options,
      Engine engine,
      long start) {
    ThickRestart<V> search = new ThickRestart<>(space, type, basis, options);
    double upload = Timings.secondsSince(start);
    start = System.nanoTime();
    search.run();
    double compute = Timings.secondsSince(start);
    start = System.nanoTime();
    int k = options.count();
    // Column-major, as each vector comes in one piece.
    Matrix vectors = Matrix.zeros(type, k, space.length()).transposed();
    Vector values = Vector.zeros(ElementType.FLOAT64, k);
    Vector residuals = Vector.zeros(ElementType.FLOAT64, k);
    double largest = 0;
    for (int i = 0; i < k; i++) {
      values.set(i, search.value(i));
      residuals.set(i, search.residual(i));
      largest = Math.max(largest, search.residual(i));
      space.download(search.vector(i), vectors.column(i));
    }
    Timings timings = new Timings(0, upload, compute, Timings.secondsSince(start));
    RunStats stats =
        new RunStats(
            engine.toString(), search.products(), largest, search.convergedCount() == k, timings);
    return new LanczosResult(
        values, vectors, residuals, search.convergedCount(), search.restarts(), stats);
  }
}
