package org.warpath.linalg.sparse.cuda;

import jcuda.Pointer;
import jcuda.jcusparse.JCusparse;
import jcuda.jcusparse.cusparseDnMatDescr;
import jcuda.jcusparse.cusparseOperation;
import jcuda.jcusparse.cusparseSDDMMAlg;
import jcuda.jcusparse.cusparseSpGEMMAlg;
import jcuda.jcusparse.cusparseSpGEMMDescr;
import jcuda.jcusparse.cusparseSpMMAlg;
import jcuda.jcusparse.cusparseSpMatDescr;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.DeviceMatrix;

/**
 * Products of matrices of which one is sparse, by cuSPARSE, on one scope's stream, each by the
 * algorithm that gives the same bits each time. Shapes and types are the caller's to check, and no
 * operand may be empty. Descriptors live until this is closed, workspaces until the scope is.
 */
public final class CusparseProducts extends CusparseCall {
  private static final int PLAIN = cusparseOperation.CUSPARSE_OPERATION_NON_TRANSPOSE;

  /**
   * @param scope closed after this
   * @param type of all operands, float32 or float64
   * @throws org.warpath.kernels.cuda.libraries.CudaUnavailableException without cuSPARSE
   */
  public CusparseProducts(DeviceScope scope, ElementType type) {
    super(scope, type);
  }

  /** C ← alpha · A·B + beta · C, in the scope's order; with beta = 0, C is not read. */
  public void spmm(double alpha, CusparseCsr a, DeviceMatrix b, double beta, DeviceMatrix c) {
    cusparseSpMatDescr left = matrix(a);
    cusparseDnMatDescr right = dense(b);
    cusparseDnMatDescr result = dense(c);
    Pointer scale = factor(alpha);
    Pointer keep = factor(beta);
    int algorithm = cusparseSpMMAlg.CUSPARSE_SPMM_CSR_ALG3;
    long[] bytes = new long[1];
    check(
        JCusparse.cusparseSpMM_bufferSize(
            handle,
            PLAIN,
            PLAIN,
            scale,
            left.asConst(),
            right.asConst(),
            keep,
            result,
            dataType,
            algorithm,
            bytes),
        "cusparseSpMM_bufferSize");
    check(
        JCusparse.cusparseSpMM(
            handle,
            PLAIN,
            PLAIN,
            scale,
            left.asConst(),
            right.asConst(),
            keep,
            result,
            dataType,
            algorithm,
            workspace(bytes).pointer()),
        "cusparseSpMM of %d×%d and %s".formatted(a.rowCount(), a.columnCount(), b.shape()));
  }

  /**
   * Values of C ← alpha · (A·B) + beta · C at the entries of C, in the scope's order; with beta =
   * 0, they are not read.
   */
  public void sddmm(double alpha, DeviceMatrix a, DeviceMatrix b, double beta, CusparseCsr c) {
    cusparseDnMatDescr left = dense(a);
    cusparseDnMatDescr right = dense(b);
    cusparseSpMatDescr result = matrix(c);
    Pointer scale = factor(alpha);
    Pointer keep = factor(beta);
    int algorithm = cusparseSDDMMAlg.CUSPARSE_SDDMM_ALG_DEFAULT;
    long[] bytes = new long[1];
    check(
        JCusparse.cusparseSDDMM_bufferSize(
            handle,
            PLAIN,
            PLAIN,
            scale,
            left.asConst(),
            right.asConst(),
            keep,
            result,
            dataType,
            algorithm,
            bytes),
        "cusparseSDDMM_bufferSize");
    check(
        JCusparse.cusparseSDDMM(
            handle,
            PLAIN,
            PLAIN,
            scale,
            left.asConst(),
            right.asConst(),
            keep,
            result,
            dataType,
            algorithm,
            workspace(bytes).pointer()),
        "cusparseSDDMM of %s and %s".formatted(a.shape(), b.shape()));
  }

