package org.warpath.kernels.cuda;

import java.util.Set;

/** A call to the CUDA driver or compiler failed. */
public class CudaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  // Errors after which the driver refuses every further call on the context: the address, launch
  // and hardware faults of cuda.h.
  private static final Set<Integer> STICKY =
      Set.of(214, 700, 702, 709, 710, 714, 715, 716, 717, 718, 719);

  private final String call;
  private final int code;

  /**
   * A failure.
   *
   * @param call the function that failed and, where there is one, the kernel and its shape
   * @param code CUDA's number of the error, 0 where there is none
   * @param message one line that names the call and says what is wrong
   */
  public CudaException(String call, int code, String message) {
    super(message);
    this.call = call;
    this.code = code;
  }

  /** What was called. */
  public String call() {
    return call;
  }

  /** CUDA's number of the error, as in {@code cuda.h}; 0 where there is none. */
  public int code() {
    return code;
  }

  /** Whether the device can do nothing more until it is {@linkplain Device#reset reset}. */
  public boolean sticky() {
    return STICKY.contains(code);
  }
}
