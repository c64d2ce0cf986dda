package org.warpath.linalg.solve;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.NoConvergenceException;
import org.warpath.linalg.dense.Vector;

/**
 * One run of {@link Lanczos}. The basis v₀ … v₍m−1₎ begins with the Ritz vectors that the last
 * restart kept; projection[m×m] is VᵀAV, all of it as it was measured.
 *
 * @param <V> a vector
 */
final class ThickRestart<V> {
  private static final int ROUNDING = 32;

  private final KrylovSpace<V> space;
  private final LanczosOptions options;
  private final int wanted;
  private final int size;
  private final int length;
  private final double epsilon;
  private final Arnoldi<V> arnoldi;
  private final double[][] projection;
  private final SplittableRandom random;
  private final Vector host;
  private final int scalars;
  private final double[] values;
  private final double[] residuals;
  // Ritz vectors at the front of the basis.
  private int kept;
  // ‖A‖ as far as it was seen.
  private double norm;
  private int products;
  private int restarts;
  private int convergedCount;
  // The wanted values when the search began again with a random vector.
  private double @Nullable [] deflated;

  static int slots(int basis) {
    return KrylovSpace.FREE + 2 + Arnoldi.slots(basis + 1);
  }

  ThickRestart(KrylovSpace<V> space, ElementType type, int basis, LanczosOptions options) {
    this.space = space;
    this.options = options;
    wanted = options.count();
    size = basis;
    length = space.length();
    epsilon = type == ElementType.FLOAT64 ? 0x1p-52 : 0x1p-23;
    scalars = KrylovSpace.FREE;
    arnoldi = new Arnoldi<>(space, basis + 1, scalars + 2);
    projection = new double[basis][basis];
    random = new SplittableRandom(options.seed());
    host = Vector.zeros(type, length);
    values = new double[wanted];
    residuals = new double[wanted];
  }

  double value(int i) {
    return values[i];
  }

  double residual(int i) {
    return residuals[i];
  }

  V vector(int i) {
    return arnoldi.basis.get(i);
  }

  int products() {
    return products;
  }

  int restarts() {
    return restarts;
  }

  int convergedCount() {
    return convergedCount;
  }

  void run() {
    randomVector(0);
    while (true) {
      double coupling = grow();
      SmallEigen ritz = SmallEigen.of(projection);
      int[] order = options.which().order(ritz.values());
      boolean all = allConverged(ritz, order, coupling);
      report(ritz, order, coupling);
      if (size == length
          || (all && isComplete(ritz, order, coupling))
          || products + size - kept > options.maxProducts()) {
        finish(ritz, order);
        return;
      }
      restart(ritz, order, coupling, all);
    }
  }

  /** Fills the basis; the length of what is left of A·v₍m−1₎ beside it. */
  private double grow() {
    double beside = 0;
    for (int j = kept; j < size; j++) {
      space.apply(arnoldi.basis.get(j), arnoldi.basis.get(j + 1));
      products++;
      double[] h = arnoldi.orthonormalise(j + 1);
      if (!LinearSystem.finite(h)) {
        throw new NoConvergenceException(
            "lanczos", "product " + products + " with the operator gave NaN or infinity");
      }
      norm = Math.max(norm, Math.sqrt(Arrays.stream(h).map(x -> x * x).sum()));
      if (j > kept) {
        requireSymmetric(h, j, beside);
      }
      for (int i = 0; i <= j; i++) {
        projection[i][j] = h[i];
        projection[j][i] = h[i];
      }
      beside = h[j + 1];
      if (beside <= 8 * epsilon * norm) {
        // The basis is closed under A: go on from anywhere else.
        beside = 0;
        if (j + 1 < length) {
          randomVector(j + 1);
        }
      }
    }
    return beside;
  }

  // A·vⱼ has no part along the vectors before v₍j−1₎, and along that what the step before left.
  private void requireSymmetric(double[] h, int j, double beside) {
    double bound = (Math.sqrt(epsilon) + 4 * options.tolerance()) * norm;
    for (int i = 0; i < j; i++) {
      double expected = i == j - 1 ? beside : 0;
      if (Math.abs(h[i] - expected) > bound) {
        throw new IllegalArgumentException(
            ("lanczos: the operator is not symmetric: of two orthonormal vectors u and v,"
                    + " u·Av is %s and v·Au is %s")
                .formatted(h[i], expected));
      }
    }
  }

