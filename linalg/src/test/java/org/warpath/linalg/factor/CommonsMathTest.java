package org.warpath.linalg.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.warpath.linalg.ElementType.FLOAT64;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

/** Commons Math's decompositions, written apart from LAPACK. */
class CommonsMathTest {
  private static final Engine ENGINE = Engine.cpu(2);

  private static RealMatrix oracle(Matrix a) {
    return new Array2DRowRealMatrix(a.toArray());
  }

  private static Matrix ours(RealMatrix a) {
    return Matrix.of(a.getData());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17, 50})
  void systemsAndDeterminants(int size) {
    Matrix a = Sample.random(FLOAT64, size, size, 1);
    Matrix b = Sample.random(FLOAT64, size, 3, 2);
    LUDecomposition expected = new LUDecomposition(oracle(a), 0);
    Lu lu = Lu.of(a, ENGINE);
    double condition = 1 / lu.reciprocalCondition();
    Matrix x = ours(expected.getSolver().solve(oracle(b)));
    Exact.assertClose(lu.solve(b), x, FLOAT64, 1, condition * Exact.norm(x));
    double determinant = expected.getDeterminant();
    assertThat(lu.determinant())
        .isCloseTo(determinant, within(size * Math.ulp(1.0) * condition * Math.abs(determinant)));
    assertThat(lu.rowOrder()).isEqualTo(expected.getPivot());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17, 50})
  void symmetricMatrices(int size) {
    Matrix a = Sample.positiveDefinite(FLOAT64, size, 3);
    Matrix l = ours(new CholeskyDecomposition(oracle(a)).getL());
    Exact.assertClose(Cholesky.of(a, ENGINE).lower(), l, FLOAT64, 4, Exact.norm(l));
    double[] values = new EigenDecomposition(oracle(a)).getRealEigenvalues();
    Arrays.sort(values);
    Exact.assertClose(
        SymmetricEigen.values(a, ENGINE).asColumn(),
        Vector.of(values).asColumn(),
        FLOAT64,
        4,
        Exact.norm(a));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17, 50})
  void rectangularMatrices(int size) {
    Matrix a = Sample.random(FLOAT64, size + 9, size, 4);
    Matrix b = Sample.random(FLOAT64, size + 9, 2, 5);
    SingularValueDecomposition svd = new SingularValueDecomposition(oracle(a));
    Exact.assertClose(
        Svd.values(a, ENGINE).asColumn(),
        Vector.of(svd.getSingularValues()).asColumn(),
        FLOAT64,
        4,
        Exact.norm(a));
    QRDecomposition qr = new QRDecomposition(oracle(a));
    Matrix x = ours(qr.getSolver().solve(oracle(b)));
    double condition = svd.getConditionNumber();
    LeastSquares solved = LeastSquares.solve(a, b, ENGINE);
    Exact.assertClose(solved.solution(), x, FLOAT64, 2, condition * condition * Exact.norm(x));
    Matrix r = ours(qr.getR()).block(0, size, 0, size);
    Exact.assertClose(
        absolute(Qr.of(a, ENGINE).r()), absolute(r), FLOAT64, 2, condition * Exact.norm(r));
  }

  /** Signs of rows of R are a matter of choice. */
  private static Matrix absolute(Matrix a) {
    Matrix magnitudes = a.copy();
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        magnitudes.set(i, j, Math.abs(a.get(i, j)));
      }
    }
    return magnitudes;
  }
}
