package org.warpath.linalg.solve;

import java.util.Objects;
import org.warpath.kernels.RunControl;

/**
 * Which eigenpairs to find, and how.
 *
 * @param count k, how many, at least 1 and at most the operator's size
 * @param which at which end of the spectrum
 * @param tolerance a pair has converged when ‖A·v − λ·v‖ ≤ max(tolerance · |λ|, what rounding
 *     permits: 32 ε · ‖A‖, ε = 2⁻⁵² or 2⁻²³); at least 0, typically 1e-6 to 1e-12
 * @param basisSize vectors in the basis, above count + 1, or at least the operator's size, of which
 *     more are never used; 0 for max(2k + 10, 32)
 * @param maxProducts how often the operator may be applied before the pairs are given as they are;
 *     at least the basis size
 * @param seed of the random vectors to begin with
 * @param control told of each restart: the products made, the largest residual of a wanted pair
 *     over ‖A‖; can cancel
 */
public record LanczosOptions(
    int count,
    Spectrum which,
    double tolerance,
    int basisSize,
    int maxProducts,
    long seed,
    RunControl control) {

  public LanczosOptions {
    Objects.requireNonNull(which, "which");
    Objects.requireNonNull(control, "control");
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, was " + count);
    }
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance must be in [0, 1), was " + tolerance);
    }
    if (basisSize < 0 || maxProducts < 1) {
      throw new IllegalArgumentException(
          "basisSize must be at least 0 and maxProducts at least 1, were %d and %d"
              .formatted(basisSize, maxProducts));
    }
  }

  /** {@code count} pairs to 1e-9, 100,000 products at most, seed 1, nobody listens. */
  public static LanczosOptions of(int count, Spectrum which) {
    return new LanczosOptions(count, which, 1e-9, 0, 100_000, 1, RunControl.none());
  }

  /** These options with another tolerance. */
  public LanczosOptions withTolerance(double other) {
    return new LanczosOptions(count, which, other, basisSize, maxProducts, seed, control);
  }

  /** These options with another basis size. */
  public LanczosOptions withBasisSize(int size) {
    return new LanczosOptions(count, which, tolerance, size, maxProducts, seed, control);
  }

  /** These options with another limit of products. */
  public LanczosOptions withMaxProducts(int limit) {
    return new LanczosOptions(count, which, tolerance, basisSize, limit, seed, control);
  }

  /** These options with another seed. */
  public LanczosOptions withSeed(long other) {
    return new LanczosOptions(count, which, tolerance, basisSize, maxProducts, other, control);
  }

  /** These options with another listener and token. */
  public LanczosOptions withControl(RunControl other) {
    return new LanczosOptions(count, which, tolerance, basisSize, maxProducts, seed, other);
  }

  /** Vectors in the basis for an operator of {@code size}, after checking that all fits. */
  int basisFor(int size) {
    if (count > size) {
      throw new IllegalArgumentException(
          "lanczos: %d eigenpairs are wanted of an operator of size %d".formatted(count, size));
    }
    int basis = Math.min(size, basisSize == 0 ? Math.max(2 * count + 10, 32) : basisSize);
    if (basis < size && basis < count + 2) {
      throw new IllegalArgumentException(
          "lanczos: %d eigenpairs need a basis of at least %d vectors, not %d"
              .formatted(count, Math.min(size, count + 2), basisSize));
    }
    if (maxProducts < basis) {
      throw new IllegalArgumentException(
          "lanczos: a basis of %d vectors needs as many products, not at most %d"
              .formatted(basis, maxProducts));
    }
    return basis;
  }
}