  /**
   * A·B, owned by the scope; columns need not ascend in its rows. Waits for the device.
   *
   * @throws IllegalArgumentException if it has more than 2³¹ − 1 entries
   */
  public CusparseCsr spgemm(CusparseCsr a, CusparseCsr b) {
    String shapes =
        " of %d×%d and %d×%d"
            .formatted(a.rowCount(), a.columnCount(), b.rowCount(), b.columnCount());
    DeviceBuffer offsets = scope.ints(a.rowCount() + 1L, "32-bit row offsets of the product");
    Gustavson steps =
        new Gustavson(
            matrix(a),
            matrix(b),
            matrix(
                a.rowCount(), b.columnCount(), 0, offsets.pointer(), new Pointer(), new Pointer()),
            shapes);
    return steps.run(a.rowCount(), b.columnCount(), offsets);
  }

  /** The steps that cuSPARSE wants for one product of two sparse matrices. */
  private final class Gustavson {
    private static final int ALGORITHM = cusparseSpGEMMAlg.CUSPARSE_SPGEMM_ALG1;

    private final cusparseSpMatDescr a;
    private final cusparseSpMatDescr b;
    private final cusparseSpMatDescr c;
    private final String shapes;
    private final Pointer one = factor(1);
    private final Pointer zero = factor(0);
    private final cusparseSpGEMMDescr plan = new cusparseSpGEMMDescr();

    Gustavson(cusparseSpMatDescr a, cusparseSpMatDescr b, cusparseSpMatDescr c, String shapes) {
      this.a = a;
      this.b = b;
      this.c = c;
      this.shapes = shapes;
      check(JCusparse.cusparseSpGEMM_createDescr(plan), "cusparseSpGEMM_createDescr");
      onClose(
          () -> check(JCusparse.cusparseSpGEMM_destroyDescr(plan), "cusparseSpGEMM_destroyDescr"));
    }

    CusparseCsr run(int rows, int columns, DeviceBuffer offsets) {
      long[] bytes = new long[1];
      estimate(bytes, new Pointer());
      estimate(bytes, workspace(bytes).pointer());
      compute(bytes, new Pointer());
      compute(bytes, workspace(bytes).pointer());
      long[] count = new long[1];
      check(
          JCusparse.cusparseSpMatGetSize(c.asConst(), new long[1], new long[1], count),
          "cusparseSpMatGetSize");
      if (count[0] > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "spgemm%s: cuSPARSE's product of %d entries is too large".formatted(shapes, count[0]));
      }
      int entries = (int) count[0];
      DeviceBuffer indices = scope.ints(entries, "column indices of the product");
      DeviceBuffer values = scope.bytes((long) entries * type.byteSize(), "values of the product");
      check(
          JCusparse.cusparseCsrSetPointers(
              c, offsets.pointer(), indices.pointer(), values.pointer()),
          "cusparseCsrSetPointers");
      check(
          JCusparse.cusparseSpGEMM_copy(
              handle,
              PLAIN,
              PLAIN,
              one,
              a.asConst(),
              b.asConst(),
              zero,
              c,
              dataType,
              ALGORITHM,
              plan),
          "cusparseSpGEMM_copy" + shapes);
      return new CusparseCsr(rows, columns, entries, offsets, indices, values, type);
    }

    private void estimate(long[] bytes, Pointer buffer) {
      check(
          JCusparse.cusparseSpGEMM_workEstimation(
              handle,
              PLAIN,
              PLAIN,
              one,
              a.asConst(),
              b.asConst(),
              zero,
              c,
              dataType,
              ALGORITHM,
              plan,
              bytes,
              buffer),
          "cusparseSpGEMM_workEstimation" + shapes);
    }

    private void compute(long[] bytes, Pointer buffer) {
      check(
          JCusparse.cusparseSpGEMM_compute(
              handle,
              PLAIN,
              PLAIN,
              one,
              a.asConst(),
              b.asConst(),
              zero,
              c,
              dataType,
              ALGORITHM,
              plan,
              bytes,
              buffer),
          "cusparseSpGEMM_compute" + shapes);
    }
  }
}
