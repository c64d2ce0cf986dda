package org.warpath.linalg;

import org.junit.jupiter.api.Assumptions;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;
import org.warpath.linalg.blas.DeviceBlas;
import org.warpath.linalg.dense.DeviceVector;
import org.warpath.linalg.dense.Vector;

/**
 * The test device with everything that it keeps from scope to scope (streams, staging buffers,
 * cuBLAS's handles) in place, so that a leak check counts none of it.
 */
public final class WarmDevice {
  private WarmDevice() {}

  private static boolean hasCublas() {
    return CudaLibraries.instance().located(CudaLibrary.CUBLAS).isPresent();
  }

  /** The device. */
  public static Device open() {
    Device device = TestDevice.engine().device();
    // Two at once, for tests that open a scope and call a function that opens another.
    try (DeviceScope first = device.scope();
        DeviceScope second = device.scope()) {
      use(first);
      use(second);
    }
    return device;
  }

  private static void use(DeviceScope scope) {
    DeviceVector one = DeviceVector.uploaded(scope, Vector.of(1.0), "one");
    if (hasCublas()) {
      new DeviceBlas(scope).scal(2, one);
    }
  }

  /** The device; the test is skipped where there is no cuBLAS, which the driver does not bring. */
  public static Device openWithCublas() {
    Assumptions.assumeTrue(TestDevice.emulated() || hasCublas(), "there is no cuBLAS");
    return open();
  }
}
