package org.warpath.nn.arrays;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.tensor.DeviceTensor;

/** Elements moved or repeated, on a device: a thread an element of the result. */
final class DeviceMove {
  private final Kernels kernels;
  private final DeviceNest nest;

  DeviceMove(Nest nest, DeviceScope scope, String what) {
    kernels = new Kernels(scope, "nn_arrays");
    this.nest = DeviceNest.of(nest, 1, scope, what);
  }

  /** to ← factor · from. */
  void apply(DeviceTensor from, double factor, DeviceTensor to) {
    kernels.threadEach(
        "arrays_move",
        nest.count(),
        to.type().kernelCode(),
        nest.count(),
        nest.rank(),
        nest.loops(),
        factor,
        from.memory(),
        to.memory());
  }
}
