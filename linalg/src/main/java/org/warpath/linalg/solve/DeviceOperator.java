package org.warpath.linalg.solve;

import org.warpath.kernels.cuda.Device;
import org.warpath.linalg.dense.Vector;

/** An operator on a device. */
@SuppressWarnings("DoNotCallSuggester")
final class DeviceOperator {
  private DeviceOperator() {}

  static void applyOnce(LinearOperator a, Vector x, Vector y, Device device) {
    throw new UnsupportedOperationException();
  }
}
