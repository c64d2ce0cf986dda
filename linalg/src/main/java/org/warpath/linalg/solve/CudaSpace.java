package org.warpath.linalg.solve;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.DeviceVector;
import org.warpath.linalg.dense.Vector;

/** Vectors and scalars in a device's memory. */
final class CudaSpace implements KrylovSpace<DeviceVector> {
  private static final String FILE = "krylov";
  private static final String BASIS_FILE = "krylov_basis";
  // Vectors of a basis start on a multiple of so many bytes.
  private static final int ALIGNMENT = 256;

  private final DeviceScope scope;
  private final DeviceOperator operator;
  private final @Nullable DeviceOperator preconditioner;
  private final ElementType type;
  private final int length;
  private final DeviceVectors vectors;
  private final DeviceBuffer slots;
  private final DeviceBuffer partial;

  /**
   * @param scope owns the vectors
   * @param slots how many scalars
   */
  CudaSpace(
      DeviceScope scope,
      LinearOperator operator,
      @Nullable Preconditioner preconditioner,
      int slots) {
    this.scope = scope;
    type = operator.type();
    length = operator.columns();
    scope.load(FILE);
    vectors = new DeviceVectors(scope, type, length);
    this.operator = DeviceOperator.of(scope, operator);
    this.preconditioner = preconditioner == null ? null : DeviceOperator.of(scope, preconditioner);
    this.slots = scope.doubles(slots, "scalars");
    partial = scope.doubles((long) slots * vectors.blocks(), "sums of blocks");
    scope.zero(this.slots);
    write(ONE, 1, -1);
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public DeviceVector vector(String what) {
    DeviceVector vector = DeviceVector.allocate(scope, type, length, what);
    zero(vector);
    return vector;
  }

  @Override
  public Basis<DeviceVector> basis(int size) {
    return new Block(size);
  }

  @Override
  public void upload(Vector from, DeviceVector to) {
    scope.upload(from.isContiguous() ? from.memory() : from.copy().memory(), to.memory());
  }

  @Override
  public void download(DeviceVector from, Vector to) {
    from.download(scope, to);
  }

  @Override
  public void copy(DeviceVector x, DeviceVector y) {
    scope.copy(x.memory(), y.memory());
  }

  @Override
  public void zero(DeviceVector x) {
    scope.zero(x.memory());
  }

  @Override
  public void apply(DeviceVector x, DeviceVector y) {
    operator.apply(x.memory(), y.memory());
  }

  @Override
  public boolean preconditioned() {
    return preconditioner != null;
  }

  @Override
  public DeviceVector precondition(DeviceVector r, DeviceVector z) {
    if (preconditioner == null) {
      return r;
    }
    preconditioner.apply(r.memory(), z.memory());
    return z;
  }

  @Override
  public void dot(DeviceVector x, DeviceVector y, int slot) {
    vectors.dots(x.memory(), y.memory(), false, partial, slots, slot);
  }

  @Override
  public void dots(DeviceVector x, DeviceVector y, int slot) {
    vectors.dots(x.memory(), y.memory(), true, partial, slots, slot);
  }

  @Override
  public void quotient(int a, int b, int c, int d, boolean positive, int into) {
    scope.launch(
        scope.kernel(FILE, "krylov_quotient"),
        LaunchShape.of(1, 1),
        slots,
        a,
        b,
        c,
        d,
        positive ? 1 : 0,
        into);
  }

  @Override
  public void axpy(double sign, int slot, DeviceVector x, DeviceVector y) {
    vectors.axpy(sign, slots, slot, x.memory(), y.memory());
  }

  @Override
  public void xpby(DeviceVector x, int slot, DeviceVector y) {
    scope.launch(
        scope.kernel(FILE, "krylov_xpby"),
        vectors.shape,
        vectors.wide,
        length,
        x.memory(),
        slots,
        slot,
        y.memory());
  }

  @Override
  public void step(
      int a, DeviceVector p, DeviceVector x, DeviceVector q, DeviceVector r, int into) {
    scope.launch(
        scope.kernel(FILE, "krylov_step"),
        vectors.shape,
        vectors.wide,
        length,
        slots,
        a,
        p.memory(),
        x.memory(),
        q.memory(),
        r.memory(),
        partial);
    vectors.total(1, partial, slots, into);
  }

  @Override
  public void normalise(DeviceVector x, int slot, DeviceVector y) {
    scope.launch(
        scope.kernel(FILE, "krylov_normalise"),
        vectors.shape,
        vectors.wide,
        length,
        x.memory(),
        slots,
        slot,
        y.memory());
  }

  @Override
  public void write(int slot, double... values) {
    scope.upload(MemorySegment.ofArray(values), slice(slot, values.length));
  }

  @Override
  public double[] read(int slot, int count) {
    double[] values = new double[count];
    scope.download(slice(slot, count), MemorySegment.ofArray(values));
    return values;
  }

  private DeviceBuffer slice(int slot, int count) {
    return slots.slice((long) slot * Double.BYTES, (long) count * Double.BYTES);
  }

  @Override
  public void await() {
    scope.synchronize();
  }

  private final class Block implements Basis<DeviceVector> {
    private final long stride;
    private final DeviceBuffer memory;
    private final DeviceVector[] members;
    private @Nullable DeviceBuffer combined;

    Block(int size) {
      scope.load(BASIS_FILE);
      long bytes = Math.ceilDiv((long) length * type.byteSize(), ALIGNMENT) * ALIGNMENT;
      stride = bytes / type.byteSize();
      memory = scope.bytes(bytes * size, "basis");
      scope.zero(memory);
      members = new DeviceVector[size];
      for (int j = 0; j < size; j++) {
        DeviceBuffer member = memory.slice(j * bytes, (long) length * type.byteSize());
        members[j] = new DeviceVector(type, length, member);
      }
    }

    @Override
    public DeviceVector get(int j) {
      return members[j];
    }

    @Override
    public void project(int count, DeviceVector w, int slot) {
      if (count == 0) {
        return;
      }
      scope.launch(
          scope.kernel(BASIS_FILE, "krylov_project"),
          vectors.shape,
          vectors.wide,
          length,
          count,
          stride,
          memory,
          w.memory(),
          vectors.blocks(),
          partial);
      vectors.total(count, partial, slots, slot);
    }

    @Override
    public void subtract(int count, int slot, DeviceVector w, int into) {
      scope.launch(
          scope.kernel(BASIS_FILE, "krylov_subtract"),
          vectors.shape,
          vectors.wide,
          length,
          count,
          stride,
          memory,
          slots,
          slot,
          w.memory(),
          partial);
      vectors.total(1, partial, slots, into);
    }

    @Override
    public void combine(int count, double[][] y) {
      double[] flat = new double[y.length * count];
      for (int i = 0; i < y.length; i++) {
        System.arraycopy(y[i], 0, flat, i * count, count);
      }
      if (combined == null) {
        // As many as ever: a restart keeps no fewer than the wanted, and no more than all.
        combined = scope.bytes(memory.byteSize() / members.length * count, "combined basis");
      }
      DeviceBuffer factors = scope.uploaded(MemorySegment.ofArray(flat), "factors");
      scope.launch(
          scope.kernel(BASIS_FILE, "krylov_combine"),
          vectors.shape,
          vectors.wide,
          length,
          count,
          stride,
          memory,
          y.length,
          factors,
          combined);
      scope.copy(combined.slice(0, memory.byteSize() / members.length * y.length), memory);
      scope.free(factors);
    }
  }
}
