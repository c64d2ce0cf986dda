package org.warpath.kernels.cuda.libraries;

public class CudaUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CudaUnavailableException(String m) {
    super(m);
  }
}
