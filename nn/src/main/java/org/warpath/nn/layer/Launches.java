package org.warpath.nn.layer;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.ElementType;

/** Launches of kernels that stride over their items, in a scope's order. */
public final class Launches {
  private final DeviceScope scope;
  private final String file;

  /** Of kernels in {@code cuda/<file>.cu}. */
  public Launches(DeviceScope scope, String file) {
    this.scope = scope;
    this.file = file;
  }

  /** {@code name} with the ending of the kernel that computes in {@code type}'s precision. */
  public static String of(String name, ElementType type) {
    return name + (type == ElementType.FLOAT64 ? "_f64" : "_f32");
  }

  /** With a thread for each item, or as many as fill the device; not at all without items. */
  public void threadEach(long items, String kernel, Object... arguments) {
    if (items > 0) {
      Kernel found = scope.kernel(file, kernel);
      LaunchShape shape = LaunchShape.threadEach(Math.min(items, Integer.MAX_VALUE));
      scope.launch(found, shape.atMost(found.filling(LaunchShape.BLOCK).blocks()), arguments);
    }
  }

  /** With a warp for each item, or as many as fill the device; not at all without items. */
  public void warpEach(long items, String kernel, Object... arguments) {
    threadEach(Math.multiplyExact(items, (long) LaunchShape.WARP), kernel, arguments);
  }

  /**
   * With a block of {@code threads} for each item, or as many as fill the device; not at all
   * without items.
   */
  public void blockEach(long items, int threads, String kernel, Object... arguments) {
    if (items > 0) {
      Kernel found = scope.kernel(file, kernel);
      int blocks = (int) Math.min(items, found.filling(threads).blocks());
      scope.launch(found, LaunchShape.of(blocks, threads), arguments);
    }
  }

  /** With this shape. */
  public void launch(LaunchShape shape, String kernel, Object... arguments) {
    scope.launch(scope.kernel(file, kernel), shape, arguments);
  }
}
