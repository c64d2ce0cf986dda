package org.warpath.linalg.elements;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.DeviceMatrix;

/**
 * {@link Elementwise} on matrices that are on a device already, in one scope's order: the same
 * functions, repeated operands, shapes and rules. Calls return before the device is done.
 *
 * <p>Float64 is computed in float64, all other types in float32 and rounded once more. Copies,
 * sums, products, quotients, roots, extremes and roundings have the bits of the CPU engine (NaN any
 * bits of NaN). Other functions are within the bounds of NVIDIA's CUDA C++ Programming Guide, in
 * units in the last place of float32 (of float64): exp 2 (1), expm1 1 (1), log 1 (1), log1p 1 (1),
 * sin and cos 2 (2), tan 4 (2), tanh 2 (2), pow 4 (2), atan2 3 (2); the sigmoid 4 (3).
 *
 * <p>One pass over memory, each element read and written once; a copy with one side row-major and
 * the other column-major goes by tiles of 32×32.
 */
public final class DeviceElementwise {
  private static final String FILE = "elementwise";
  private static final int TILE = 32;

  private final DeviceScope scope;

  /** Functions in {@code scope}'s order, for as long as it is open. */
  public DeviceElementwise(DeviceScope scope) {
    this.scope = scope;
  }

  /** R ← f(A), element by element. */
  public void apply(UnaryFunction f, DeviceMatrix a, DeviceMatrix result) {
    ElementShapes.requireSameType(f.name(), result, a);
    ElementShapes.requireBroadcast(f.name(), "A", a, result);
    if (result.isEmpty()) {
      return;
    }
    Traversal traversal = Traversal.of(result, a);
    Traversal.Strided from = traversal.operands().get(0);
    Traversal.Strided to = traversal.result();
    Kernel kernel = kernel("elementwise_unary", result.type());
    scope.launch(
        kernel,
        shape(kernel, traversal),
        KernelCodes.of(f),
        result.type().kernelCode(),
        traversal.rows(),
        traversal.columns(),
        from.memory(),
        from.rowStride(),
        from.columnStride(),
        to.memory(),
        to.rowStride(),
        to.columnStride());
  }

  /** R ← f(A, B), element by element. */
  public void apply(BinaryFunction f, DeviceMatrix a, DeviceMatrix b, DeviceMatrix result) {
    ElementShapes.requireSameType(f.name(), result, a);
    ElementShapes.requireSameType(f.name(), result, b);
    ElementShapes.requireBroadcast(f.name(), "A", a, result);
    ElementShapes.requireBroadcast(f.name(), "B", b, result);
    if (result.isEmpty()) {
      return;
    }
    Traversal traversal = Traversal.of(result, a, b);
    Traversal.Strided left = traversal.operands().get(0);
    Traversal.Strided right = traversal.operands().get(1);
    Traversal.Strided to = traversal.result();
    Kernel kernel = kernel("elementwise_binary", result.type());
    scope.launch(
        kernel,
        shape(kernel, traversal),
        KernelCodes.of(f),
        result.type().kernelCode(),
        traversal.rows(),
        traversal.columns(),
        left.memory(),
        left.rowStride(),
        left.columnStride(),
        right.memory(),
        right.rowStride(),
        right.columnStride(),
        to.memory(),
        to.rowStride(),
        to.columnStride());
  }

  /**
   * R ← alpha · A + beta · B, rounded once to float32 or float64 an operation. An operand whose
   * factor is 0 is not read.
   */
  public void add(double alpha, DeviceMatrix a, double beta, DeviceMatrix b, DeviceMatrix result) {
    ElementShapes.requireSameType("add", result, a);
    ElementShapes.requireSameType("add", result, b);
    ElementShapes.requireBroadcast("add", "A", a, result);
    ElementShapes.requireBroadcast("add", "B", b, result);
    if (result.isEmpty()) {
      return;
    }
    Traversal traversal = Traversal.of(result, a, b);
    Traversal.Strided left = traversal.operands().get(0);
    Traversal.Strided right = traversal.operands().get(1);
    Traversal.Strided to = traversal.result();
    Kernel kernel = kernel("elementwise_add", result.type());
    scope.launch(
        kernel,
        shape(kernel, traversal),
        result.type().kernelCode(),
        traversal.rows(),
        traversal.columns(),
        factor(result.type(), alpha),
        left.memory(),
        left.rowStride(),
        left.columnStride(),
        factor(result.type(), beta),
        right.memory(),
        right.rowStride(),
        right.columnStride(),
        to.memory(),
        to.rowStride(),
        to.columnStride());
  }

  private static Number factor(ElementType type, double value) {
    if (type == ElementType.FLOAT64) {
      return value;
    }
    return (float) value;
  }

  /**
   * R ← A, each element rounded to R's type if that is another. {@code copy(a.transposed(), r)}
   * transposes.
   */
  public void copy(DeviceMatrix a, DeviceMatrix result) {
    ElementShapes.requireBroadcast("copy", "A", a, result);
    if (result.isEmpty()) {
      return;
    }
    boolean wide = a.type() == ElementType.FLOAT64 || result.type() == ElementType.FLOAT64;
    String suffix = wide ? "_f64" : "_f32";
    Traversal traversal = Traversal.of(result, a);
    Traversal.Strided from = traversal.operands().get(0);
    Traversal.Strided to = traversal.result();
    boolean turned = from.rowStride() == 1 && from.columnStride() > 1 && to.columnStride() == 1;
    if (turned) {
      Kernel kernel = scope.kernel("convert", "convert_transpose" + suffix);
      long tiles = Math.ceilDiv(traversal.rows(), TILE) * Math.ceilDiv(traversal.columns(), TILE);
      scope.launch(
          kernel,
          LaunchShape.blockEach(tiles).atMost(kernel.filling(LaunchShape.BLOCK).blocks()),
          traversal.rows(),
          traversal.columns(),
          a.type().kernelCode(),
          from.memory(),
          from.columnStride(),
          result.type().kernelCode(),
          to.memory(),
          to.rowStride());
      return;
    }
    Kernel kernel = scope.kernel("convert", "convert_copy" + suffix);
    scope.launch(
        kernel,
        shape(kernel, traversal),
        traversal.rows(),
        traversal.columns(),
        a.type().kernelCode(),
        from.memory(),
        from.rowStride(),
        from.columnStride(),
        result.type().kernelCode(),
        to.memory(),
        to.rowStride(),
        to.columnStride());
  }

  private Kernel kernel(String name, ElementType type) {
    return scope.kernel(FILE, name + (type == ElementType.FLOAT64 ? "_f64" : "_f32"));
  }

  private static LaunchShape shape(Kernel kernel, Traversal traversal) {
    LaunchShape filling = kernel.filling(LaunchShape.BLOCK);
    long items = Math.min(traversal.rows() * traversal.columns(), Integer.MAX_VALUE);
    return LaunchShape.threadEach(items).atMost(filling.blocks());
  }
}
