package org.warpath.linalg.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.warpath.linalg.ElementType.FLOAT32;
import static org.warpath.linalg.ElementType.FLOAT64;

import java.util.List;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.NotPositiveDefiniteException;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;

class PreconditionerTest {
  private static final Engine CPU = Engine.cpu(1);

  private static double[] applied(Preconditioner m, Vector r) {
    Vector z = Vector.zeros(m.type(), m.size());
    m.apply(r, z, CPU);
    return z.toArray();
  }

  @Test
  void jacobiDividesByTheDiagonal() {
    Csr a = Samples.sparse(FLOAT64, new double[] {2, 7}, new double[] {5, -4});
    assertThat(applied(Jacobi.of(a), Vector.of(6.0, 6))).containsExactly(3, -1.5);
    Matrix dense = Matrix.of(new double[] {2, 7}, new double[] {5, -4});
    assertThat(applied(Jacobi.of(dense), Vector.of(6.0, 6))).containsExactly(3, -1.5);
  }

  @Test
  void aDiagonalWhoseInverseIsInfiniteIsSingular() {
    Csr doubles = Samples.sparse(FLOAT64, new double[] {1, 0}, new double[] {0, 1e-310});
    Csr floats = Samples.sparse(FLOAT32, new double[] {1, 0}, new double[] {0, 1e-39});
    for (Csr a : List.of(doubles, floats)) {
      assertThatExceptionOfType(SingularMatrixException.class)
          .isThrownBy(() -> Jacobi.of(a))
          .satisfies(e -> assertThat(e.pivot()).isEqualTo(1));
      assertThatExceptionOfType(SingularMatrixException.class)
          .isThrownBy(() -> Ilu0.of(a))
          .satisfies(e -> assertThat(e.pivot()).isEqualTo(1));
    }
  }

  @Test
  void parallelEntriesAddUp() {
    long[] offsets = {0, 3, 5};
    int[] columns = {0, 0, 1, 0, 1};
    Csr a = Samples.csr(FLOAT64, 2, offsets, columns, new double[] {1, 3, 2, 1, 3});
    Vector r = Vector.of(10.0, 5);
    assertThat(applied(Jacobi.of(a), r)[0]).isEqualTo(2.5);
    // 4x + 2y = 10, x + 3y = 5
    assertThat(applied(Ilu0.of(a), r)).containsExactly(new double[] {2, 1}, within(1e-15));
  }

  @Test
  void aMatrixWithoutValuesCountsOnes() {
    Csr a = Samples.csr(FLOAT32, 2, new long[] {0, 1, 3}, new int[] {0, 0, 1}, new double[3]);
    assertThat(applied(Ilu0.of(a.withoutValues()), Vector.of(3f, 5f))).containsExactly(3, 2);
  }

  @Test
  void iluOfATridiagonalMatrixIsItsLu() {
    for (ElementType type : List.of(FLOAT32, FLOAT64)) {
      Csr a = Samples.tridiagonal(type, 31, -1.5, 3.25, 0.75);
      Vector b = Samples.random(type, 31, 2);
      Vector x = Vector.zeros(type, 31);
      Ilu0.of(a).apply(b, x, CPU);
      assertThat(Samples.residual(a, x, b)).isLessThan(type == FLOAT32 ? 5e-7 : 1e-15);
    }
  }

  @Test
  void icOfATridiagonalMatrixIsItsCholeskyFactor() {
    Csr a = Samples.tridiagonal(FLOAT64, 17, -1, 2.5, -1);
    double[][] dense = new double[17][17];
    for (int i = 0; i < 17; i++) {
      for (long e = a.rowStart(i); e < a.rowStart(i + 1); e++) {
        dense[i][a.column(e)] = a.valueAsDouble(e);
      }
    }
    double[][] expected =
        new CholeskyDecomposition(MatrixUtils.createRealMatrix(dense)).getL().getData();
    TriangularFactor l = Ic0.of(a).first();
    TriangularFactor transpose = Ic0.of(a).second();
    for (int i = 0; i < 17; i++) {
      assertThat(1 / l.inverseDiagonal().get(i)).isCloseTo(expected[i][i], within(1e-15));
      if (i > 0) {
        assertThat(l.strict().valueAsDouble(i - 1)).isCloseTo(expected[i][i - 1], within(1e-15));
        assertThat(transpose.strict().valueAsDouble(i - 1))
            .isCloseTo(expected[i][i - 1], within(1e-15));
        assertThat(transpose.strict().column(i - 1)).isEqualTo(i);
      }
    }
    Vector b = Samples.random(FLOAT64, 17, 2);
    Vector x = Vector.zeros(FLOAT64, 17);
    Ic0.of(a).apply(b, x, CPU);
    assertThat(Samples.residual(a, x, b)).isLessThan(1e-15);
  }

