package org.warpath.linalg.sparse.cuda;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import jcuda.Pointer;
import jcuda.cudaDataType;
import jcuda.jcusparse.JCusparse;
import jcuda.jcusparse.cusparseDnVecDescr;
import jcuda.jcusparse.cusparseHandle;
import jcuda.jcusparse.cusparseIndexBase;
import jcuda.jcusparse.cusparseIndexType;
import jcuda.jcusparse.cusparseOperation;
import jcuda.jcusparse.cusparseSpMVAlg;
import jcuda.jcusparse.cusparseSpMatDescr;
import jcuda.jcusparse.cusparseStatus;
import jcuda.runtime.cudaStream_t;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;
import org.warpath.linalg.sparse.Csr;

/**
 * y = A·x in float32 by cuSPARSE, for one matrix and one pair of vectors, as often as wanted. The
 * yardstick beside our own kernels; cuSPARSE wants the matrix's values spelled out and offsets as
 * wide as columns, so it moves 8 bytes an entry where an unweighted graph needs 4.
 */
public final class CusparseSpmv implements AutoCloseable {
  private static final Pointer ONE = Pointer.to(new float[] {1});
  private static final Pointer ZERO = Pointer.to(new float[] {0});

  private final cusparseHandle handle = new cusparseHandle();
  private final cusparseSpMatDescr matrix = new cusparseSpMatDescr();
  private final cusparseDnVecDescr x = new cusparseDnVecDescr();
  private final cusparseDnVecDescr y = new cusparseDnVecDescr();
  private final DeviceBuffer workspace;
  private final Deque<Runnable> release = new ArrayDeque<>();

  /**
   * @param scope whose stream it works on, and which owns its workspace; closed after this
   * @param a the pattern, with fewer than 2³¹ entries; its values are not used
   * @param values float32[entries], on the device
   * @param x float32[columns], on the device
   * @param y float32[rows], on the device, overwritten by each product
   * @throws IllegalArgumentException if {@code a} has too many entries, or a buffer another size
   * @throws org.warpath.kernels.cuda.libraries.CudaUnavailableException without cuSPARSE
   */
  public CusparseSpmv(
      DeviceScope scope, Csr a, DeviceBuffer values, DeviceBuffer x, DeviceBuffer y) {
    if (a.entryCount() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "cuSPARSE takes 32-bit columns with 32-bit offsets: "
              + a.entryCount()
              + " entries are too many");
    }
    requireBytes("values", values, a.entryCount());
    requireBytes("x", x, a.columnCount());
    requireBytes("y", y, a.rowCount());
    CudaLibraries.instance().require(CudaLibrary.CUSPARSE);
    DeviceBuffer offsets = scope.uploaded(offsets32(a), "32-bit row offsets");
    DeviceBuffer columns = scope.resident(a.columnIndices(), "column indices");
    try {
      check(JCusparse.cusparseCreate(handle), "cusparseCreate");
      release.push(() -> check(JCusparse.cusparseDestroy(handle), "cusparseDestroy"));
      check(
          JCusparse.cusparseSetStream(handle, new cudaStream_t(scope.stream())),
          "cusparseSetStream");
      describe(a, offsets, columns, values);
      vector(this.x, a.columnCount(), x);
      vector(this.y, a.rowCount(), y);
      long[] bytes = new long[1];
      check(
          JCusparse.cusparseSpMV_bufferSize(
              handle,
              cusparseOperation.CUSPARSE_OPERATION_NON_TRANSPOSE,
              ONE,
              matrix.asConst(),
              this.x.asConst(),
              ZERO,
              this.y,
              cudaDataType.CUDA_R_32F,
              cusparseSpMVAlg.CUSPARSE_SPMV_ALG_DEFAULT,
              bytes),
          "cusparseSpMV_bufferSize");
      workspace = scope.bytes(bytes[0], "cuSPARSE's workspace");
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private static void requireBytes(String name, DeviceBuffer buffer, long floats) {
    if (buffer.byteSize() != floats * Float.BYTES) {
      throw new IllegalArgumentException(
          name + " must have " + floats * Float.BYTES + " bytes, had " + buffer.byteSize());
    }
  }

  private void describe(Csr a, DeviceBuffer offsets, DeviceBuffer columns, DeviceBuffer values) {
    check(
        JCusparse.cusparseCreateCsr(
            matrix,
            a.rowCount(),
            a.columnCount(),
            a.entryCount(),
            offsets.pointer(),
            columns.pointer(),
            values.pointer(),
            cusparseIndexType.CUSPARSE_INDEX_32I,
            cusparseIndexType.CUSPARSE_INDEX_32I,
            cusparseIndexBase.CUSPARSE_INDEX_BASE_ZERO,
            cudaDataType.CUDA_R_32F),
        "cusparseCreateCsr");
    release.push(
        () -> check(JCusparse.cusparseDestroySpMat(matrix.asConst()), "cusparseDestroySpMat"));
  }

  private void vector(cusparseDnVecDescr descriptor, int length, DeviceBuffer values) {
    check(
        JCusparse.cusparseCreateDnVec(
            descriptor, length, values.pointer(), cudaDataType.CUDA_R_32F),
        "cusparseCreateDnVec");
    release.push(
        () -> check(JCusparse.cusparseDestroyDnVec(descriptor.asConst()), "cusparseDestroyDnVec"));
  }

  private static MemorySegment offsets32(Csr a) {
    int[] offsets = new int[a.rowCount() + 1];
    for (int row = 0; row <= a.rowCount(); row++) {
      offsets[row] = (int) a.rowStart(row);
    }
    return MemorySegment.ofArray(offsets);
  }

  /** Writes y = A·x, in the scope's order. */
  public void multiply() {
    check(
        JCusparse.cusparseSpMV(
            handle,
            cusparseOperation.CUSPARSE_OPERATION_NON_TRANSPOSE,
            ONE,
            matrix.asConst(),
            x.asConst(),
            ZERO,
            y,
            cudaDataType.CUDA_R_32F,
            cusparseSpMVAlg.CUSPARSE_SPMV_ALG_DEFAULT,
            workspace.pointer()),
        "cusparseSpMV");
  }

  private static void check(int status, String call) {
    if (status != cusparseStatus.CUSPARSE_STATUS_SUCCESS) {
      throw new CudaException(
          call,
          status,
          call + " failed: " + cusparseStatus.stringFor(status) + " (" + status + ")");
    }
  }

  @Override
  public void close() {
    CudaException first = null;
    while (!release.isEmpty()) {
      try {
        release.pop().run();
      } catch (CudaException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
