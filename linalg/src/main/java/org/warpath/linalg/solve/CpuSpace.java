package org.warpath.linalg.solve;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;

/** Vectors in host memory, the processor's threads at work on them. */
final class CpuSpace implements KrylovSpace<Vector> {
  // Of a vector's elements, kept in the nearest cache as doubles.
  private static final int TILE = 1024;

  private final Arena arena;
  private final LinearOperator operator;
  private final @Nullable Preconditioner preconditioner;
  private final Engine.Cpu engine;
  private final ElementType type;
  private final int length;
  private final CpuVectors vectors;
  private final VectorLoops loops;
  private final double[] slots;

  /**
   * @param arena owns the vectors
   * @param slots how many scalars
   */
  CpuSpace(
      Arena arena,
      LinearOperator operator,
      @Nullable Preconditioner preconditioner,
      Engine.Cpu engine,
      int slots) {
    this.arena = arena;
    this.operator = operator;
    this.preconditioner = preconditioner;
    this.engine = engine;
    type = operator.type();
    length = operator.columns();
    vectors = new CpuVectors(type, engine.threads());
    loops = vectors.loops();
    this.slots = new double[slots];
    this.slots[ONE] = 1;
    this.slots[MINUS_ONE] = -1;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void zero(Vector x) {
    x.memory().fill((byte) 0);
  }

  @Override
  public Vector vector(String what) {
    return Vector.zeros(arena, type, length);
  }

  @Override
  public Basis<Vector> basis(int size) {
    Vector[] members = new Vector[size];
    for (int j = 0; j < size; j++) {
      members[j] = vector("basis");
    }
    return new Rows(members);
  }

  @Override
  public void upload(Vector from, Vector to) {
    to.memory().copyFrom(from.isContiguous() ? from.memory() : from.copy().memory());
  }

  @Override
  public void download(Vector from, Vector to) {
    to.memory().copyFrom(from.memory());
  }

  @Override
  public void copy(Vector x, Vector y) {
    y.memory().copyFrom(x.memory());
  }

  @Override
  public void apply(Vector x, Vector y) {
    operator.apply(x, y, engine);
  }

  @Override
  public boolean preconditioned() {
    return preconditioner != null;
  }

  @Override
  public Vector precondition(Vector r, Vector z) {
    if (preconditioner == null) {
      return r;
    }
    preconditioner.apply(r, z, engine);
    return z;
  }

  @Override
  public void dot(Vector x, Vector y, int slot) {
    vectors.sum(
        length,
        1,
        slots,
        slot,
        (from, to, shares, first) -> shares[first] = loops.dot(x.memory(), y.memory(), from, to));
  }

  @Override
  public void dots(Vector x, Vector y, int slot) {
    vectors.sum(
        length,
        2,
        slots,
        slot,
        (from, to, shares, first) -> {
          shares[first] = loops.dot(x.memory(), y.memory(), from, to);
          shares[first + 1] = loops.dot(x.memory(), x.memory(), from, to);
        });
  }

  @Override
  public void quotient(int a, int b, int c, int d, boolean positive, int into) {
    double value = slots[a] / slots[b] * (slots[c] / slots[d]);
    boolean usable = Double.isFinite(value) && (!positive || slots[b] > 0);
    slots[into] = usable ? value : 0;
  }

  @Override
  public void axpy(double sign, int slot, Vector x, Vector y) {
    double a = sign * slots[slot];
    if (a != 0) {
      vectors.axpy(a, x, y);
    }
  }

  @Override
  public void xpby(Vector x, int slot, Vector y) {
    double b = slots[slot];
    vectors.forEach(length, (from, to) -> loops.xpby(x.memory(), b, y.memory(), from, to));
  }

  @Override
  public void step(int a, Vector p, Vector x, Vector q, Vector r, int into) {
    double alpha = slots[a];
    vectors.sum(
        length,
        1,
        slots,
        into,
        (from, to, shares, first) -> {
          if (alpha != 0) {
            loops.axpy(alpha, p.memory(), x.memory(), from, to);
            loops.axpy(-alpha, q.memory(), r.memory(), from, to);
          }
          shares[first] = loops.dot(r.memory(), r.memory(), from, to);
        });
  }

  @Override
  public void normalise(Vector x, int slot, Vector y) {
    vectors.scale(slots[slot] > 0 ? 1 / Math.sqrt(slots[slot]) : 0, x, y);
  }

  @Override
  public void write(int slot, double... values) {
    System.arraycopy(values, 0, slots, slot, values.length);
  }

  @Override
  public double[] read(int slot, int count) {
    return Arrays.copyOfRange(slots, slot, slot + count);
  }

  @Override
  public void await() {
    // Every operation has ended when it returns.
  }

  private final class Rows implements Basis<Vector> {
    private final Vector[] members;

    Rows(Vector[] members) {
      this.members = members;
    }

    @Override
    public Vector get(int j) {
      return members[j];
    }

    @Override
    public void project(int count, Vector w, int slot) {
      vectors.sum(
          length,
          count,
          slots,
          slot,
          (from, to, shares, first) -> {
            for (int j = 0; j < count; j++) {
              shares[first + j] = loops.dot(members[j].memory(), w.memory(), from, to);
            }
          });
    }

    @Override
    public void subtract(int count, int slot, Vector w, int into) {
      double[] factors = new double[count];
      for (int j = 0; j < count; j++) {
        factors[j] = -slots[slot + j];
      }
      vectors.sum(
          length,
          1,
          slots,
          into,
          (from, to, shares, first) -> {
            MemorySegment memory = w.memory();
            double[] sums = new double[TILE];
            for (long tile = from; tile < to; tile += TILE) {
              int wide = (int) Math.min(TILE, to - tile);
              loops.load(memory, sums, tile, wide);
              for (int j = 0; j < count; j++) {
                loops.add(factors[j], members[j].memory(), sums, tile, wide);
              }
              loops.store(sums, memory, tile, wide);
            }
            shares[first] = loops.dot(memory, memory, from, to);
          });
    }

    @Override
    public void combine(int count, double[][] y) {
      vectors.forEach(
          length,
          (from, to) -> {
            double[][] sums = new double[y.length][TILE];
            for (long tile = from; tile < to; tile += TILE) {
              int wide = (int) Math.min(TILE, to - tile);
              for (int i = 0; i < y.length; i++) {
                Arrays.fill(sums[i], 0);
                for (int j = 0; j < count; j++) {
                  loops.add(y[i][j], members[j].memory(), sums[i], tile, wide);
                }
              }
              for (int i = 0; i < y.length; i++) {
                loops.store(sums[i], members[i].memory(), tile, wide);
              }
            }
          });
    }
  }
}
