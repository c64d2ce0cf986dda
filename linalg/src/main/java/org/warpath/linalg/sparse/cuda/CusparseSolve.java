package org.warpath.linalg.sparse.cuda;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import jcuda.Pointer;
import jcuda.jcusparse.JCusparse;
import jcuda.jcusparse.cusparseDiagType;
import jcuda.jcusparse.cusparseDnMatDescr;
import jcuda.jcusparse.cusparseFillMode;
import jcuda.jcusparse.cusparseOperation;
import jcuda.jcusparse.cusparseSpMatAttribute;
import jcuda.jcusparse.cusparseSpMatDescr;
import jcuda.jcusparse.cusparseSpSMAlg;
import jcuda.jcusparse.cusparseSpSMDescr;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.Triangle;

/**
 * Solves T·X = B or Tᵀ·X = B by cuSPARSE, for one triangle T of a sparse matrix and one pair of
 * matrices, as often as wanted: what rows depend on each other is found out once.
 */
public final class CusparseSolve extends CusparseCall {
  private static final int PLAIN = cusparseOperation.CUSPARSE_OPERATION_NON_TRANSPOSE;
  private static final int ALGORITHM = cusparseSpSMAlg.CUSPARSE_SPSM_ALG_DEFAULT;

  private final cusparseSpMatDescr matrix;
  private final cusparseDnMatDescr b;
  private final cusparseDnMatDescr x;
  private final cusparseSpSMDescr plan = new cusparseSpSMDescr();
  private final Pointer one;
  private final int operation;
  private final String shapes;

  /**
   * @param scope whose stream it works on, and which owns its workspace; closed after this
   * @param t T[n×n], no diagonal of 0, without parallel entries, not written to any more
   * @param transposed whether T is transposed
   * @param b B[n×k], neither n nor k 0
   * @param x X[n×k], in other memory than B
   * @throws org.warpath.kernels.cuda.libraries.CudaUnavailableException without cuSPARSE
   */
  public CusparseSolve(
      DeviceScope scope,
      CusparseCsr t,
      Triangle triangle,
      Diagonal diagonal,
      boolean transposed,
      DeviceMatrix b,
      DeviceMatrix x) {
    super(scope, t.type());
    one = factor(1);
    operation = transposed ? cusparseOperation.CUSPARSE_OPERATION_TRANSPOSE : PLAIN;
    shapes = " of %d×%d and %s".formatted(t.rowCount(), t.columnCount(), b.shape());
    try {
      matrix = matrix(t);
      attribute(
          cusparseSpMatAttribute.CUSPARSE_SPMAT_FILL_MODE,
          triangle == Triangle.LOWER
              ? cusparseFillMode.CUSPARSE_FILL_MODE_LOWER
              : cusparseFillMode.CUSPARSE_FILL_MODE_UPPER);
      attribute(
          cusparseSpMatAttribute.CUSPARSE_SPMAT_DIAG_TYPE,
          diagonal == Diagonal.UNIT
              ? cusparseDiagType.CUSPARSE_DIAG_TYPE_UNIT
              : cusparseDiagType.CUSPARSE_DIAG_TYPE_NON_UNIT);
      this.b = dense(b);
      this.x = dense(x);
      check(JCusparse.cusparseSpSM_createDescr(plan), "cusparseSpSM_createDescr");
      onClose(() -> check(JCusparse.cusparseSpSM_destroyDescr(plan), "cusparseSpSM_destroyDescr"));
      analyse();
    } catch (RuntimeException | Error e) {
      closeAfter(e);
      throw e;
    }
  }

  private void attribute(int attribute, int value) {
    try (Arena scratch = Arena.ofConfined()) {
      NativeAddress address = new NativeAddress(scratch.allocateFrom(JAVA_INT, value));
      check(
          JCusparse.cusparseSpMatSetAttribute(matrix, attribute, address, Integer.BYTES),
          "cusparseSpMatSetAttribute");
    }
  }

  private void analyse() {
    long[] bytes = new long[1];
    check(
        JCusparse.cusparseSpSM_bufferSize(
            handle,
            operation,
            PLAIN,
            one,
            matrix.asConst(),
            b.asConst(),
            x,
            dataType,
            ALGORITHM,
            plan,
            bytes),
        "cusparseSpSM_bufferSize" + shapes);
    DeviceBuffer workspace = workspace(bytes);
    check(
        JCusparse.cusparseSpSM_analysis(
            handle,
            operation,
            PLAIN,
            one,
            matrix.asConst(),
            b.asConst(),
            x,
            dataType,
            ALGORITHM,
            plan,
            workspace.pointer()),
        "cusparseSpSM_analysis" + shapes);
  }

  /** Writes X for what B holds now, in the scope's order. */
  public void solve() {
    check(
        JCusparse.cusparseSpSM_solve(
            handle,
            operation,
            PLAIN,
            one,
            matrix.asConst(),
            b.asConst(),
            x,
            dataType,
            ALGORITHM,
            plan),
        "cusparseSpSM_solve" + shapes);
  }
}
