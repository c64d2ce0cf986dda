package org.warpath.linalg.sparse.cuda;

import jcuda.jcusparse.JCusparse;
import jcuda.jcusparse.cusparseDnVecDescr;
import jcuda.jcusparse.cusparseOperation;
import jcuda.jcusparse.cusparseSpMVAlg;
import jcuda.jcusparse.cusparseSpMatDescr;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.DeviceVector;
import org.warpath.linalg.sparse.Csr;

/**
 * y ← alpha · A·x + beta · y by cuSPARSE, for one matrix and one pair of vectors, as often as
 * wanted. Also the yardstick beside our own kernels: cuSPARSE wants the matrix's values spelled out
 * and offsets as wide as columns, so it moves 8 bytes an entry where an unweighted graph needs 4.
 */
public final class CusparseSpmv extends CusparseCall {
  private static final int OPERATION = cusparseOperation.CUSPARSE_OPERATION_NON_TRANSPOSE;

  private final cusparseSpMatDescr matrix;
  private final cusparseDnVecDescr x;
  private final cusparseDnVecDescr y;
  private final DeviceBuffer workspace;
  private final int algorithm;
  private final String call;

  /**
   * Products of the same bits each time, in the order that cuSPARSE promises that for.
   *
   * @param scope whose stream it works on, and which owns its workspace; closed after this
   * @param a A[m×n]
   * @param x x[n], of the matrix's type
   * @param y y[m], of the matrix's type
   * @throws IllegalArgumentException if lengths or types do not fit
   * @throws org.warpath.kernels.cuda.libraries.CudaUnavailableException without cuSPARSE
   */
  public CusparseSpmv(DeviceScope scope, CusparseCsr a, DeviceVector x, DeviceVector y) {
    this(scope, a, x, y, cusparseSpMVAlg.CUSPARSE_SPMV_CSR_ALG2);
  }

  /**
   * Products in float32 by cuSPARSE's default algorithm, the one to measure against.
   *
   * @param a the pattern, with fewer than 2³¹ entries; its values are not used
   * @param values float32[entries], on the device
   * @param x float32[columns], on the device
   * @param y float32[rows], on the device, overwritten by each {@link #multiply()}
   * @throws IllegalArgumentException if {@code a} has too many entries, or a buffer another size
   * @throws org.warpath.kernels.cuda.libraries.CudaUnavailableException without cuSPARSE
   */
  public CusparseSpmv(
      DeviceScope scope, Csr a, DeviceBuffer values, DeviceBuffer x, DeviceBuffer y) {
    this(
        scope,
        CusparseCsr.spelledOut(scope, a, values),
        floats("x", x, a.columnCount()),
        floats("y", y, a.rowCount()),
        cusparseSpMVAlg.CUSPARSE_SPMV_ALG_DEFAULT);
  }

  private static DeviceVector floats(String name, DeviceBuffer buffer, int length) {
    CusparseCsr.requireBytes(name, buffer, length, Float.BYTES);
    return new DeviceVector(ElementType.FLOAT32, length, buffer);
  }

  private CusparseSpmv(
      DeviceScope scope, CusparseCsr a, DeviceVector x, DeviceVector y, int algorithm) {
    super(scope, a.type());
    this.algorithm = algorithm;
    call = "cusparseSpMV of " + a.rowCount() + "×" + a.columnCount();
    try {
      require(x.length() == a.columnCount(), "x has length " + x.length(), a);
      require(y.length() == a.rowCount(), "y has length " + y.length(), a);
      require(x.type() == type && y.type() == type, "x and y are " + x.type(), a);
      matrix = matrix(a);
      this.x = vector(x);
      this.y = vector(y);
      long[] bytes = new long[1];
      check(
          JCusparse.cusparseSpMV_bufferSize(
              handle,
              OPERATION,
              factor(1),
              matrix.asConst(),
              this.x.asConst(),
              factor(0),
              this.y,
              dataType,
              algorithm,
              bytes),
          "cusparseSpMV_bufferSize");
      workspace = workspace(bytes);
    } catch (RuntimeException | Error e) {
      closeAfter(e);
      throw e;
    }
  }

  private static void require(boolean fits, String what, CusparseCsr a) {
    if (!fits) {
      throw new IllegalArgumentException(
          "spmv: A is %d×%d of %s, %s".formatted(a.rowCount(), a.columnCount(), a.type(), what));
    }
  }

  /** Writes y = A·x, in the scope's order. */
  public void multiply() {
    multiply(1, 0);
  }

  /** Writes y ← alpha · A·x + beta · y, in the scope's order; with beta = 0, y is not read. */
  public void multiply(double alpha, double beta) {
    check(
        JCusparse.cusparseSpMV(
            handle,
            OPERATION,
            factor(alpha),
            matrix.asConst(),
            x.asConst(),
            factor(beta),
            y,
            dataType,
            algorithm,
            workspace.pointer()),
        call);
  }
}
