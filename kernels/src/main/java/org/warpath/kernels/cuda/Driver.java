package org.warpath.kernels.cuda;

import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/** The driver's return codes, turned into exceptions. */
final class Driver {
  private Driver() {}

  /**
   * Throws unless {@code code} is success.
   *
   * @param call the function and what it was called for
   */
  static void check(int code, String call) {
    if (code != CUresult.CUDA_SUCCESS) {
      throw new CudaException(call, code, call + " failed: " + describe(code));
    }
  }

  /** The error's name, number and CUDA's own sentence about it. */
  static String describe(int code) {
    String[] sentence = new String[1];
    boolean known =
        JCudaDriver.cuGetErrorString(code, sentence) == CUresult.CUDA_SUCCESS
            && sentence[0] != null;
    String name = CUresult.stringFor(code);
    return name + " (" + code + ")" + (known ? ": " + sentence[0] : "");
  }
}
