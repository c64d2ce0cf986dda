package org.warpath.linalg.solve;

import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.ElementType;

/**
 * Vector operations on a device, by the kernels of {@code krylov.cu}. How many blocks add up a sum
 * depends on the length alone.
 */
final class DeviceVectors {
  private static final String FILE = "krylov";
  static final int ELEMENTS_A_BLOCK = 2048;
  private static final int MOST_BLOCKS = 1024;
  private static final int WARPS = LaunchShape.BLOCK / LaunchShape.WARP;

  final DeviceScope scope;
  final int wide;
  final int length;
  final LaunchShape shape;

  DeviceVectors(DeviceScope scope, ElementType type, int length) {
    this.scope = scope;
    this.length = length;
    wide = type == ElementType.FLOAT64 ? 1 : 0;
    // A short vector is not worth more warps than it has elements for.
    int threads = Math.clamp(Math.ceilDiv(length, LaunchShape.WARP), 1, WARPS) * LaunchShape.WARP;
    int blocks = Math.clamp(Math.ceilDiv(length, ELEMENTS_A_BLOCK), 1, MOST_BLOCKS);
    shape = LaunchShape.of(blocks, threads);
  }

  /** Blocks that work on a vector: numbers that each sum is added up from. */
  int blocks() {
    return shape.blocks();
  }

  /** slots[slot] ← x·y and, if {@code both}, slots[slot + 1] ← x·x. */
  void dots(
      DeviceBuffer x,
      DeviceBuffer y,
      boolean both,
      DeviceBuffer partial,
      DeviceBuffer slots,
      int slot) {
    scope.launch(
        scope.kernel(FILE, "krylov_dots"),
        shape,
        wide,
        length,
        x,
        y,
        both ? 1 : 0,
        blocks(),
        partial);
    total(both ? 2 : 1, partial, slots, slot);
  }

  /** slots[slot + j] ← the sum of partial[j][blocks]. */
  void total(int count, DeviceBuffer partial, DeviceBuffer slots, int slot) {
    scope.launch(
        scope.kernel(FILE, "krylov_total"),
        LaunchShape.of(count, LaunchShape.WARP),
        blocks(),
        partial,
        slots,
        slot);
  }

  /** y ← y + factor · slots[slot] · x; a negative slot counts as 1. */
  void axpy(double factor, DeviceBuffer slots, int slot, DeviceBuffer x, DeviceBuffer y) {
    scope.launch(scope.kernel(FILE, "krylov_axpy"), shape, wide, length, factor, slots, slot, x, y);
  }

  /** y ← x + y. */
  void add(DeviceBuffer x, DeviceBuffer y) {
    axpy(1, y, -1, x, y);
  }

  /** x ← factor · x. */
  void scale(double factor, DeviceBuffer x) {
    scope.launch(scope.kernel(FILE, "krylov_multiply"), shape, wide, length, factor, 0, x, x, x);
  }

  /** z ← d∘x. */
  void multiply(DeviceBuffer d, DeviceBuffer x, DeviceBuffer z) {
    scope.launch(scope.kernel(FILE, "krylov_multiply"), shape, wide, length, 1.0, 1, d, x, z);
  }
}
