package org.warpath.linalg.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.warpath.linalg.ElementType.FLOAT64;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.sparse.Csr;

/** What each solver of its own must do, and how it fails, on every engine. */
abstract class KrylovContract {
  private static final SolverOptions OPTIONS = SolverOptions.defaults();

  abstract Engine engine();

  @Test
  void conjugateGradientsEndAfterAsManyStepsAsThereAreEigenvalues() {
    double[] values = new double[90];
    for (int i = 0; i < 90; i++) {
      values[i] = List.of(1.0, 2.0, 5.0).get(i % 3);
    }
    Csr a = Samples.diagonal(FLOAT64, values);
    Vector b = Samples.random(FLOAT64, 90, 1);
    SolverOptions options = OPTIONS.withRelativeTolerance(1e-12);
    SolverResult cg = ConjugateGradient.solve(LinearOperator.of(a), b, options, engine());
    Samples.assertSolved(cg, a, b, 1e-12);
    assertThat(cg.iterations()).isEqualTo(3);
    SolverResult gmres = Gmres.solve(LinearOperator.of(a), b, options, engine());
    Samples.assertSolved(gmres, a, b, 1e-12);
    assertThat(gmres.iterations()).isEqualTo(3);
  }

  @Test
  void conjugateGradientsEndAfterAtMostNSteps() {
    Csr a = Samples.grid(FLOAT64, 4, 5);
    Vector b = Samples.random(FLOAT64, 20, 1);
    SolverResult result =
        ConjugateGradient.solve(
            LinearOperator.of(a), b, OPTIONS.withRelativeTolerance(1e-11), engine());
    Samples.assertSolved(result, a, b, 1e-11);
    assertThat(result.iterations()).isLessThanOrEqualTo(20);
  }

  @Test
  void conjugateGradientsNameAnOperatorThatIsNotPositiveDefinite() {
    SolverResult indefinite =
        ConjugateGradient.solve(
            LinearOperator.of(Samples.diagonal(FLOAT64, 1, -1)),
            Vector.of(1.0, 1),
            OPTIONS,
            engine());
    assertThat(indefinite.reason()).isEqualTo(StopReason.NOT_POSITIVE_DEFINITE);
    assertThat(indefinite.x().toArray()).containsOnly(0);
    assertThat(indefinite.residual()).isEqualTo(1);
    SolverResult negative =
        ConjugateGradient.solve(
            LinearOperator.of(Samples.diagonal(FLOAT64, -1, -2)),
            Vector.of(1.0, 3),
            OPTIONS,
            engine());
    assertThat(negative.reason()).isEqualTo(StopReason.NOT_POSITIVE_DEFINITE);
    // The Laplacian of a ring, and a right side outside its range.
    SolverResult singular =
        ConjugateGradient.solve(
            LinearOperator.of(
                Samples.sparse(
                    FLOAT64,
                    new double[] {2, -1, -1},
                    new double[] {-1, 2, -1},
                    new double[] {-1, -1, 2})),
            Vector.of(1.0, 1, 1),
            OPTIONS,
            engine());
    assertThat(singular.reason()).isEqualTo(StopReason.NOT_POSITIVE_DEFINITE);
    assertThat(singular.converged()).isFalse();
  }

  @Test
  void conjugateGradientsNameAPreconditionerThatIsNotPositiveDefinite() {
    LinearOperator a = LinearOperator.identity(FLOAT64, 2);
    Preconditioner m = Preconditioner.of(a.scaled(-1));
    SolverResult result =
        ConjugateGradient.solve(a, Vector.of(1.0, 1), OPTIONS.withPreconditioner(m), engine());
    assertThat(result.reason()).isEqualTo(StopReason.NOT_POSITIVE_DEFINITE);
  }

