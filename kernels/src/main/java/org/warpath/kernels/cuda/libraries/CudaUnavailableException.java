package org.warpath.kernels.cuda.libraries;

/** CUDA, or one of its libraries, cannot be used on this machine; the message says why. */
public final class CudaUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CudaUnavailableException(String message) {
    super(message);
  }

  public CudaUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
