package org.warpath.linalg.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.warpath.linalg.ElementType.FLOAT32;
import static org.warpath.linalg.ElementType.FLOAT64;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Progress;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;

/** When solvers of linear systems end, and what they refuse, on every engine. */
abstract class SolverStopContract {
  private static final SolverOptions OPTIONS = SolverOptions.defaults();

  /** Engines whose results must be the same bits. */
  abstract List<Engine> engines();

  final Engine engine() {
    return engines().getFirst();
  }

  /** The solvers. */
  enum Solver {
    CG,
    BICGSTAB,
    GMRES;

    SolverResult solve(LinearOperator a, Vector b, SolverOptions options, Engine engine) {
      return switch (this) {
        case CG -> ConjugateGradient.solve(a, b, options, engine);
        case BICGSTAB -> BiCgStab.solve(a, b, options, engine);
        case GMRES -> Gmres.solve(a, b, options, engine);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAtTheLimitOfIterations(Solver solver) {
    Csr a = Samples.grid(FLOAT64, 20, 20);
    Vector b = Samples.random(FLOAT64, 400, 3);
    SolverResult result =
        solver.solve(LinearOperator.of(a), b, OPTIONS.withMaxIterations(3), engine());
    assertThat(result.reason()).isEqualTo(StopReason.MAX_ITERATIONS);
    assertThat(result.iterations()).isEqualTo(3);
    assertThat(result.residual()).isCloseTo(Samples.residual(a, result.x(), b), within(1e-12));
    SolverResult none =
        solver.solve(LinearOperator.of(a), b, OPTIONS.withMaxIterations(0), engine());
    assertThat(none.reason()).isEqualTo(StopReason.MAX_ITERATIONS);
    assertThat(none.residuals()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void anAbsoluteToleranceSuffices(Solver solver) {
    Csr a = Samples.grid(FLOAT64, 7, 7);
    Vector b = Samples.random(FLOAT64, 49, 3);
    SolverOptions options = OPTIONS.withRelativeTolerance(0).withAbsoluteTolerance(1e-3);
    SolverResult result = solver.solve(LinearOperator.of(a), b, options, engine());
    assertThat(result.converged()).isTrue();
    assertThat(result.residual() * SystemShapes.norm(b)).isBetween(1e-9, 1e-3);
  }

  @ParameterizedTest
  @EnumSource
  void whatRoundingForbidsIsNotCalledConverged(Solver solver) {
    Csr a = Samples.grid(FLOAT32, 9, 9);
    Vector b = Samples.random(FLOAT32, 81, 3);
    SolverOptions options = OPTIONS.withRelativeTolerance(1e-12).withMaxIterations(2000);
    SolverResult result = solver.solve(LinearOperator.of(a), b, options, engine());
    assertThat(result.reason()).isEqualTo(StopReason.STAGNATED);
    assertThat(result.residual()).isBetween(1e-12, 1e-5);
  }

  @ParameterizedTest
  @EnumSource
  void nanFromTheOperatorIsNamed(Solver solver) {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      int[] calls = {0};
      LinearOperator operator =
          LinearOperator.of(
              FLOAT64,
              3,
              (x, y) -> {
                for (int i = 0; i < 3; i++) {
                  y.set(i, (i + 1) * x.get(i));
                }
                if (++calls[0] == 3) {
                  y.set(1, bad);
                }
              });
      SolverResult result = solver.solve(operator, Vector.of(1.0, 1, 1), OPTIONS, engine());
      assertThat(result.reason()).isEqualTo(StopReason.NOT_FINITE);
      assertThat(result.converged()).isFalse();
      for (double value : result.x().toArray()) {
        assertThat(value).isFinite();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aResidualThatIsNotFiniteIsNamedWhateverElseEndedTheCycle(Solver solver) {
    boolean seen = false;
    for (int limit = 1; limit <= 2; limit++) {
      for (int good = 2; good <= 6; good++) {
        int first = good;
        int[] calls = {0};
        LinearOperator operator =
            LinearOperator.of(
                FLOAT64,
                3,
                (x, y) -> {
                  calls[0]++;
                  for (int i = 0; i < 3; i++) {
                    y.set(i, calls[0] > first ? Double.NaN : (i + 1) * x.get(i));
                  }
                });
        SolverOptions options = OPTIONS.withMaxIterations(limit);
        SolverResult result = solver.solve(operator, Vector.of(1.0, 2, 3), options, engine());
        if (Double.isNaN(result.residual())) {
          seen = true;
          assertThat(result.reason()).isEqualTo(StopReason.NOT_FINITE);
        }
      }
    }
    assertThat(seen).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void nanInTheMatrixIsNamed(Solver solver) {
    Csr a = Samples.diagonal(FLOAT64, 1, Double.NaN, 2);
    SolverResult result =
        solver.solve(LinearOperator.of(a), Vector.of(1.0, 1, 1), OPTIONS, engine());
    assertThat(result.reason()).isEqualTo(StopReason.NOT_FINITE);
    assertThat(result.iterations()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void nanInTheRightSideIsRefused(Solver solver) {
    LinearOperator a = LinearOperator.identity(FLOAT64, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solver.solve(a, Vector.of(0, Double.NaN), OPTIONS, engine()))
        .withMessageEndingWith("element 1 of b is NaN");
  }

  @ParameterizedTest
  @EnumSource
  void shapesAndTypesThatDoNotFitAreRefused(Solver solver) {
    String name = solver.name().toLowerCase(java.util.Locale.ROOT);
    LinearOperator a = LinearOperator.identity(FLOAT64, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solver.solve(a, Vector.of(1.0), OPTIONS, engine()))
        .withMessage(name + ": A is float64 2×2, b is float64[1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solver.solve(a, Vector.of(1f, 2f), OPTIONS, engine()))
        .withMessage(name + ": A is float64 2×2, b is float32[2]");
    Preconditioner other = Preconditioner.of(LinearOperator.identity(FLOAT64, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> solver.solve(a, Vector.of(1.0, 2), OPTIONS.withPreconditioner(other), engine()))
        .withMessage(name + ": A is float64 2×2, the preconditioner float64 3×3");
    LinearOperator wide = LinearOperator.of(Samples.sparse(FLOAT64, new double[] {1, 2}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solver.solve(wide, Vector.of(1.0), OPTIONS, engine()))
        .withMessage(name + ": A is float64 1×2, but must be square");
  }

  @ParameterizedTest
  @EnumSource
  void reportsEachIterationAndCanBeCancelled(Solver solver) {
    Csr a = Samples.grid(FLOAT64, 20, 20);
    Vector b = Samples.random(FLOAT64, 400, 3);
    CancellationToken token = new CancellationToken();
    List<Progress> seen = new ArrayList<>();
    RunControl control =
        new RunControl(
            progress -> {
              seen.add(progress);
              if (seen.size() == 3) {
                token.cancel();
              }
            },
            token);
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(
            () -> solver.solve(LinearOperator.of(a), b, OPTIONS.withControl(control), engine()));
    assertThat(seen).hasSize(3);
    assertThat(seen.getLast().done()).isEqualTo(3);
    assertThat(seen.getLast().total()).isEqualTo(10_000);
    SolverResult result =
        solver.solve(LinearOperator.of(a), b, OPTIONS.withMaxIterations(3), engine());
    assertThat(seen.stream().mapToDouble(Progress::residual).toArray())
        .containsExactly(java.util.Arrays.copyOfRange(result.residuals(), 1, 4));
  }
}
