package org.warpath.kernels.cuda;

import org.junit.jupiter.api.Assumptions;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;
import org.warpath.kernels.cuda.libraries.CudaUnavailableException;

/**
 * The CUDA engine for tests tagged {@code gpu}: on the emulated driver where the build asks for it,
 * else on the machine's own device; where there is none the test is skipped with the reason, unless
 * the property {@code warpath.test.device} is {@code required}, as a bundle's gpu-tests sets it.
 */
public final class TestDevice {
  private TestDevice() {}

  /** Whether the build runs this JVM on the emulated driver. */
  public static boolean emulated() {
    return System.getProperty("warpath.emulator.seed") != null;
  }

  private static boolean required() {
    return "required".equals(System.getProperty("warpath.test.device"));
  }

  /** The engine. */
  public static Engine.Cuda engine() {
    try {
      return Engine.cuda();
    } catch (CudaUnavailableException e) {
      Assumptions.assumeTrue(emulated() || required(), e.getMessage());
      throw e;
    }
  }

  /**
   * The device, as after a start where it is emulated: nothing on it, no fault planned. Not while a
   * scope is open.
   */
  public static Device fresh() {
    if (emulated()) {
      EmulatedCuda.reset();
    }
    Device device = engine().device();
    if (emulated()) {
      device.reset();
    }
    return device;
  }
}