  private void randomVector(int j) {
    for (int i = 0; i < length; i++) {
      host.set(i, random.nextDouble(-1, 1));
    }
    space.upload(host, arnoldi.basis.get(j));
    arnoldi.orthonormalise(j);
  }

  private static double estimate(SmallEigen ritz, int pair, double coupling) {
    double[] vector = ritz.vectors()[pair];
    return Math.abs(coupling * vector[vector.length - 1]);
  }

  private double allowed(double value) {
    return Math.max(options.tolerance() * Math.abs(value), ROUNDING * epsilon * norm);
  }

  private boolean allConverged(SmallEigen ritz, int[] order, double coupling) {
    for (int i = 0; i < wanted; i++) {
      int pair = order[i];
      if (estimate(ritz, pair, coupling) > allowed(ritz.values()[pair])) {
        return false;
      }
    }
    return true;
  }

  // Whether the search beside the wanted pairs has shown that nothing else is wanted more: its best
  // pairs, one for each end, have converged or lie apart from the wanted ones beyond their error.
  private boolean isComplete(SmallEigen ritz, int[] order, double coupling) {
    if (deflated == null) {
      return false;
    }
    double[] now = wantedValues(ritz, order);
    for (int i = 0; i < wanted; i++) {
      if (Math.abs(now[i] - deflated[i]) > 2 * allowed(now[i])) {
        deflated = null;
        return false;
      }
    }
    for (int i = wanted; i < Math.min(size, wanted + 2); i++) {
      double value = ritz.values()[order[i]];
      double error = estimate(ritz, order[i], coupling);
      double gap = Double.POSITIVE_INFINITY;
      for (double other : now) {
        gap = Math.min(gap, Math.abs(other - value));
      }
      if (error > allowed(value) && error >= gap) {
        return false;
      }
    }
    return true;
  }

  private double[] wantedValues(SmallEigen ritz, int[] order) {
    return Arrays.stream(order, 0, wanted).mapToDouble(pair -> ritz.values()[pair]).toArray();
  }

  private void report(SmallEigen ritz, int[] order, double coupling) {
    double largest = 0;
    for (int i = 0; i < wanted; i++) {
      largest = Math.max(largest, estimate(ritz, order[i], coupling));
    }
    options
        .control()
        .iteration("lanczos", products, options.maxProducts(), norm == 0 ? 0 : largest / norm);
  }

  /** Cuts the basis back to Ritz vectors: those wanted and, while these go on, some more. */
  private void restart(SmallEigen ritz, int[] order, double coupling, boolean all) {
    boolean deflate = all && deflated == null;
    int keep = deflate ? wanted : Math.min(size - 1, wanted + (size - wanted) / 2);
    double[][] combination = new double[keep][];
    for (int i = 0; i < keep; i++) {
      combination[i] = ritz.vectors()[order[i]];
      Arrays.fill(projection[i], 0);
    }
    arnoldi.basis.combine(size, combination);
    for (int i = 0; i < keep; i++) {
      projection[i][i] = ritz.values()[order[i]];
    }
    if (deflate) {
      deflated = wantedValues(ritz, order);
      randomVector(keep);
    } else if (coupling == 0) {
      randomVector(keep);
    } else {
      space.copy(arnoldi.basis.get(size), arnoldi.basis.get(keep));
    }
    kept = keep;
    restarts++;
  }

  /** The wanted vectors, ascending by value, with what they are measured to be. */
  private void finish(SmallEigen ritz, int[] order) {
    int[] ascending = Arrays.copyOf(order, wanted);
    Arrays.sort(ascending);
    double[][] combination = new double[wanted][];
    for (int i = 0; i < wanted; i++) {
      combination[i] = ritz.vectors()[ascending[i]];
    }
    arnoldi.basis.combine(size, combination);
    V product = arnoldi.basis.get(size);
    for (int i = 0; i < wanted; i++) {
      space.apply(arnoldi.basis.get(i), product);
      products++;
      space.dots(arnoldi.basis.get(i), product, scalars);
      double[] sums = space.read(scalars, 2);
      // The Rayleigh quotient: of a rounded vector it is nearer than the Ritz value.
      values[i] = sums[0] / sums[1];
      space.write(scalars, values[i]);
      space.axpy(-1, scalars, arnoldi.basis.get(i), product);
      space.dot(product, product, scalars);
      residuals[i] = Math.sqrt(space.read(scalars, 1)[0]);
      if (residuals[i] <= allowed(values[i])) {
        convergedCount++;
      }
    }
  }
}
