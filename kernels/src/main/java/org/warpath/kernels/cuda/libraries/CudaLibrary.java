package org.warpath.kernels.cuda.libraries;

public enum CudaLibrary {
  DRIVER,
  NVRTC,
  CUBLAS,
  CUSPARSE,
  CUFFT
}
