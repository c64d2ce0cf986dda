package org.warpath.nn.arrays;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Launches;
import org.warpath.nn.tensor.DeviceTensor;

/** Elements moved or repeated, on a device: a thread an element of the result. */
final class DeviceMove {
  private final Launches launches;
  private final DeviceNest nest;

  DeviceMove(Nest nest, DeviceScope scope, String what) {
    launches = new Launches(scope, "nn_arrays");
    this.nest = DeviceNest.of(nest, 1, scope, what);
  }

  /** to ← factor · from. */
  void apply(DeviceTensor from, double factor, DeviceTensor to) {
    launches.threadEach(
        nest.count(),
        "arrays_move",
        to.type().kernelCode(),
        nest.count(),
        nest.rank(),
        nest.loops(),
        factor,
        from.memory(),
        to.memory());
  }
}
