package org.warpath.nn.arrays;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.nn.layer.Launches;
import org.warpath.nn.tensor.DeviceTensor;

/**
 * Sums over some dimensions on a device, in float64 and an order that is the shapes' alone: a
 * thread an element of the result where neighbouring ones read neighbouring elements, else a block.
 */
final class DeviceSum {
  private static final int FITS_A_WARP = 256;

  private final Launches launches;
  private final DeviceNest kept;
  private final DeviceNest folded;
  private final boolean isNarrow;

  DeviceSum(Fold fold, DeviceScope scope, String what) {
    launches = new Launches(scope, "nn_arrays");
    kept = DeviceNest.of(fold.kept(), 1, scope, what);
    folded = DeviceNest.of(fold.folded(), 1, scope, what);
    isNarrow = (fold.kept().step(0) == 1 && kept.count() >= LaunchShape.WARP) || folded.count() < 4;
  }

  /** result ← factor · the sums of {@code whole}. */
  void apply(DeviceTensor whole, double factor, DeviceTensor result) {
    Object[] arguments = {
      result.type().kernelCode(),
      kept.count(),
      kept.rank(),
      kept.loops(),
      folded.count(),
      folded.rank(),
      folded.loops(),
      isNarrow ? 1 : 0,
      factor,
      whole.memory(),
      result.memory()
    };
    if (isNarrow) {
      launches.threadEach(kept.count(), "arrays_sum", arguments);
    } else {
      int threads = folded.count() <= FITS_A_WARP ? LaunchShape.WARP : LaunchShape.BLOCK;
      launches.blockEach(kept.count(), threads, "arrays_sum", arguments);
    }
  }
}
