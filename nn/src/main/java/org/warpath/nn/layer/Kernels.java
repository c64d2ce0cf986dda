package org.warpath.nn.layer;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.DeviceTensor;

/**
 * The kernels of one file, as layers launch them: in a scope's order, with as many threads as fill
 * the device at most, since kernels stride over their items.
 */
public final class Kernels {
  // What a warp reduces about as fast as a block does.
  private static final int FITS_A_WARP = 256;

  private final DeviceScope scope;
  private final String file;
  private final String ending;

  /** Those of {@code cuda/<file>.cu}, by their whole names. */
  public Kernels(DeviceScope scope, String file) {
    this(scope, file, "");
  }

  private Kernels(DeviceScope scope, String file, String ending) {
    this.scope = scope;
    this.file = file;
    this.ending = ending;
  }

  /** Those of them that compute in {@code type}'s precision, named without its ending. */
  public Kernels in(ElementType type) {
    return new Kernels(scope, file, Precision.of(type).ending());
  }

  /** With a thread for each item; not at all without items. */
  public void threadEach(String kernel, long items, Object... arguments) {
    if (items > 0) {
      Kernel found = kernel(kernel);
      LaunchShape shape = LaunchShape.threadEach(Math.min(items, Integer.MAX_VALUE));
      scope.launch(found, shape.atMost(found.filling(LaunchShape.BLOCK).blocks()), arguments);
    }
  }

  /** With a warp for each item; not at all without items. */
  public void warpEach(String kernel, long items, Object... arguments) {
    threadEach(kernel, Math.multiplyExact(items, (long) LaunchShape.WARP), arguments);
  }

  /** With a block of {@code threads} for each item; not at all without items. */
  public void blockEach(String kernel, long items, int threads, Object... arguments) {
    if (items > 0) {
      Kernel found = kernel(kernel);
      int blocks = (int) Math.min(items, found.filling(threads).blocks());
      scope.launch(found, LaunchShape.of(blocks, threads), arguments);
    }
  }

  /** With this shape. */
  public void launch(String kernel, LaunchShape shape, Object... arguments) {
    scope.launch(kernel(kernel), shape, arguments);
  }

  private Kernel kernel(String name) {
    return scope.kernel(file, name + ending);
  }

  /** Threads of a block that reduces {@code length} elements. */
  public static int threadsFor(long length) {
    return length <= FITS_A_WARP ? LaunchShape.WARP : LaunchShape.BLOCK;
  }

  /** Whether {@code tensor} is there, as kernels take it. */
  public static int flag(@Nullable DeviceTensor tensor) {
    return tensor == null ? 0 : 1;
  }

  /** {@code tensor}'s memory, or that of any other, which is not read. */
  public static DeviceBuffer orAny(@Nullable DeviceTensor tensor, DeviceTensor any) {
    return (tensor == null ? any : tensor).memory();
  }
}
