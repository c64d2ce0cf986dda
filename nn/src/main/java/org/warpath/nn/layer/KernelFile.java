package org.warpath.nn.layer;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.ElementType;

/**
 * The kernels of one file that come in two forms, {@code name_f64} for float64 and {@code name_f32}
 * for all other types, as one step launches them.
 *
 * @param scope in whose order
 * @param name of {@code cuda/<name>.cu}
 * @param type of the step's elements
 */
public record KernelFile(DeviceScope scope, String name, ElementType type) {

  /** A factor in what the kernels compute in. */
  public Number real(double factor) {
    if (isWide()) {
      return factor;
    }
    return (float) factor;
  }

  /** Bytes of a number in what the kernels compute in. */
  public int realSize() {
    return isWide() ? Double.BYTES : Float.BYTES;
  }

  private boolean isWide() {
    return type == ElementType.FLOAT64;
  }

  private Kernel kernel(String kernel) {
    return scope.kernel(name, kernel + (isWide() ? "_f64" : "_f32"));
  }

  /** A kernel whose threads stride over {@code items}; nothing for none. */
  public void forEach(String name, long items, Object... arguments) {
    launch(kernel(name), items, items, arguments);
  }

  /** A kernel whose warps stride over {@code items}; nothing for none. */
  public void forEachWarp(String name, long items, Object... arguments) {
    launch(kernel(name), items, items * LaunchShape.WARP, arguments);
  }

  /** A kernel whose blocks stride over {@code items}; nothing for none. */
  public void forEachBlock(String name, long items, Object... arguments) {
    launch(kernel(name), items, items * LaunchShape.BLOCK, arguments);
  }

  private void launch(Kernel kernel, long items, long threads, Object... arguments) {
    if (items > 0) {
      LaunchShape shape = LaunchShape.threadEach(Math.min(threads, Integer.MAX_VALUE));
      int most = kernel.filling(LaunchShape.BLOCK).blocks();
      scope.launch(kernel, shape.atMost(most), arguments);
    }
  }
}