  @Test
  void biCgStabNamesItsBreakdownOnASkewMatrix() {
    Csr skew = Samples.sparse(FLOAT64, new double[] {0, 1}, new double[] {-1, 0});
    Vector b = Vector.of(1.0, 2);
    SolverResult broken = BiCgStab.solve(LinearOperator.of(skew), b, OPTIONS, engine());
    assertThat(broken.reason()).isEqualTo(StopReason.BREAKDOWN);
    assertThat(broken.x().toArray()).containsOnly(0);
    SolverResult gmres = Gmres.solve(LinearOperator.of(skew), b, OPTIONS, engine());
    Samples.assertSolved(gmres, skew, b, 1e-6);
    assertThat(gmres.iterations()).isEqualTo(2);
  }

  @Test
  void theResidualOfGmresNeverRises() {
    Map<String, NpyArray> fixture = Samples.fixture("convection");
    Csr a = Samples.matrix(fixture);
    Vector b = fixture.get("b").asVector();
    SolverResult result =
        Gmres.solve(LinearOperator.of(a), b, 7, OPTIONS.withRelativeTolerance(1e-9), engine());
    Samples.assertSolved(result, a, b, 1e-9);
    double[] history = result.residuals();
    assertThat(history.length).isGreaterThan(20);
    for (int i = 1; i < history.length; i++) {
      assertThat(history[i]).as("iteration %d", i).isLessThanOrEqualTo(history[i - 1] * (1 + 1e-9));
    }
  }

  @Test
  void gmresWithoutRestartsSolvesWhatStagnatesWithThem() {
    // A cyclic shift: only the whole space holds the solution.
    int n = 12;
    double[][] rows = new double[n][n];
    for (int i = 0; i < n; i++) {
      rows[i][(i + 1) % n] = 1;
    }
    Csr shift = Samples.sparse(FLOAT64, rows);
    Vector b = Vector.zeros(FLOAT64, n);
    b.set(0, 1);
    SolverResult small = Gmres.solve(LinearOperator.of(shift), b, 5, OPTIONS, engine());
    assertThat(small.reason()).isEqualTo(StopReason.STAGNATED);
    assertThat(small.iterations()).isEqualTo(5);
    SolverResult whole = Gmres.solve(LinearOperator.of(shift), b, n, OPTIONS, engine());
    Samples.assertSolved(whole, shift, b, 1e-6);
    assertThat(whole.iterations()).isEqualTo(n);
  }

  @Test
  void gmresNamesASingularSystem() {
    Csr a = Samples.diagonal(FLOAT64, 1, 2, 0);
    SolverResult outside =
        Gmres.solve(LinearOperator.of(a), Vector.of(1.0, 1, 1), OPTIONS, engine());
    assertThat(outside.reason()).isEqualTo(StopReason.BREAKDOWN);
    assertThat(outside.residual()).isCloseTo(Math.sqrt(1 / 3.0), within(1e-12));
    SolverResult inside =
        Gmres.solve(LinearOperator.of(a), Vector.of(1.0, 1, 0), OPTIONS, engine());
    assertThat(inside.converged()).isTrue();
    assertThat(inside.x().get(2)).isZero();
  }

  @Test
  void aMatrixWithAZeroDiagonalIsSolvedByGmresAlone() {
    Map<String, NpyArray> fixture = Samples.fixture("west0067");
    Csr a = Samples.matrix(fixture);
    Vector b = fixture.get("b").asVector();
    SolverResult result =
        Gmres.solve(LinearOperator.of(a), b, 67, OPTIONS.withRelativeTolerance(1e-11), engine());
    Samples.assertSolved(result, a, b, 1e-11);
    // Its condition number is 130.
    assertThat(Samples.distance(result.x(), fixture.get("x").asVector())).isLessThan(1e-8);
  }

  @Test
  void gmresRefusesABasisWithoutVectors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Gmres.solve(LinearOperator.identity(FLOAT64, 1), Vector.of(1.0), 0, OPTIONS, engine()))
        .withMessage("restart must be at least 1, was 0");
  }
}
