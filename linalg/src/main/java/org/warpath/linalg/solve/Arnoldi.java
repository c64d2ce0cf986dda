package org.warpath.linalg.solve;

/**
 * An orthonormal basis v₀, v₁, … that grows by one vector at a time. A new vector is made
 * orthogonal to all by classical Gram-Schmidt, done twice, which leaves it as orthogonal as
 * rounding allows (Giraud, Langou, Rozložník and van den Eshof 2005) and reads the basis four times
 * in long products rather than in as many short ones as it has vectors.
 *
 * @param <V> a vector
 */
final class Arnoldi<V> {
  final KrylovSpace.Basis<V> basis;
  private final KrylovSpace<V> space;
  private final int once;
  private final int twice;
  private final int norm;

  /** How many scalars a basis of {@code size} vectors needs. */
  static int slots(int size) {
    return 2 * size + 1;
  }

  /**
   * @param size the most vectors
   * @param slot the first of its scalars
   */
  Arnoldi(KrylovSpace<V> space, int size, int slot) {
    this.space = space;
    basis = space.basis(size);
    once = slot;
    twice = slot + size;
    norm = slot + 2 * size;
  }

  /**
   * Makes v[count], which holds any vector w, orthogonal to those before it and of length 1, or 0
   * if w depends on them.
   *
   * @return h[count + 1] with w = Σ h[j]·vⱼ
   */
  double[] orthonormalise(int count) {
    V w = basis.get(count);
    basis.project(count, w, once);
    basis.subtract(count, once, w, norm);
    basis.project(count, w, twice);
    basis.subtract(count, twice, w, norm);
    space.normalise(w, norm, w);
    double[] scalars = space.read(once, norm - once + 1);
    double[] h = new double[count + 1];
    for (int j = 0; j < count; j++) {
      h[j] = scalars[j] + scalars[twice - once + j];
    }
    h[count] = Math.sqrt(scalars[norm - once]);
    return h;
  }
}
