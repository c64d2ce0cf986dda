package org.warpath.linalg.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
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
import org.warpath.linalg.NotPositiveDefiniteException;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;

class CholeskyTest {
  private static final Engine ENGINE = Engine.cpu(2);

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 1",
    "FLOAT32, 65",
    "FLOAT32, 300",
    "FLOAT64, 0",
    "FLOAT64, 2",
    "FLOAT64, 130"
  })
  void theFactorTimesItsTransposeIsTheMatrix(ElementType type, int size) {
    for (int threads = 1; threads <= 2; threads++) {
      Matrix a = Sample.positiveDefinite(type, size, 1);
      Matrix l = Cholesky.of(a, Engine.cpu(threads)).lower();
      Exact.assertClose(Exact.product(l, l.transposed()), a, type, 1, Exact.norm(a));
      for (int i = 0; i < size; i++) {
        assertThat(l.get(i, i)).isPositive();
        for (int j = i + 1; j < size; j++) {
          assertThat(l.get(i, j)).isZero();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheTriangleIsReadInAnyLayoutAndNothingModified(Sample.Layout layout) {
    Matrix a = Sample.positiveDefinite(FLOAT64, 20, 2);
    double[][] expected = Cholesky.of(a, ENGINE).lower().toArray();
    Matrix upper = a.copy();
    Matrix lower = a.copy();
    for (int i = 0; i < 20; i++) {
      for (int j = 0; j < i; j++) {
        upper.set(i, j, Double.NaN);
        lower.set(j, i, Double.POSITIVE_INFINITY);
      }
    }
    upper = Sample.as(layout, upper);
    lower = Sample.as(layout, lower);
    assertThat(Cholesky.of(upper, Triangle.UPPER, ENGINE).lower().toArray())
        .isDeepEqualTo(expected);
    assertThat(Cholesky.of(lower, Triangle.LOWER, ENGINE).lower().toArray())
        .isDeepEqualTo(expected);
    assertThat(upper.get(5, 3)).isNaN();
    assertThat(upper.get(3, 5)).isEqualTo(a.get(3, 5));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void systemsAndTheInverseAreSolved(ElementType type) {
    Matrix a = Sample.positiveDefinite(type, 70, 3);
    Cholesky cholesky = Cholesky.of(a, ENGINE);
    Matrix b = Sample.random(type, 70, 4, 4);
    Matrix x = cholesky.solve(Sample.as(Sample.Layout.GAPS, b));
    Exact.assertClose(Exact.product(a, x), b, type, 1, Exact.norm(a) * Exact.norm(x));
    assertThat(cholesky.solve(b.column(2)).toArray()).hasSize(70);
    Matrix inverse = cholesky.inverse();
    Exact.assertClose(
        Exact.product(a, inverse),
        Matrix.identity(type, 70),
        type,
        1,
        Exact.norm(a) * Exact.norm(inverse));
    assertThat(inverse.toArray()).isDeepEqualTo(inverse.transposed().toArray());
    assertThat(Exact.norm(cholesky.solve(Vector.zeros(type, 70)).asColumn())).isZero();
  }

  @Test
  void theDeterminantAndConditionAreThoseOfTheLu() {
    Matrix a = Sample.positiveDefinite(FLOAT64, 12, 5);
    Cholesky cholesky = Cholesky.of(a, ENGINE);
    Lu lu = Lu.of(a, ENGINE);
    double determinant = lu.determinant();
    assertThat(cholesky.determinant()).isCloseTo(determinant, within(1e-13 * determinant));
    assertThat(cholesky.logDeterminant()).isCloseTo(lu.logAbsDeterminant(), within(1e-13));
    assertThat(cholesky.reciprocalCondition()).isCloseTo(lu.reciprocalCondition(), within(1e-12));
    Cholesky empty = Cholesky.of(Matrix.zeros(FLOAT64, 0, 0), ENGINE);
    assertThat(empty.determinant()).isEqualTo(1);
    assertThat(empty.reciprocalCondition()).isEqualTo(1);
    assertThat(empty.inverse().shape()).isEqualTo("0×0");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 299})
  void thePivotThatIsNotAboveZeroIsNamed(int pivot) {
    Matrix a = Sample.positiveDefinite(FLOAT64, 300, 6);
    a.set(pivot, pivot, pivot % 2 == 0 ? 0 : -1);
    assertThatThrownBy(() -> Cholesky.of(a, ENGINE))
        .isInstanceOfSatisfying(
            NotPositiveDefiniteException.class, e -> assertThat(e.pivot()).isEqualTo(pivot))
        .hasMessageStartingWith("cholesky: the matrix is not positive definite: pivot " + pivot);
  }

  @Test
  void wrongInputIsRefused() {
    assertThatThrownBy(() -> Cholesky.of(Matrix.zeros(FLOAT64, 3, 2), ENGINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cholesky: A must be square, is 3×2");
    assertThatThrownBy(() -> Cholesky.of(Matrix.zeros(FLOAT16, 2, 2), ENGINE))
        .hasMessageStartingWith("cholesky: elements must be float32 or float64, were FLOAT16");
    Matrix a = Matrix.identity(FLOAT32, 3);
    a.set(1, 2, Double.NaN);
    assertThatThrownBy(() -> Cholesky.of(a, Triangle.UPPER, ENGINE))
        .hasMessage("cholesky: A(1, 2) is NaN: every element must be finite");
    assertThat(Cholesky.of(a, ENGINE).determinant()).isEqualTo(1);
    Cholesky identity = Cholesky.of(Matrix.identity(FLOAT32, 3), ENGINE);
    assertThatThrownBy(() -> identity.solve(a))
        .hasMessage("solve: B(1, 2) is NaN: every element must be finite");
    assertThatThrownBy(() -> identity.solve(Matrix.zeros(FLOAT32, 2, 2)))
        .hasMessage("solve: A is 3×3, B is 2×2: B needs 3 rows");
  }

  @Test
  void theFactorIsAnOperandLikeAny() {
    Matrix a = Sample.positiveDefinite(FLOAT32, 30, 7);
    Matrix lower = Cholesky.of(a, ENGINE).lower();
    Matrix product = Blas.multiply(lower, lower.transposed(), ENGINE);
    Exact.assertClose(product, a, FLOAT32, 1, Exact.norm(a));
  }

  @Test
  void theFactorCannotBeWritten() {
    Matrix lower = Cholesky.of(Matrix.identity(FLOAT64, 2), ENGINE).lower();
    assertThatThrownBy(() -> lower.set(0, 0, 5)).isInstanceOf(RuntimeException.class);
    assertThat(lower.get(0, 0)).isEqualTo(1);
  }
}
