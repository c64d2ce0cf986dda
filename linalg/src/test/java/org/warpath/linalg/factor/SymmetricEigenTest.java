package org.warpath.linalg.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.warpath.linalg.ElementType.BFLOAT16;
import static org.warpath.linalg.ElementType.FLOAT32;
import static org.warpath.linalg.ElementType.FLOAT64;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Triangle;

class SymmetricEigenTest {
  private static final Engine ENGINE = Engine.cpu(2);

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 1",
    "FLOAT32, 65",
    "FLOAT32, 150",
    "FLOAT64, 0",
    "FLOAT64, 2",
    "FLOAT64, 130"
  })
  void theMatrixTimesAVectorIsTheValueTimesTheVector(ElementType type, int size) {
    Matrix a = Sample.symmetric(type, size, 1);
    for (int threads = 1; threads <= 2; threads++) {
      SymmetricEigen eigen = SymmetricEigen.of(a, Engine.cpu(threads));
      Matrix scaled = Exact.product(eigen.vectors(), Exact.diagonal(eigen.values()));
      Exact.assertClose(Exact.product(a, eigen.vectors()), scaled, type, 2, Exact.norm(a));
      Exact.assertOrthonormalColumns(eigen.vectors());
      double[] values = eigen.values().toArray();
      assertThat(values).isSorted();
      double trace = Arrays.stream(a.diagonal().toArray()).sum();
      assertThat(Arrays.stream(values).sum())
          .isCloseTo(trace, within(2 * size * Operands.epsilon(type) * Exact.norm(a)));
      Exact.assertClose(
          SymmetricEigen.values(a, ENGINE).asColumn(),
          eigen.values().asColumn(),
          type,
          1,
          Exact.norm(a));
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheTriangleIsReadInAnyLayoutAndNothingModified(Sample.Layout layout) {
    Matrix a = Sample.symmetric(FLOAT64, 20, 2);
    double[] expected = SymmetricEigen.values(a, ENGINE).toArray();
    Matrix upper = a.copy();
    Matrix lower = a.copy();
    for (int i = 0; i < 20; i++) {
      for (int j = 0; j < i; j++) {
        upper.set(i, j, Double.NaN);
        lower.set(j, i, Double.NaN);
      }
    }
    Matrix laid = Sample.as(layout, upper);
    assertThat(SymmetricEigen.values(laid, Triangle.UPPER, ENGINE).toArray()).isEqualTo(expected);
    assertThat(SymmetricEigen.of(laid, Triangle.UPPER, ENGINE).vectors().toArray())
        .isDeepEqualTo(SymmetricEigen.of(a, ENGINE).vectors().toArray());
    assertThat(SymmetricEigen.values(Sample.as(layout, lower), ENGINE).toArray())
        .isEqualTo(expected);
    assertThat(Arrays.deepEquals(laid.toArray(), upper.toArray())).isTrue();
  }

  @Test
  void theValuesOfThePathGraphAreThoseOfTheClosedForm() {
    int n = 100;
    Matrix laplacian = Matrix.zeros(FLOAT64, n, n);
    for (int i = 0; i < n; i++) {
      laplacian.set(i, i, 2);
      if (i > 0) {
        laplacian.set(i, i - 1, -1);
      }
    }
    double[] values = SymmetricEigen.values(laplacian, ENGINE).toArray();
    for (int k = 1; k <= n; k++) {
      double expected = 2 - 2 * Math.cos(k * Math.PI / (n + 1));
      assertThat(values[k - 1]).isCloseTo(expected, within(n * Math.ulp(1.0) * 4));
    }
  }

  @Test
  void repeatedValuesStillHaveOrthonormalVectors() {
    // All ones: n once, 0 n − 1 times.
    Matrix ones = Matrix.zeros(FLOAT64, 60, 60);
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 60; j++) {
        ones.set(i, j, 1);
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(ones, ENGINE);
    Exact.assertOrthonormalColumns(eigen.vectors());
    assertThat(eigen.values().get(59)).isCloseTo(60, within(60 * 60 * Math.ulp(1.0)));
    assertThat(eigen.values().get(0)).isCloseTo(0, within(60 * 60 * Math.ulp(1.0)));
    assertThat(eigen.values().get(58)).isCloseTo(0, within(60 * 60 * Math.ulp(1.0)));
  }

  @Test
  void wrongInputIsRefused() {
    assertThatThrownBy(() -> SymmetricEigen.of(Matrix.zeros(FLOAT64, 3, 2), ENGINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("eigen: A must be square, is 3×2");
    assertThatThrownBy(() -> SymmetricEigen.values(Matrix.zeros(BFLOAT16, 2, 2), ENGINE))
        .hasMessageStartingWith("eigen: elements must be float32 or float64, were BFLOAT16");
    Matrix a = Matrix.identity(FLOAT32, 3);
    a.set(2, 1, Double.NaN);
    assertThatThrownBy(() -> SymmetricEigen.of(a, ENGINE))
        .hasMessage("eigen: A(2, 1) is NaN: every element must be finite");
    assertThat(SymmetricEigen.values(a, Triangle.UPPER, ENGINE).toArray()).containsOnly(1);
    SymmetricEigen eigen = SymmetricEigen.of(Matrix.identity(FLOAT32, 3), ENGINE);
    assertThatThrownBy(() -> eigen.values().set(0, 2)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> eigen.vectors().set(0, 0, 2)).isInstanceOf(RuntimeException.class);
  }
}