  @Test
  void incompleteFactorsAgreeWithTheMatrixWhereItHasEntries() {
    Csr a = Samples.matrix(Samples.fixture("convection"));
    Ilu0 factors = Ilu0.of(a);
    Csr l = factors.first().strict();
    Csr u = factors.second().strict();
    assertThat(l.entryCount() + u.entryCount() + 900).isEqualTo(a.entryCount());
    for (int row = 0; row < a.rowCount(); row++) {
      for (long e = a.rowStart(row); e < a.rowStart(row + 1); e++) {
        assertThat(product(l, u, factors.second().inverseDiagonal(), row, a.column(e)))
            .isCloseTo(a.valueAsDouble(e), within(1e-14));
      }
    }
  }

  // Element (i, j) of L·U.
  private static double product(Csr l, Csr u, Vector inverse, int i, int j) {
    double sum = upper(u, inverse, i, j);
    for (long e = l.rowStart(i); e < l.rowStart(i + 1); e++) {
      sum += l.valueAsDouble(e) * upper(u, inverse, l.column(e), j);
    }
    return sum;
  }

  private static double upper(Csr u, Vector inverse, int i, int j) {
    if (i == j) {
      return 1 / inverse.get(i);
    }
    for (long e = u.rowStart(i); e < u.rowStart(i + 1); e++) {
      if (u.column(e) == j) {
        return u.valueAsDouble(e);
      }
    }
    return 0;
  }

  @Test
  void zeroPivotsAreNamedWithTheirRow() {
    Csr missing = Samples.sparse(FLOAT64, new double[] {1, 1}, new double[] {1, 0});
    assertThatExceptionOfType(SingularMatrixException.class)
        .isThrownBy(() -> Ilu0.of(missing))
        .withMessage("ilu(0): the matrix is singular: pivot 1 is 0");
    assertThatExceptionOfType(SingularMatrixException.class)
        .isThrownBy(() -> Ic0.of(missing))
        .withMessage("ic(0): the matrix is singular: pivot 1 is 0");
    assertThatExceptionOfType(SingularMatrixException.class)
        .isThrownBy(() -> Jacobi.of(missing))
        .withMessage("jacobi: the matrix is singular: pivot 1 is 0");
    Csr cancels =
        Samples.sparse(
            FLOAT64, new double[] {1, 2, 0}, new double[] {2, 4, 0}, new double[] {0, 0, 1});
    assertThatExceptionOfType(SingularMatrixException.class)
        .isThrownBy(() -> Ilu0.of(cancels))
        .satisfies(e -> assertThat(e.pivot()).isEqualTo(1));
  }

  @Test
  void pivotsOfIcThatAreNotAboveZeroAreNamedWithTheirRow() {
    Csr a =
        Samples.sparse(
            FLOAT64, new double[] {4, 2, 0}, new double[] {2, 5, 3}, new double[] {0, 3, 2});
    assertThatExceptionOfType(NotPositiveDefiniteException.class)
        .isThrownBy(() -> Ic0.of(a))
        .withMessage("ic(0): the matrix is not positive definite: pivot 2 is not above 0");
  }

  @Test
  void whatIsNotFiniteOrNotSquareIsRefused() {
    Csr infinite = Samples.diagonal(FLOAT64, 1, Double.POSITIVE_INFINITY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ilu0.of(infinite))
        .withMessage("ilu(0): entry (1, 1) is Infinity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Jacobi.of(infinite))
        .withMessage("jacobi: diagonal element 1 is Infinity");
    Csr wide = Samples.sparse(FLOAT64, new double[] {1, 2});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ic0.of(wide))
        .withMessage("ic(0): A is 1×2, but must be square");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Jacobi.of(wide))
        .withMessage("jacobi: A is 1×2, but must be square");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Preconditioner.of(LinearOperator.of(wide)))
        .withMessage("a preconditioner must be square, not float64 1×2");
  }
}
