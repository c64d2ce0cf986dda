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
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

class SvdTest {
  private static final Engine ENGINE = Engine.cpu(2);

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 1, 1", "FLOAT32, 60, 33", "FLOAT32, 33, 60", "FLOAT32, 1, 9", "FLOAT64, 9, 1",
    "FLOAT64, 120, 120", "FLOAT64, 200, 10", "FLOAT64, 10, 200", "FLOAT64, 0, 0", "FLOAT64, 0, 4",
    "FLOAT64, 4, 0"
  })
  void thinAndFullFactorsMultiplyToTheMatrix(ElementType type, int rows, int columns) {
    Matrix a = Sample.random(type, rows, columns, 1);
    int smaller = Math.min(rows, columns);
    Svd thin = Svd.thin(a, Engine.cpu(1));
    Svd full = Svd.full(a, ENGINE);
    assertThat(thin.u().shape()).isEqualTo(rows + "×" + smaller);
    assertThat(thin.vt().shape()).isEqualTo(smaller + "×" + columns);
    assertThat(full.u().shape()).isEqualTo(rows + "×" + rows);
    assertThat(full.vt().shape()).isEqualTo(columns + "×" + columns);
    for (Svd svd : new Svd[] {thin, full}) {
      Exact.assertOrthonormalColumns(svd.u());
      Exact.assertOrthonormalColumns(svd.vt().transposed());
      Matrix product =
          Exact.product(
              svd.u().block(0, rows, 0, smaller),
              Exact.diagonal(svd.values()),
              svd.vt().block(0, smaller, 0, columns));
      Exact.assertClose(product, a, type, 2, Exact.norm(a));
      for (int i = 0; i < smaller; i++) {
        assertThat(svd.values().get(i)).isBetween(0.0, i == 0 ? 1e9 : svd.values().get(i - 1));
      }
      Vector alone = Svd.values(a, ENGINE);
      Exact.assertClose(alone.asColumn(), svd.values().asColumn(), type, 2, Exact.norm(a));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyLayoutGivesTheSameBitsAndIsNotModified(Sample.Layout layout) {
    Matrix a = Sample.random(FLOAT64, 20, 30, 2);
    Matrix laid = Sample.as(layout, a);
    assertThat(Svd.thin(laid, ENGINE).u().toArray())
        .isDeepEqualTo(Svd.thin(a, ENGINE).u().toArray());
    assertThat(laid.toArray()).isDeepEqualTo(a.toArray());
  }

  @Test
  void singularValuesOfAKnownMatrixAreExact() {
    Matrix a = Matrix.of(new double[][] {{3, 0}, {4, 5}});
    assertThat(Svd.values(a, ENGINE).toArray())
        .containsExactly(new double[] {Math.sqrt(45), Math.sqrt(5)}, within(4e-15));
    assertThat(Svd.thin(a, ENGINE).conditionNumber()).isCloseTo(3, within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 15})
  void theRankIsFoundAndThePseudoInverseFulfilsPenrosesEquations(int rank) {
    for (ElementType type : new ElementType[] {FLOAT32, FLOAT64}) {
      Matrix a = Sample.ofRank(type, 15, 22, rank, 3);
      Svd svd = Svd.thin(a, ENGINE);
      assertThat(svd.rank()).isEqualTo(rank);
      Matrix p = svd.pseudoInverse();
      assertThat(p.shape()).isEqualTo("22×15");
      double scale = Exact.norm(a) * Exact.norm(p);
      Exact.assertClose(Exact.product(a, p, a), a, type, 2, scale * Exact.norm(a));
      Exact.assertClose(Exact.product(p, a, p), p, type, 2, scale * Exact.norm(p));
      Matrix ap = Exact.product(a, p);
      Matrix pa = Exact.product(p, a);
      Exact.assertClose(ap, ap.transposed(), type, 2, scale);
      Exact.assertClose(pa, pa.transposed(), type, 2, scale);
      Matrix ofFull = Svd.full(a, ENGINE).pseudoInverse();
      double gap = rank == 0 ? 1 : svd.values().get(0) / svd.values().get(rank - 1);
      Exact.assertClose(ofFull, p, type, 2, gap * Exact.norm(p));
    }
  }

  @Test
  void theConditionOfHilbertsMatrixIsTheKnownOne() {
    // κ₂ of the Hilbert matrices of order 3 and 5 (Fettis and Caslin, 1967).
    assertThat(Svd.thin(Sample.hilbert(FLOAT64, 3), ENGINE).conditionNumber())
        .isCloseTo(524.0567775860644, within(1e-9));
    assertThat(Svd.thin(Sample.hilbert(FLOAT64, 5), ENGINE).conditionNumber())
        .isCloseTo(476607.2502422603, within(1e-3));
    assertThat(Svd.thin(Matrix.zeros(FLOAT64, 2, 3), ENGINE).conditionNumber())
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Svd.thin(Matrix.zeros(FLOAT64, 0, 3), ENGINE).conditionNumber()).isEqualTo(1);
  }

  @Test
  void repeatedValuesStillHaveOrthonormalVectors() {
    Svd svd = Svd.full(Matrix.identity(FLOAT32, 50), ENGINE);
    assertThat(svd.values().toArray()).containsOnly(1);
    Exact.assertOrthonormalColumns(svd.u());
    Exact.assertOrthonormalColumns(svd.vt().transposed());
  }

  @Test
  void gradedMatricesKeepAnAbsoluteAccuracyOfTheLargest() {
    Matrix a = Sample.graded(FLOAT64, 30, 300, 4);
    Svd svd = Svd.thin(a, ENGINE);
    Matrix product = Exact.product(svd.u(), Exact.diagonal(svd.values()), svd.vt());
    Exact.assertClose(product, a, FLOAT64, 1, svd.values().get(0));
  }

  @Test
  void wrongInputIsRefused() {
    assertThatThrownBy(() -> Svd.values(Matrix.zeros(FLOAT16, 2, 2), ENGINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("svd: elements must be float32 or float64, were FLOAT16");
    Matrix a = Matrix.zeros(FLOAT64, 3, 2);
    a.set(2, 0, Double.NaN);
    assertThatThrownBy(() -> Svd.full(a, ENGINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("svd: A(2, 0) is NaN: every element must be finite");
    Svd identity = Svd.thin(Matrix.identity(FLOAT64, 2), ENGINE);
    assertThatThrownBy(() -> identity.rank(1)).hasMessageContaining("tolerance must be in [0, 1)");
    assertThatThrownBy(() -> identity.u().set(0, 0, 2)).isInstanceOf(RuntimeException.class);
    double most = Double.MAX_VALUE;
    assertThatThrownBy(
            () -> Svd.values(Matrix.of(new double[][] {{most, most}, {most, most}}), ENGINE))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageStartingWith("svd: a result is beyond the range of FLOAT64");
  }

  @Test
  void whatLapackCannotCountIsRefusedBeforeMemoryIsTaken() {
    // One element seen 24,000² times: columns and rows a stride of 1 apart.
    Vector line = Vector.zeros(FLOAT32, 48_000);
    Matrix large = new Matrix(FLOAT32, line.memory(), 24_000, 24_000, 1, 1);
    assertThatThrownBy(() -> Svd.thin(large, ENGINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("svd: A is 24000×24000: the smaller side can be at most 23000");
    Matrix larger =
        new Matrix(FLOAT32, Vector.zeros(FLOAT32, 66_000).memory(), 33_000, 33_000, 1, 1);
    assertThatThrownBy(() -> SymmetricEigen.of(larger, ENGINE))
        .hasMessage("eigen: A is 33000×33000: the size can be at most 32000");
  }
}
