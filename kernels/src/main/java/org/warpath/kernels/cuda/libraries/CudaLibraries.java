package org.warpath.kernels.cuda.libraries;

public final class CudaLibraries {
  public static CudaLibraries instance() {
    return new CudaLibraries();
  }

  public void require(CudaLibrary l) {}
}
