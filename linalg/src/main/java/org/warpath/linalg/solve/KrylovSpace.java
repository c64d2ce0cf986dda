package org.warpath.linalg.solve;

import org.warpath.linalg.dense.Vector;

/**
 * What Krylov methods do with vectors of one length, wherever those are. Scalars are float64 in
 * numbered slots beside the vectors, so that a device need not be waited for: a method reads them
 * once an iteration. Sums are formed in double in an order of their own, the same in each run.
 *
 * @param <V> a vector
 */
interface KrylovSpace<V> {

  /** The slot that is always 1. */
  int ONE = 0;

  /** The slot that is always −1. */
  int MINUS_ONE = 1;

  /** The first slot that is free. */
  int FREE = 2;

  /** The vectors' length. */
  int length();

  /** A new vector of zeros. */
  V vector(String what);

  /** {@code size} new vectors of zeros. */
  Basis<V> basis(int size);

  /** to ← from. */
  void upload(Vector from, V to);

  /** to ← from. */
  void download(V from, Vector to);

  /** y ← x. */
  void copy(V x, V y);

  /** x ← 0. */
  void zero(V x);

  /** y ← A·x. */
  void apply(V x, V y);

  /** Whether there is a preconditioner. */
  boolean preconditioned();

  /** M⁻¹·r, written to z; without a preconditioner r itself, and z is left alone. */
  V precondition(V r, V z);

  /** s[slot] ← x·y. */
  void dot(V x, V y, int slot);

  /** s[slot] ← x·y and s[slot + 1] ← x·x. */
  void dots(V x, V y, int slot);

  /** s[into] ← s[a] / s[b], or 0 if that is not a finite number. */
  default void quotient(int a, int b, int into) {
    quotient(a, b, ONE, ONE, false, into);
  }

  /**
   * s[into] ← s[a] / s[b] · (s[c] / s[d]), or 0 if that is not a finite number or, with {@code
   * positive}, s[b] is not above 0.
   */
  void quotient(int a, int b, int c, int d, boolean positive, int into);

  /** y ← y + sign · s[slot] · x; leaves y alone where s[slot] is 0. */
  void axpy(double sign, int slot, V x, V y);

  /** y ← x + s[slot] · y. */
  void xpby(V x, int slot, V y);

  /** x ← x + s[a]·p and r ← r − s[a]·q, both left alone where s[a] is 0; s[into] ← r·r. */
  void step(int a, V p, V x, V q, V r, int into);

  /** y ← x / √s[slot], or zeros if s[slot] is not above 0; they may be the same. */
  void normalise(V x, int slot, V y);

  /** s[slot + i] ← values[i]. */
  void write(int slot, double... values);

  /** {@code count} slots from {@code slot} on. Waits. */
  double[] read(int slot, int count);

  /** Waits until all is done. */
  void await();

  /**
   * Several vectors side by side.
   *
   * @param <V> a vector
   */
  interface Basis<V> {
    /** Vector {@code j}. */
    V get(int j);

    /** s[slot + j] ← vⱼ·w for each j below {@code count}. */
    void project(int count, V w, int slot);

    /** w ← w − Σⱼ s[slot + j]·vⱼ over the j below {@code count}; s[into] ← w·w. */
    void subtract(int count, int slot, V w, int into);

    /**
     * vᵢ ← Σⱼ y[i][j]·vⱼ for each i, the sum over the j below {@code count}; the others are left
     * alone.
     *
     * @param y at most {@code count} rows of {@code count} numbers
     */
    void combine(int count, double[][] y);
  }
}
