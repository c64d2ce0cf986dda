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
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.factor.LeastSquares.Method;

class LeastSquaresTest {
  private static final Engine ENGINE = Engine.cpu(2);

  private static LeastSquares solve(Matrix a, Matrix b, Method method) {
    double tolerance = Operands.rankTolerance(a.type(), a.rows(), a.columns());
    return LeastSquares.solve(a, b, method, tolerance, ENGINE);
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT64, SINGULAR_VALUES, 200, 60", "FLOAT64, PIVOTED_QR, 200, 60",
    "FLOAT32, SINGULAR_VALUES, 40, 7", "FLOAT32, PIVOTED_QR, 40, 7",
    "FLOAT64, SINGULAR_VALUES, 5, 1", "FLOAT64, PIVOTED_QR, 5, 1"
  })
  void theResidualOfATallSystemIsOrthogonalToTheColumns(
      ElementType type, Method method, int rows, int columns) {
    Matrix a = Sample.random(type, rows, columns, 1);
    Matrix b = Sample.random(type, rows, 3, 2);
    LeastSquares solved = solve(a, b, method);
    assertThat(solved.rank()).isEqualTo(columns);
    Matrix fitted = Exact.product(a, solved.solution());
    Matrix rest = Matrix.zeros(FLOAT64, rows, 3);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < 3; j++) {
        rest.set(i, j, b.get(i, j) - fitted.get(i, j));
      }
    }
    Matrix none = Matrix.zeros(type, columns, 3);
    double scale = Math.pow(Exact.norm(a), 2) * Exact.norm(solved.solution());
    Exact.assertClose(Exact.product(a.transposed(), rest), none, type, 2, scale);
    for (int j = 0; j < 3; j++) {
      double squares = Math.pow(Exact.norm(rest.block(0, rows, j, j + 1)), 2);
      assertThat(solved.residuals().get(j))
          .isCloseTo(squares, within(rows * Operands.epsilon(type) * 4 * squares));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT64, SINGULAR_VALUES, 30, 90, 30", "FLOAT64, PIVOTED_QR, 30, 90, 30",
    "FLOAT64, SINGULAR_VALUES, 40, 25, 6", "FLOAT64, PIVOTED_QR, 40, 25, 6",
    "FLOAT32, SINGULAR_VALUES, 25, 40, 6", "FLOAT32, PIVOTED_QR, 25, 40, 6",
    "FLOAT64, SINGULAR_VALUES, 1, 9, 1", "FLOAT64, PIVOTED_QR, 1, 9, 1"
  })
  void ofManySolutionsTheShortestIsFound(
      ElementType type, Method method, int rows, int columns, int rank) {
    Matrix a = Sample.ofRank(type, rows, columns, rank, 3);
    Matrix b = Sample.random(type, rows, 2, 4);
    LeastSquares solved = solve(a, b, method);
    assertThat(solved.rank()).isEqualTo(rank);
    assertThat(solved.residuals().length()).isZero();
    Svd svd = Svd.thin(a, ENGINE);
    Matrix shortest = Exact.product(svd.pseudoInverse(), b);
    double condition = svd.values().get(0) / svd.values().get(rank - 1);
    double scale = condition * condition * Exact.norm(shortest);
    Exact.assertClose(solved.solution(), shortest, type, 2, scale);
  }

  @ParameterizedTest
  @EnumSource
  void anyLayoutIsReadAndNotModified(Sample.Layout layout) {
    Matrix a = Sample.random(FLOAT64, 12, 5, 5);
    Matrix b = Sample.random(FLOAT64, 12, 2, 6);
    Matrix laid = Sample.as(layout, a);
    Matrix right = Sample.as(layout, b);
    double[][] x = LeastSquares.solve(a, b, ENGINE).solution().toArray();
    assertThat(LeastSquares.solve(laid, right, ENGINE).solution().toArray()).isDeepEqualTo(x);
    assertThat(laid.toArray()).isDeepEqualTo(a.toArray());
    assertThat(right.toArray()).isDeepEqualTo(b.toArray());
  }

  @ParameterizedTest
  @EnumSource
  void emptySystemsHaveZeroSolutions(Method method) {
    LeastSquares noRows = solve(Matrix.zeros(FLOAT64, 0, 3), Matrix.zeros(FLOAT64, 0, 2), method);
    assertThat(noRows.solution().toArray()).isDeepEqualTo(new double[3][2]);
    assertThat(noRows.rank()).isZero();
    Matrix ones = Matrix.of(new double[][] {{3}, {4}});
    LeastSquares noColumns = solve(Matrix.zeros(FLOAT64, 2, 0), ones, method);
    assertThat(noColumns.solution().shape()).isEqualTo("0×1");
    assertThat(noColumns.residuals().toArray()).containsExactly(25);
    LeastSquares noRightSide =
        solve(Sample.random(FLOAT64, 5, 3, 7), Matrix.zeros(FLOAT64, 5, 0), method);
    assertThat(noRightSide.solution().shape()).isEqualTo("3×0");
    assertThat(noRightSide.rank()).isEqualTo(3);
    LeastSquares zero = solve(Matrix.zeros(FLOAT64, 3, 2), Sample.random(FLOAT64, 3, 1, 8), method);
    assertThat(zero.solution().toArray()).isDeepEqualTo(new double[2][1]);
    assertThat(zero.rank()).isZero();
  }

  @Test
  void residualsScaleWithTheRightSideHoweverLarge() {
    Matrix a = Sample.random(FLOAT32, 9, 3, 9);
    Matrix b = Sample.random(FLOAT32, 9, 1, 10);
    double plain = LeastSquares.solve(a, b, ENGINE).residuals().get(0);
    for (int exponent : new int[] {-60, -30, 30, 60}) {
      Matrix scaled = b.copy();
      Scaling.multiply(scaled, exponent);
      LeastSquares solved = LeastSquares.solve(a, scaled, ENGINE);
      assertThat(solved.residuals().get(0)).isEqualTo(Math.scalb(plain, 2 * exponent));
    }
  }

  @Test
  void theToleranceDecidesTheRank() {
    Matrix a = Matrix.of(new double[][] {{1, 0}, {0, 1e-5}, {0, 0}});
    Matrix b = Matrix.of(new double[][] {{2}, {1}, {0}});
    LeastSquares all = LeastSquares.solve(a, b, ENGINE);
    assertThat(all.rank()).isEqualTo(2);
    assertThat(all.solution().get(1, 0)).isCloseTo(1e5, within(1e-6));
    for (Method method : Method.values()) {
      LeastSquares first = LeastSquares.solve(a, b, method, 1e-3, ENGINE);
      assertThat(first.rank()).isEqualTo(1);
      assertThat(first.solution().get(0, 0)).isCloseTo(2, within(1e-14));
      assertThat(first.solution().get(1, 0)).isZero();
      assertThat(first.singularValues().isPresent()).isEqualTo(method == Method.SINGULAR_VALUES);
    }
    assertThat(all.singularValues().orElseThrow().toArray())
        .containsExactly(new double[] {1, 1e-5}, within(1e-15));
  }

  @Test
  void wrongInputIsRefused() {
    Matrix a = Sample.random(FLOAT64, 4, 3, 11);
    Matrix b = Sample.random(FLOAT64, 4, 1, 12);
    assertThatThrownBy(() -> LeastSquares.solve(a, b.block(0, 3, 0, 1), ENGINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lstsq: A is 4×3, B is 3×1: B needs 4 rows");
    assertThatThrownBy(() -> LeastSquares.solve(a, b.as(FLOAT32), ENGINE))
        .hasMessage("lstsq: operands must have one type, had FLOAT64 and FLOAT32");
    assertThatThrownBy(() -> LeastSquares.solve(a.as(FLOAT16), b, ENGINE))
        .hasMessageStartingWith("lstsq: elements must be float32 or float64, were FLOAT16");
    assertThatThrownBy(() -> LeastSquares.solve(a, b, Method.PIVOTED_QR, -1, ENGINE))
        .hasMessage("lstsq: tolerance must be in [0, 1), was -1.0");
    b.set(2, 0, Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> LeastSquares.solve(a, b, ENGINE))
        .hasMessage("lstsq: B(2, 0) is Infinity: every element must be finite");
    a.set(1, 2, Double.NaN);
    assertThatThrownBy(() -> LeastSquares.solve(a, b, ENGINE))
        .hasMessage("lstsq: A(1, 2) is NaN: every element must be finite");
    Matrix steep = Matrix.of(new double[][] {{1e-200}, {0}});
    assertThatThrownBy(() -> LeastSquares.solve(steep, Vector.of(1e200, 0).asColumn(), ENGINE))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageStartingWith("lstsq: a result is beyond the range");
  }
}
