package org.warpath.linalg.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.warpath.linalg.ElementType.FLOAT32;
import static org.warpath.linalg.ElementType.FLOAT64;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;

/** What operators must do on every engine. */
abstract class LinearOperatorContract {
  abstract Engine engine();

  private double[] applied(LinearOperator a, double... x) {
    Vector from = Vector.of(x).as(a.type());
    Vector to = Vector.zeros(a.type(), a.rows());
    a.apply(from, to, engine());
    return to.toArray();
  }

  @Test
  void appliesASparseMatrixOfEitherType() {
    for (ElementType type : List.of(FLOAT32, FLOAT64)) {
      Csr a =
          Samples.sparse(
              type, new double[] {1, 0, 2}, new double[] {0, 0, 0}, new double[] {0, 3, -1});
      LinearOperator operator = LinearOperator.of(a);
      assertThat(applied(operator, 1, 10, 100)).containsExactly(201, 0, -70);
      assertThat(applied(LinearOperator.of(a.withoutValues()), 1, 10, 100))
          .containsExactly(101, 0, 110);
    }
  }

  @Test
  void appliesMatricesThatAreNotSquareOrEmpty() {
    LinearOperator wide = LinearOperator.of(Samples.sparse(FLOAT64, new double[] {1, 2, 3}));
    assertThat(applied(wide, 1, 1, 2)).containsExactly(9);
    LinearOperator tall =
        LinearOperator.of(Samples.sparse(FLOAT64, new double[] {4}, new double[] {-5}));
    assertThat(applied(tall, 3)).containsExactly(12, -15);
    LinearOperator empty = LinearOperator.of(Samples.grid(FLOAT64, 0, 0));
    assertThat(applied(empty)).isEmpty();
  }

  @Test
  void appliesRowsOfEveryLength() {
    for (ElementType type : List.of(FLOAT32, FLOAT64)) {
      int n = 600;
      double[][] rows = new double[40][n];
      double[] x = new double[n];
      double[] expected = new double[40];
      for (int j = 0; j < n; j++) {
        x[j] = j % 7 - 3;
      }
      for (int i = 0; i < 40; i++) {
        for (int j = 0; j < (i == 39 ? n : i * i / 3); j++) {
          rows[i][j] = (i * j) % 5 + 1;
          expected[i] += rows[i][j] * x[j];
        }
      }
      assertThat(applied(LinearOperator.of(Samples.sparse(type, rows)), x))
          .containsExactly(expected);
    }
  }

  @Test
  void appliesADenseMatrixAndItsViews() {
    Matrix a = Matrix.of(FLOAT32, new double[] {1, 2, 3}, new double[] {4, 5, 6});
    assertThat(applied(LinearOperator.of(a), 1, 10, 100)).containsExactly(321, 654);
    assertThat(applied(LinearOperator.of(a.transposed()), 1, 10)).containsExactly(41, 52, 63);
    assertThat(applied(LinearOperator.of(a.block(0, 2, 1, 3)), 1, 10)).containsExactly(32, 65);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearOperator.of(a.as(ElementType.BFLOAT16)))
        .withMessage("an operator's elements must be float32 or float64, not BFLOAT16");
  }

  @Test
  void combinesOperators() {
    LinearOperator a =
        LinearOperator.of(Samples.sparse(FLOAT64, new double[] {1, 2}, new double[] {3, 4}));
    LinearOperator b =
        LinearOperator.of(Samples.sparse(FLOAT64, new double[] {0, 1}, new double[] {5, 0}));
    LinearOperator swap =
        LinearOperator.of(
            FLOAT64,
            2,
            (x, y) -> {
              y.set(0, x.get(1));
              y.set(1, x.get(0));
            });
    assertThat(applied(a.plus(b), 1, 10)).containsExactly(31, 48);
    assertThat(applied(a.times(b), 1, 10)).containsExactly(20, 50);
    assertThat(applied(a.scaled(-2), 1, 10)).containsExactly(-42, -86);
    assertThat(applied(a.plus(LinearOperator.identity(FLOAT64, 2).scaled(3)), 1, 10))
        .containsExactly(24, 73);
    assertThat(applied(a.times(swap).plus(b).scaled(0.5), 1, 10)).containsExactly(11, 19.5);
  }

  @Test
  void preconditionersAreOperators() {
    Csr a = Samples.grid(FLOAT64, 9, 7);
    Vector x = Samples.random(FLOAT64, 63, 4);
    for (Preconditioner m : List.of(Jacobi.of(a), Ilu0.of(a), Ic0.of(a))) {
      Vector expected = Vector.zeros(FLOAT64, 63);
      Vector actual = Vector.zeros(FLOAT64, 63);
      m.apply(x, expected, Engine.cpu(1));
      m.apply(x, actual, engine());
      assertThat(Samples.distance(actual, expected)).isLessThan(1e-15);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    LinearOperator a = LinearOperator.identity(FLOAT64, 2);
    LinearOperator b = LinearOperator.identity(FLOAT64, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> a.plus(b))
        .withMessage("a float64 2×2 and a float64 3×3 operator have no sum");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> a.times(b))
        .withMessage("a float64 2×2 and a float64 3×3 operator have no product");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> a.plus(LinearOperator.identity(FLOAT32, 2)))
        .withMessage("a float64 2×2 and a float32 2×2 operator have no sum");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> a.apply(Vector.of(1.0, 2), Vector.zeros(FLOAT64, 3), engine()))
        .withMessage("a float64 2×2 operator does not take float64[2] to float64[3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> a.apply(Vector.of(1.0, 2, 3, 4).every(2), Vector.of(1.0, 2), engine()))
        .withMessage("an operator's vectors must be contiguous");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearOperator.identity(ElementType.FLOAT16, 2))
        .withMessage("an operator's elements must be float32 or float64, not FLOAT16");
  }
}
