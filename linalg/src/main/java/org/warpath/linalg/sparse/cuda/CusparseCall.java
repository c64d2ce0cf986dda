package org.warpath.linalg.sparse.cuda;

import java.util.ArrayDeque;
import java.util.Deque;
import jcuda.Pointer;
import jcuda.cudaDataType;
import jcuda.jcusparse.JCusparse;
import jcuda.jcusparse.cusparseDnMatDescr;
import jcuda.jcusparse.cusparseDnVecDescr;
import jcuda.jcusparse.cusparseHandle;
import jcuda.jcusparse.cusparseIndexBase;
import jcuda.jcusparse.cusparseIndexType;
import jcuda.jcusparse.cusparseOrder;
import jcuda.jcusparse.cusparseSpMatDescr;
import jcuda.jcusparse.cusparseStatus;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.DeviceVector;

/**
 * What every computation by cuSPARSE has: the handle of the scope's stream, and descriptors of its
 * operands, which are released in reverse when it is closed, before the scope's end.
 */
abstract class CusparseCall implements AutoCloseable {
  final DeviceScope scope;
  final ElementType type;
  final int dataType;
  final cusparseHandle handle;
  private final Deque<Runnable> release = new ArrayDeque<>();

  /**
   * @throws org.warpath.kernels.cuda.libraries.CudaUnavailableException without cuSPARSE
   */
  CusparseCall(DeviceScope scope, ElementType type) {
    this.scope = scope;
    this.type = type;
    dataType = type == ElementType.FLOAT64 ? cudaDataType.CUDA_R_64F : cudaDataType.CUDA_R_32F;
    handle = scope.companion(Handle.class, () -> new Handle(scope.stream())).pointer;
  }

  final void onClose(Runnable step) {
    release.push(step);
  }

  /** A factor as cuSPARSE reads it: in the operands' type, on the host. */
  final Pointer factor(double value) {
    return type == ElementType.FLOAT64
        ? Pointer.to(new double[] {value})
        : Pointer.to(new float[] {(float) value});
  }

  final cusparseSpMatDescr matrix(CusparseCsr a) {
    return matrix(
        a.rowCount(),
        a.columnCount(),
        a.entryCount(),
        a.rowOffsets().pointer(),
        a.columnIndices().pointer(),
        a.values().pointer());
  }

  final cusparseSpMatDescr matrix(
      int rows, int columns, long entries, Pointer offsets, Pointer indices, Pointer values) {
    cusparseSpMatDescr descriptor = new cusparseSpMatDescr();
    check(
        JCusparse.cusparseCreateCsr(
            descriptor,
            rows,
            columns,
            entries,
            offsets,
            indices,
            values,
            cusparseIndexType.CUSPARSE_INDEX_32I,
            cusparseIndexType.CUSPARSE_INDEX_32I,
            cusparseIndexBase.CUSPARSE_INDEX_BASE_ZERO,
            dataType),
        "cusparseCreateCsr");
    onClose(
        () -> check(JCusparse.cusparseDestroySpMat(descriptor.asConst()), "cusparseDestroySpMat"));
    return descriptor;
  }

  final cusparseDnVecDescr vector(DeviceVector vector) {
    cusparseDnVecDescr descriptor = new cusparseDnVecDescr();
    check(
        JCusparse.cusparseCreateDnVec(
            descriptor, vector.length(), vector.memory().pointer(), dataType),
        "cusparseCreateDnVec");
    onClose(
        () -> check(JCusparse.cusparseDestroyDnVec(descriptor.asConst()), "cusparseDestroyDnVec"));
    return descriptor;
  }

  final cusparseDnMatDescr dense(DeviceMatrix matrix) {
    cusparseDnMatDescr descriptor = new cusparseDnMatDescr();
    boolean rowMajor =
        matrix.columnStride() == 1
            && (matrix.rowStride() >= matrix.columns() || matrix.rows() <= 1);
    long leading =
        rowMajor
            ? Math.max(matrix.rowStride(), matrix.columns())
            : Math.max(matrix.columnStride(), matrix.rows());
    check(
        JCusparse.cusparseCreateDnMat(
            descriptor,
            matrix.rows(),
            matrix.columns(),
            leading,
            matrix.memory().pointer(),
            dataType,
            rowMajor ? cusparseOrder.CUSPARSE_ORDER_ROW : cusparseOrder.CUSPARSE_ORDER_COL),
        "cusparseCreateDnMat");
    onClose(
        () -> check(JCusparse.cusparseDestroyDnMat(descriptor.asConst()), "cusparseDestroyDnMat"));
    return descriptor;
  }

  final DeviceBuffer workspace(long[] bytes) {
    return scope.bytes(bytes[0], "cuSPARSE's workspace");
  }

  /** Releases what a constructor made before it failed with {@code cause}. */
  final void closeAfter(Throwable cause) {
    try {
      close();
    } catch (CudaException suppressed) {
      cause.addSuppressed(suppressed);
    }
  }

  static void check(int status, String call) {
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
