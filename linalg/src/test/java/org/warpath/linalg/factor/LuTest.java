package org.warpath.linalg.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.warpath.linalg.ElementType.BFLOAT16;
import static org.warpath.linalg.ElementType.FLOAT16;
import static org.warpath.linalg.ElementType.FLOAT32;
import static org.warpath.linalg.ElementType.FLOAT64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

class LuTest {
  private static final Engine ENGINE = Engine.cpu(2);

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 1, 1", "FLOAT32, 7, 7", "FLOAT32, 70, 33", "FLOAT32, 1, 9", "FLOAT64, 130, 130",
    "FLOAT64, 9, 1", "FLOAT64, 33, 70", "FLOAT64, 0, 0", "FLOAT64, 0, 4", "FLOAT64, 4, 0"
  })
  void theFactorsMultiplyToTheMatrixWithItsRowsReordered(ElementType type, int rows, int columns) {
    Matrix a = Sample.random(type, rows, columns, 1);
    Lu lu = Lu.of(a, ENGINE);
    Matrix product = Exact.product(lu.lower(), lu.upper());
    Exact.assertClose(product, Exact.rows(a, lu.rowOrder()), type, 1, Exact.norm(a));
    assertThat(lu.lower().shape()).isEqualTo(rows + "×" + Math.min(rows, columns));
    for (double[] row : lu.lower().toArray()) {
      for (double element : row) {
        assertThat(Math.abs(element)).isLessThanOrEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyLayoutGivesTheSameBitsAndIsNotModified(Sample.Layout layout) {
    Matrix a = Sample.random(FLOAT64, 40, 40, 2);
    Matrix b = Sample.random(FLOAT64, 40, 3, 3);
    Matrix laid = Sample.as(layout, a);
    Matrix right = Sample.as(layout, b);
    Lu lu = Lu.of(laid, ENGINE);
    assertThat(lu.upper().toArray()).isDeepEqualTo(Lu.of(a, ENGINE).upper().toArray());
    assertThat(lu.solve(right).toArray()).isDeepEqualTo(Lu.of(a, ENGINE).solve(b).toArray());
    assertThat(laid.toArray()).isDeepEqualTo(a.toArray());
    assertThat(right.toArray()).isDeepEqualTo(b.toArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void systemsAreSolvedOnAnyNumberOfThreads(int threads) {
    for (ElementType type : new ElementType[] {FLOAT32, FLOAT64}) {
      Matrix a = Sample.random(type, 300, 300, 4);
      Matrix b = Sample.random(type, 300, 7, 5);
      Lu lu = Lu.of(a, Engine.cpu(threads));
      Matrix x = lu.solve(b);
      Exact.assertClose(Exact.product(a, x), b, type, 1, Exact.norm(a) * Exact.norm(x));
      Matrix y = lu.solveTransposed(b);
      Exact.assertClose(
          Exact.product(a.transposed(), y), b, type, 1, Exact.norm(a) * Exact.norm(y));
      assertThat(x.isPacked()).isTrue();
    }
  }

  @Test
  void aVectorIsSolvedAsAColumnIs() {
    Matrix a = Sample.random(FLOAT32, 9, 9, 6);
    Matrix b = Sample.random(FLOAT32, 9, 2, 7);
    Lu lu = Lu.of(a, ENGINE);
    Vector x = lu.solve(b.column(1));
    assertThat(x.asColumn().toArray()).isDeepEqualTo(lu.solve(b.block(0, 9, 1, 2)).toArray());
    assertThat(Exact.norm(lu.solve(Vector.zeros(FLOAT32, 9)).asColumn())).isZero();
    assertThat(lu.solve(b.block(0, 9, 0, 0)).shape()).isEqualTo("9×0");
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void theInverseTimesTheMatrixIsTheIdentity(ElementType type) {
    Matrix a = Sample.positiveDefinite(type, 90, 8);
    Matrix inverse = Lu.of(a, ENGINE).inverse();
    double scale = Exact.norm(a) * Exact.norm(inverse);
    Matrix identity = Matrix.identity(type, 90);
    Exact.assertClose(Exact.product(a, inverse), identity, type, 1, scale);
    Exact.assertClose(Exact.product(inverse, a), identity, type, 1, scale);
    assertThat(inverse.isPacked()).isTrue();
  }

  @Test
  void theDeterminantCountsTheExchangesOfRows() {
    Matrix cycle = Matrix.of(new double[][] {{0, 2, 0}, {0, 0, 3}, {5, 0, 0}});
    Matrix swap = Matrix.of(new double[][] {{0, 2}, {3, 0}});
    assertThat(Lu.of(cycle, ENGINE).determinant()).isEqualTo(30);
    assertThat(Lu.of(swap, ENGINE).determinant()).isEqualTo(-6);
    assertThat(Lu.of(swap, ENGINE).determinantSign()).isEqualTo(-1);
    assertThat(Lu.of(swap, ENGINE).logAbsDeterminant()).isCloseTo(Math.log(6), within(1e-15));
    assertThat(Lu.of(Matrix.zeros(FLOAT64, 0, 0), ENGINE).determinant()).isEqualTo(1);
  }

  @Test
  void aDeterminantBeyondDoublesHasALogarithm() {
    Matrix a = Matrix.identity(FLOAT64, 400);
    for (int i = 0; i < 400; i++) {
      a.set(i, i, i % 2 == 0 ? -1e300 : 1e-10);
    }
    Lu lu = Lu.of(a, ENGINE);
    assertThat(lu.determinant()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(lu.logAbsDeterminant())
        .isCloseTo(200 * 290 * Math.log(10), within(200 * 290 * 1e-14));
    assertThat(lu.determinantSign()).isEqualTo(1);
  }

  @Test
  void aSingularMatrixHasFactorsButNoInverse() {
    Matrix a = Matrix.of(new double[][] {{1, 2, 3}, {2, 4, 6}, {1, 0, 1}});
    Lu lu = Lu.of(a, ENGINE);
    assertThat(lu.isSingular()).isTrue();
    assertThat(lu.determinant()).isZero();
    assertThat(lu.determinantSign()).isZero();
    assertThat(lu.logAbsDeterminant()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(lu.reciprocalCondition()).isZero();
    assertThat(Exact.product(lu.lower(), lu.upper()).toArray())
        .isDeepEqualTo(Exact.rows(a, lu.rowOrder()).toArray());
    assertThatThrownBy(() -> lu.solve(a))
        .isInstanceOf(SingularMatrixException.class)
        .hasMessage("solve: the matrix is singular: pivot 2 is 0");
    assertThatThrownBy(lu::inverse)
        .isInstanceOfSatisfying(
            SingularMatrixException.class, e -> assertThat(e.pivot()).isEqualTo(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 150, 399})
  void theFirstZeroPivotIsNamedInLargeMatricesToo(int pivot) {
    Matrix a = Sample.positiveDefinite(FLOAT64, 400, 9);
    for (int i = 0; i < 400; i++) {
      a.set(i, pivot, 0);
    }
    assertThatThrownBy(() -> Solve.solve(a, Vector.zeros(FLOAT64, 400), ENGINE))
        .isInstanceOf(SingularMatrixException.class)
        .hasMessage("solve: the matrix is singular: pivot " + pivot + " is 0");
  }

  @Test
  void theReciprocalConditionFallsWithHilbertsMatrices() {
    // ‖H‖₁·‖H⁻¹‖₁: the elements of H⁻¹ are integers, by a closed form.
    double[] conditions = {1, 27, 748, 28375, 943656, 29070279, 985194889.5, 33872791095.0};
    for (int n = 1; n <= conditions.length; n++) {
      double reciprocal = Lu.of(Sample.hilbert(FLOAT64, n), ENGINE).reciprocalCondition();
      assertThat(reciprocal * conditions[n - 1]).isBetween(0.999, 3.0);
    }
    assertThat(Lu.of(Sample.hilbert(FLOAT64, 14), ENGINE).reciprocalCondition()).isLessThan(1e-16);
    assertThat(Lu.of(Matrix.zeros(FLOAT32, 0, 0), ENGINE).reciprocalCondition()).isEqualTo(1);
  }

  @Test
  void gradedMatricesAreSolvedToASmallBackwardError() {
    Matrix a = Sample.graded(FLOAT64, 30, 200, 10);
    Matrix b = Exact.product(a, Sample.random(FLOAT64, 30, 2, 11));
    Matrix x = Solve.solve(a, b, ENGINE);
    Exact.assertClose(Exact.product(a, x), b, FLOAT64, 1, Exact.norm(a) * Exact.norm(x));
  }

  @Test
  void whatIsNotFiniteIsNamedByItsFirstPositionInRowOrder() {
    Matrix a = Matrix.identity(FLOAT32, 70);
    a.set(66, 1, Double.NEGATIVE_INFINITY);
    a.set(2, 69, Double.NaN);
    assertThatThrownBy(() -> Lu.of(a, ENGINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lu: A(2, 69) is NaN: every element must be finite");
    a.set(2, 69, 0);
    assertThatThrownBy(() -> Lu.of(a.transposed(), ENGINE))
        .hasMessage("lu: A(1, 66) is -Infinity: every element must be finite");
    Matrix b = Matrix.of(new double[][] {{1}, {Double.POSITIVE_INFINITY}});
    Lu identity = Lu.of(Matrix.identity(FLOAT64, 2), ENGINE);
    assertThatThrownBy(() -> identity.solve(b))
        .hasMessage("solve: B(1, 0) is Infinity: every element must be finite");
  }

  @Test
  void overflowIsAnErrorNotANaN() {
    double most = Double.MAX_VALUE;
    Matrix a = Matrix.of(new double[][] {{most, most}, {-most, most}});
    assertThatThrownBy(() -> Lu.of(a, ENGINE))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("lu: a result is beyond the range of FLOAT64: scale the matrix");
    Lu tiny = Lu.of(Matrix.of(new double[][] {{1e-300, 0}, {0, 1}}), ENGINE);
    assertThatThrownBy(() -> tiny.solve(Vector.of(1e300, 1)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageStartingWith("solve: a result is beyond the range");
    Matrix huge = Matrix.of(new double[][] {{most, 0}, {most, most}});
    assertThat(Lu.of(huge, ENGINE).reciprocalCondition()).isBetween(0.2, 1.0);
  }

  @Test
  void wrongShapesAndTypesAreRefused() {
    Matrix wide = Sample.random(FLOAT64, 3, 4, 12);
    Lu lu = Lu.of(wide, ENGINE);
    assertThatThrownBy(lu::inverse).hasMessage("inverse: A must be square, is 3×4");
    assertThatThrownBy(lu::determinant).hasMessage("determinant: A must be square, is 3×4");
    assertThatThrownBy(lu::reciprocalCondition).hasMessage("condition: A must be square, is 3×4");
    Lu square = Lu.of(Matrix.identity(FLOAT64, 3), ENGINE);
    assertThatThrownBy(() -> square.solve(Matrix.zeros(FLOAT64, 4, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("solve: A is 3×3, B is 4×2: B needs 3 rows");
    assertThatThrownBy(() -> square.solve(Matrix.zeros(FLOAT32, 3, 2)))
        .hasMessage("solve: operands must have one type, had FLOAT64 and FLOAT32");
    for (ElementType half : new ElementType[] {FLOAT16, BFLOAT16}) {
      assertThatThrownBy(() -> Lu.of(Matrix.zeros(half, 2, 2), ENGINE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("lu: elements must be float32 or float64, were " + half);
    }
    assertThatThrownBy(() -> Solve.solve(wide, wide, ENGINE))
        .hasMessage("solve: A must be square, is 3×4; see LeastSquares");
  }
}
