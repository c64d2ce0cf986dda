package org.warpath.nn.tensor;

import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;

/** Holds the numbers of a device's tensor to be indices, as {@link Indices} does. */
public final class DeviceIndices {
  /** No number: none is an exception. */
  public static final double NONE = Double.NaN;

  private final DeviceScope scope;
  private final int least;
  private final int limit;
  private final double except;
  private final String what;
  private final DeviceBuffer bad;

  /** For indices that are integers in [least, limit). */
  public DeviceIndices(DeviceScope scope, int least, int limit, String what) {
    this(scope, least, limit, NONE, what);
  }

  /** For indices that are integers in [least, limit), or {@code except}. */
  public DeviceIndices(DeviceScope scope, int least, int limit, double except, String what) {
    this.except = except;
    this.scope = scope;
    this.least = least;
    this.limit = limit;
    this.what = what;
    bad = scope.longs(1, what + ": the first bad index");
  }

  /**
   * Waits until {@code indices} are there and looks at them.
   *
   * @throws IllegalArgumentException for the first that is no index, with its place
   */
  public void require(DeviceTensor indices) {
    long count = indices.shape().count();
    scope.launch(
        scope.kernel("nn_indices", "indices_check"),
        LaunchShape.of(1, LaunchShape.BLOCK),
        indices.type().kernelCode(),
        count,
        least,
        limit,
        except,
        indices.memory(),
        bad);
    long place = scope.readLong(bad, 0);
    if (place < count) {
      Tensor one = Tensor.zeros(indices.type(), Shape.of());
      scope.download(indices.slice(place, Shape.of()).memory(), one.memory());
      throw Indices.refused(one.get(0), place, least, limit, what);
    }
  }
}
