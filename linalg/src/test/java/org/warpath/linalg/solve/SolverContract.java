package org.warpath.linalg.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.warpath.linalg.ElementType.FLOAT32;
import static org.warpath.linalg.ElementType.FLOAT64;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.sparse.Csr;

/** What solvers of linear systems must do on every engine. */
abstract class SolverContract extends SolverStopContract {
  private static final SolverOptions OPTIONS = SolverOptions.defaults();

  /** How many elements of a vector are summed as one piece. */
  abstract int pieceSize();

  @ParameterizedTest
  @EnumSource
  void solvesAGridInEitherType(Solver solver) {
    for (ElementType type : List.of(FLOAT32, FLOAT64)) {
      Csr a = Samples.grid(type, 13, 11);
      Vector b = Samples.random(type, 143, 3);
      double tolerance = type == FLOAT32 ? 2e-6 : 1e-10;
      SolverOptions options = OPTIONS.withRelativeTolerance(tolerance);
      Samples.assertSolved(
          solver.solve(LinearOperator.of(a), b, options, engine()), a, b, tolerance);
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesTheSameBitsOnEachEngineOfAKind(Solver solver) {
    Csr a = Samples.grid(FLOAT64, 21, pieceSize() / 10);
    Vector b = Samples.random(FLOAT64, a.rowCount(), 8);
    SolverOptions options = OPTIONS.withMaxIterations(4).withPreconditioner(Jacobi.of(a));
    List<double[]> results = new ArrayList<>();
    for (Engine engine : engines()) {
      results.add(solver.solve(LinearOperator.of(a), b, options, engine).x().toArray());
    }
    for (double[] result : results) {
      assertThat(result).containsExactly(results.getFirst());
    }
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithReferenceSolutions(Solver solver) {
    for (String name : List.of("gr_900_900_crg", "convection")) {
      if (solver == Solver.CG && name.equals("convection")) {
        continue;
      }
      Map<String, NpyArray> fixture = Samples.fixture(name);
      Csr a = Samples.matrix(fixture);
      Vector b = fixture.get("b").asVector();
      SolverOptions options = OPTIONS.withRelativeTolerance(1e-12);
      SolverResult result = solver.solve(LinearOperator.of(a), b, options, engine());
      Samples.assertSolved(result, a, b, 1e-12);
      // The condition number of both is below 1000.
      assertThat(Samples.distance(result.x(), fixture.get("x").asVector())).isLessThan(1e-9);
    }
  }

  @ParameterizedTest
  @EnumSource
  void preconditionersSaveIterations(Solver solver) {
    Map<String, NpyArray> fixture = Samples.fixture("gr_900_900_crg");
    Csr a = Samples.matrix(fixture);
    Vector b = fixture.get("b").asVector();
    SolverOptions options = OPTIONS.withRelativeTolerance(1e-9);
    LinearOperator operator = LinearOperator.of(a);
    int plain = solver.solve(operator, b, options, engine()).iterations();
    for (Preconditioner m : List.of(Ilu0.of(a), Ic0.of(a))) {
      SolverResult result = solver.solve(operator, b, options.withPreconditioner(m), engine());
      Samples.assertSolved(result, a, b, 1e-9);
      assertThat(result.iterations()).isLessThan(plain * 2 / 3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void jacobiSavesIterationsWhereRowsDifferInScale(Solver solver) {
    int n = 60;
    double[][] rows = new double[n][n];
    for (int i = 0; i < n; i++) {
      double scale = Math.pow(10, i * 37 % n / 15.0);
      for (int j = Math.max(0, i - 1); j < Math.min(n, i + 2); j++) {
        double other = Math.pow(10, j * 37 % n / 15.0);
        rows[i][j] = Math.sqrt(scale * other) * (i == j ? 3 : -1);
      }
    }
    Csr a = Samples.sparse(FLOAT64, rows);
    Vector b = Samples.random(FLOAT64, n, 5);
    SolverOptions options = OPTIONS.withRelativeTolerance(1e-9);
    int plain = solver.solve(LinearOperator.of(a), b, options, engine()).iterations();
    SolverResult result =
        solver.solve(LinearOperator.of(a), b, options.withPreconditioner(Jacobi.of(a)), engine());
    Samples.assertSolved(result, a, b, 1e-9);
    assertThat(result.iterations()).isLessThan(plain / 2);
  }

  @ParameterizedTest
  @EnumSource
  void aZeroRightSideHasTheSolutionZero(Solver solver) {
    Csr a = Samples.grid(FLOAT64, 3, 3);
    SolverResult result =
        solver.solve(
            LinearOperator.of(a),
            Vector.zeros(FLOAT64, 9),
            OPTIONS.withInitialGuess(Samples.random(FLOAT64, 9, 1)),
            engine());
    assertThat(result.x().toArray()).containsOnly(0);
    assertThat(result.converged()).isTrue();
    assertThat(result.iterations()).isZero();
    assertThat(result.residual()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void anEmptySystemIsSolved(Solver solver) {
    Csr a = Samples.grid(FLOAT64, 0, 0);
    SolverResult result =
        solver.solve(LinearOperator.of(a), Vector.zeros(FLOAT64, 0), OPTIONS, engine());
    assertThat(result.converged()).isTrue();
    assertThat(result.x().length()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void anExactGuessNeedsNoIteration(Solver solver) {
    Csr a = Samples.diagonal(FLOAT64, 1, 2, 4);
    Vector guess = Vector.of(3.0, -1, 0.5);
    SolverResult result =
        solver.solve(
            LinearOperator.of(a), Vector.of(3.0, -2, 2), OPTIONS.withInitialGuess(guess), engine());
    assertThat(result.iterations()).isZero();
    assertThat(result.converged()).isTrue();
    assertThat(result.x().toArray()).containsExactly(3, -1, 0.5);
    assertThat(guess.toArray()).containsExactly(3, -1, 0.5);
  }

  @ParameterizedTest
  @EnumSource
  void beginsAtTheGuess(Solver solver) {
    Csr a = Samples.grid(FLOAT64, 8, 9);
    Vector b = Samples.random(FLOAT64, 72, 3);
    LinearOperator operator = LinearOperator.of(a);
    Vector near = solver.solve(operator, b, OPTIONS.withRelativeTolerance(1e-5), engine()).x();
    SolverOptions fine = OPTIONS.withRelativeTolerance(1e-7);
    SolverResult fromZero = solver.solve(operator, b, fine, engine());
    SolverResult fromNear = solver.solve(operator, b, fine.withInitialGuess(near), engine());
    Samples.assertSolved(fromNear, a, b, 1e-7);
    assertThat(fromNear.iterations()).isLessThan(fromZero.iterations());
    assertThat(fromNear.residuals()[0]).isLessThan(1e-5);
    assertThat(fromZero.residuals()[0]).isCloseTo(1, within(1e-15));
  }

  @ParameterizedTest
  @EnumSource
  void vectorsMayHaveStrides(Solver solver) {
    Csr a = Samples.diagonal(FLOAT64, 1, 2, 4);
    Vector strided = Vector.of(1.0, 9, 6, 9, 8, 9).every(2);
    SolverResult result = solver.solve(LinearOperator.of(a), strided, OPTIONS, engine());
    assertThat(result.x().get(1)).isCloseTo(3, within(1e-5));
  }

  @ParameterizedTest
  @EnumSource
  void aFunctionDoesWhatItsMatrixDoes(Solver solver) {
    int n = 40;
    Csr a = Samples.tridiagonal(FLOAT64, n, -1, 2.5, -1);
    LinearOperator free =
        LinearOperator.of(
            FLOAT64,
            n,
            (x, y) -> {
              for (int i = 0; i < n; i++) {
                double sum = 0;
                if (i > 0) {
                  sum += -x.get(i - 1);
                }
                sum += 2.5 * x.get(i);
                if (i < n - 1) {
                  sum += -x.get(i + 1);
                }
                y.set(i, sum);
              }
            });
    Vector b = Samples.random(FLOAT64, n, 2);
    SolverResult stored = solver.solve(LinearOperator.of(a), b, OPTIONS, engine());
    SolverResult function = solver.solve(free, b, OPTIONS, engine());
    assertThat(function.iterations()).isEqualTo(stored.iterations());
    assertThat(Samples.distance(function.x(), stored.x())).isLessThan(1e-13);
  }

  @ParameterizedTest
  @EnumSource
  void solvesADenseSystem(Solver solver) {
    Matrix a = Matrix.of(new double[] {4, 1, 0}, new double[] {1, 3, 1}, new double[] {0, 1, 2});
    SolverResult result =
        solver.solve(LinearOperator.of(a), Vector.of(6.0, 10, 8), OPTIONS, engine());
    assertThat(result.converged()).isTrue();
    assertThat(result.x().toArray()).containsExactly(new double[] {1, 2, 3}, within(1e-5));
  }

  @ParameterizedTest
  @EnumSource
  void anyOperatorCanPrecondition(Solver solver) {
    Csr a = Samples.diagonal(FLOAT64, 1, 10, 100, 1000);
    Csr inverse = Samples.diagonal(FLOAT64, 1, 0.1, 0.01, 0.001);
    Vector b = Vector.of(1.0, 1, 1, 1);
    SolverResult result =
        solver.solve(
            LinearOperator.of(a),
            b,
            OPTIONS.withPreconditioner(Preconditioner.of(LinearOperator.of(inverse))),
            engine());
    Samples.assertSolved(result, a, b, 1e-6);
    assertThat(result.iterations()).isEqualTo(1);
  }
}
