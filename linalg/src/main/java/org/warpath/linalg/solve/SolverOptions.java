package org.warpath.linalg.solve;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.dense.Vector;

/**
 * How to solve A·x = b iteratively. A solver ends when ‖b − A·x‖ ≤ max(relativeTolerance · ‖b‖,
 * absoluteTolerance), in Euclidean norms.
 *
 * @param relativeTolerance at least 0, typically 1e-5 to 1e-12; in float32 little below 1e-6 is
 *     reached, for ill-conditioned matrices less
 * @param absoluteTolerance at least 0, typically 0
 * @param maxIterations at least 0
 * @param initialGuess where to begin, not modified; null for 0
 * @param preconditioner M⁻¹; null for none
 * @param control told of each iteration, with ‖r‖ / ‖b‖; can cancel
 */
public record SolverOptions(
    double relativeTolerance,
    double absoluteTolerance,
    int maxIterations,
    @Nullable Vector initialGuess,
    @Nullable Preconditioner preconditioner,
    RunControl control) {

  public SolverOptions {
    requireTolerance("relativeTolerance", relativeTolerance);
    requireTolerance("absoluteTolerance", absoluteTolerance);
    if (maxIterations < 0) {
      throw new IllegalArgumentException("maxIterations must be at least 0, was " + maxIterations);
    }
    Objects.requireNonNull(control, "control");
  }

  private static void requireTolerance(String name, double tolerance) {
    if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be at least 0 and finite, was " + tolerance);
    }
  }

  /** To 1e-6 of ‖b‖ from 0, at most 10,000 iterations, no preconditioner, nobody listens. */
  public static SolverOptions defaults() {
    return new SolverOptions(1e-6, 0, 10_000, null, null, RunControl.none());
  }

  /** These options with another relative tolerance. */
  public SolverOptions withRelativeTolerance(double tolerance) {
    return new SolverOptions(
        tolerance, absoluteTolerance, maxIterations, initialGuess, preconditioner, control);
  }

  /** These options with another absolute tolerance. */
  public SolverOptions withAbsoluteTolerance(double tolerance) {
    return new SolverOptions(
        relativeTolerance, tolerance, maxIterations, initialGuess, preconditioner, control);
  }

  /** These options with another limit of iterations. */
  public SolverOptions withMaxIterations(int limit) {
    return new SolverOptions(
        relativeTolerance, absoluteTolerance, limit, initialGuess, preconditioner, control);
  }

  /** These options with another beginning. */
  public SolverOptions withInitialGuess(@Nullable Vector guess) {
    return new SolverOptions(
        relativeTolerance, absoluteTolerance, maxIterations, guess, preconditioner, control);
  }

  /** These options with another preconditioner. */
  public SolverOptions withPreconditioner(@Nullable Preconditioner other) {
    return new SolverOptions(
        relativeTolerance, absoluteTolerance, maxIterations, initialGuess, other, control);
  }

  /** These options with another listener and token. */
  public SolverOptions withControl(RunControl other) {
    return new SolverOptions(
        relativeTolerance, absoluteTolerance, maxIterations, initialGuess, preconditioner, other);
  }
}
