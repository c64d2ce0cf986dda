package org.warpath.nn.arrays;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.tensor.DeviceTensor;

/**
 * Sums over some dimensions on a device, in float64 and an order that is the shapes' alone: a
 * thread an element of the result where neighbouring ones read neighbouring elements, else a block.
 */
final class DeviceSum {
  private final Kernels kernels;
  private final DeviceNest kept;
  private final DeviceNest folded;
  private final boolean isNarrow;

  DeviceSum(Fold fold, DeviceScope scope, String what) {
    kernels = new Kernels(scope, "nn_arrays");
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
      kernels.threadEach("arrays_sum", kept.count(), arguments);
    } else {
      int threads = Kernels.threadsFor(folded.count());
      kernels.blockEach("arrays_sum", kept.count(), threads, arguments);
    }
  }
}
