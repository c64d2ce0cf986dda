package org.warpath.linalg.sparse.cuda;

import jcuda.driver.CUstream;
import jcuda.jcusparse.JCusparse;
import jcuda.jcusparse.cusparseHandle;
import jcuda.runtime.cudaStream_t;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;

/** cuSPARSE's handle for one stream, which keeps it. */
final class Handle implements AutoCloseable {
  final cusparseHandle pointer = new cusparseHandle();

  /**
   * @throws org.warpath.kernels.cuda.libraries.CudaUnavailableException without cuSPARSE
   */
  Handle(CUstream stream) {
    CudaLibraries.instance().require(CudaLibrary.CUSPARSE);
    CusparseCall.check(JCusparse.cusparseCreate(pointer), "cusparseCreate");
    try {
      CusparseCall.check(
          JCusparse.cusparseSetStream(pointer, new cudaStream_t(stream)), "cusparseSetStream");
    } catch (CudaException e) {
      try {
        close();
      } catch (CudaException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    CusparseCall.check(JCusparse.cusparseDestroy(pointer), "cusparseDestroy");
  }
}
