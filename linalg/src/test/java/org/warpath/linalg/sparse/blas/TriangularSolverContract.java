package org.warpath.linalg.sparse.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrArithmetic;
import org.warpath.linalg.sparse.Entries;

/** What every engine's {@link TriangularSolver} must do. */
abstract class TriangularSolverContract {
  private static final Arena AUTO = Arena.ofAuto();

  /** The engine under test. */
  abstract Engine engine();

  /** Random entries, parallel ones among them, beside a diagonal that dominates them. */
  private static Csr regular(ElementType type, int size) {
    double[][] diagonal = new double[size][size];
    for (int i = 0; i < size; i++) {
      diagonal[i][i] = i % 2 == 0 ? 16 : -32;
    }
    Csr off = Entries.random(type, size, size, 4 * size, size);
    return CsrArithmetic.add(1, Entries.of(type, diagonal), 0.125, off, AUTO, 1);
  }

  /** The triangle alone, spelled out. */
  private static double[][] triangle(Csr matrix, Triangle triangle, Diagonal diagonal) {
    double[][] dense = Entries.dense(matrix);
    for (int i = 0; i < dense.length; i++) {
      for (int j = 0; j < dense.length; j++) {
        if (triangle == Triangle.LOWER ? j > i : j < i) {
          dense[i][j] = 0;
        }
      }
      dense[i][i] = diagonal == Diagonal.UNIT ? 1 : dense[i][i];
    }
    return dense;
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"FLOAT32", "FLOAT64"})
  void solutionsGiveTheRightHandSidesBack(ElementType type) {
    double epsilon = type == ElementType.FLOAT64 ? 0x1p-52 : 0x1p-23;
    for (int size : new int[] {1, 2, 37}) {
      Csr t = regular(type, size);
      for (Triangle triangle : Triangle.values()) {
        for (Diagonal diagonal : Diagonal.values()) {
          double[][] dense = triangle(t, triangle, diagonal);
          TriangularSolver solver = new TriangularSolver(t, triangle, diagonal);
          for (int width : new int[] {0, 1, 3, 20}) {
            Matrix b = SparseBlasContract.matrix(type, size, width, 5);
            Matrix x = b.copy();
            solver.solve(x, engine());
            assertSolves(dense, x, b, false, epsilon);
            Matrix xt = SparseBlasContract.matrix(type, width, size, 6).transposed();
            Matrix bt = xt.copy();
            solver.solveTransposed(xt, engine());
            assertSolves(dense, xt, bt, true, epsilon);
          }
        }
      }
    }
  }

  // |T x − b| ≤ n ε |T||x|, by row (Higham, Accuracy and Stability, theorem 8.5); twice for what
  // is rounded here.
  private static void assertSolves(
      double[][] t, Matrix x, Matrix b, boolean transposed, double epsilon) {
    for (int i = 0; i < t.length; i++) {
      for (int j = 0; j < x.columns(); j++) {
        double sum = 0;
        double size = 0;
        for (int k = 0; k < t.length; k++) {
          double term = (transposed ? t[k][i] : t[i][k]) * x.get(k, j);
          sum += term;
          size += Math.abs(term);
        }
        assertThat(sum).isCloseTo(b.get(i, j), within(2 * (t.length + 1) * epsilon * size));
      }
    }
  }

  @Test
  void aSystemSpelledOut() {
    // 2 · ·      The right of the diagonal is not read.
    // 1 4 ·
    // 3 0 5
    Csr t =
        Csr.ofDoubles(
            AUTO,
            3,
            new long[] {0, 2, 4, 6},
            new int[] {0, 2, 0, 1, 0, 2},
            new double[] {2, Double.NaN, 1, 4, 3, 5});
    Vector x = Vector.of(2.0, 9, 13);
    new TriangularSolver(t, Triangle.LOWER, Diagonal.STORED).solve(x, engine());
    assertThat(x.toArray()).containsExactly(1, 2, 2);
    Vector y = Vector.of(9.0, 8, 10);
    new TriangularSolver(t, Triangle.LOWER, Diagonal.STORED).solveTransposed(y, engine());
    assertThat(y.toArray()).containsExactly(0.5, 2, 2);
    Vector unit = Vector.of(2.0, 9, 13);
    new TriangularSolver(t, Triangle.LOWER, Diagonal.UNIT).solve(unit, engine());
    assertThat(unit.toArray()).containsExactly(2, 7, 7);
  }

  @Test
  void stridesAreRespected() {
    Csr t = regular(ElementType.FLOAT64, 5);
    TriangularSolver solver = new TriangularSolver(t, Triangle.UPPER, Diagonal.STORED);
    Matrix store = SparseBlasContract.matrix(ElementType.FLOAT64, 5, 6, 1);
    Vector packed = store.column(2).copy();
    double[] beside = store.column(3).toArray();
    solver.solve(store.column(2), engine());
    solver.solve(packed, engine());
    assertThat(store.column(2).toArray()).containsExactly(packed.toArray());
    assertThat(store.column(3).toArray()).containsExactly(beside);
  }

  @Test
  void matricesWithoutValuesHaveOnes() {
    Csr t = Csr.of(AUTO, 2, new long[] {0, 1, 3}, new int[] {0, 0, 1}, null);
    Vector x = Vector.of(3f, 5f);
    new TriangularSolver(t, Triangle.LOWER, Diagonal.STORED).solve(x, engine());
    assertThat(x.toArray()).containsExactly(3, 2);
  }

  @Test
  void noRowsNeedNoSolving() {
    Csr none = Csr.ofDoubles(AUTO, 0, new long[] {0}, new int[0], new double[0]);
    TriangularSolver solver = new TriangularSolver(none, Triangle.LOWER, Diagonal.STORED);
    Vector nothing = Vector.of(new double[0]);
    solver.solve(nothing, engine());
    assertThat(nothing.length()).isZero();
  }

  @Test
  void zeroOrMissingPivotsAreNamed() {
    Csr missing =
        Csr.ofDoubles(
            AUTO, 3, new long[] {0, 1, 2, 3}, new int[] {0, 0, 2}, new double[] {1, 1, 1});
    assertThatExceptionOfType(SingularMatrixException.class)
        .isThrownBy(() -> new TriangularSolver(missing, Triangle.LOWER, Diagonal.STORED))
        .withMessage("triangular solve: the matrix is singular: pivot 1 is 0")
        .satisfies(e -> assertThat(e.pivot()).isEqualTo(1));
    Csr zero =
        Csr.ofDoubles(AUTO, 2, new long[] {0, 1, 2}, new int[] {0, 1}, new double[] {1, -0.0});
    assertThatExceptionOfType(SingularMatrixException.class)
        .isThrownBy(() -> new TriangularSolver(zero, Triangle.UPPER, Diagonal.STORED))
        .satisfies(e -> assertThat(e.pivot()).isEqualTo(1));
    Vector x = Vector.of(1.0, 2, 3);
    new TriangularSolver(missing, Triangle.LOWER, Diagonal.UNIT).solve(x, engine());
    assertThat(x.toArray()).containsExactly(1, 1, 3);
  }

  @Test
  void shapesMustFit() {
    Csr flat = Entries.random(ElementType.FLOAT64, 2, 3, 1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TriangularSolver(flat, Triangle.LOWER, Diagonal.UNIT))
        .withMessage("triangular solve: T must be square, is 2×3");
    TriangularSolver solver =
        new TriangularSolver(regular(ElementType.FLOAT64, 3), Triangle.LOWER, Diagonal.STORED);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solver.solve(Vector.of(1.0, 2), engine()))
        .withMessage("triangular solve: T is 3×3, B is 2×1: B needs 3 rows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solver.solve(Vector.of(1f, 2f, 3f), engine()))
        .withMessage("triangular solve: operands must have one type, had FLOAT64 and FLOAT32");
  }
}
