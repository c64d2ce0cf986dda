package org.warpath.linalg.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.warpath.linalg.ElementType.FLOAT64;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.NotPositiveDefiniteException;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.MatrixMarket;
import org.warpath.linalg.sparse.Csr;

/** Matrices too large to ship, where the property warpath.shared.data says they are. */
class SharedMatricesTest {
  private static final Engine CPU = Engine.cpu(2);

  private static Csr read(String name) throws IOException {
    String folder = System.getProperty("warpath.shared.data");
    assumeTrue(folder != null, "the property warpath.shared.data is not set");
    Path file = Path.of(folder, "matrices", name + ".mtx");
    assumeTrue(Files.exists(file), file + " is not there");
    return MatrixMarket.readCsr(file);
  }

  @Test
  void aGridFromAFileIsSolvedFasterWithAFactor() throws IOException {
    for (String name : List.of("lap2D_5pt_n100", "lap3D_7pt_n20")) {
      Csr a = read(name);
      Vector b = Samples.random(FLOAT64, a.rowCount(), 1);
      SolverOptions options = SolverOptions.defaults().withRelativeTolerance(1e-8);
      LinearOperator operator = LinearOperator.of(a);
      SolverResult plain = ConjugateGradient.solve(operator, b, options, CPU);
      SolverResult factor =
          ConjugateGradient.solve(operator, b, options.withPreconditioner(Ic0.of(a)), CPU);
      assertThat(plain.converged() && factor.converged()).as(name).isTrue();
      assertThat(Samples.residual(a, factor.x(), b)).isLessThan(1e-8);
      assertThat(factor.iterations()).as(name).isLessThan(plain.iterations() / 2);
    }
  }

  @Test
  void aStiffnessMatrixHasNoIcFactorButEigenvalues() throws IOException {
    Csr a = read("bcsstk13");
    assertThatExceptionOfType(NotPositiveDefiniteException.class).isThrownBy(() -> Ic0.of(a));
    double[] expected = Samples.fixture("bcsstk13").get("largest").asVector().toArray();
    LanczosResult result =
        Lanczos.solve(LinearOperator.of(a), LanczosOptions.of(6, Spectrum.LARGEST), CPU);
    assertThat(result.converged()).isTrue();
    for (int i = 0; i < 6; i++) {
      assertThat(result.values().get(i) / expected[i] - 1).isBetween(-1e-10, 1e-10);
    }
  }

  @Test
  void whatIsNotSolvedIsNotCalledSolved() throws IOException {
    // Nearly singular: neither method gets far, with or without a factor.
    Csr a = read("cryg2500");
    Vector b = Samples.random(FLOAT64, a.rowCount(), 1);
    SolverOptions options =
        SolverOptions.defaults().withRelativeTolerance(1e-8).withMaxIterations(200);
    LinearOperator operator = LinearOperator.of(a);
    for (SolverOptions each : List.of(options, options.withPreconditioner(Ilu0.of(a)))) {
      for (SolverResult result :
          List.of(
              Gmres.solve(operator, b, 60, each, CPU), BiCgStab.solve(operator, b, each, CPU))) {
        assertThat(result.converged()).isFalse();
        assertThat(result.residual() / Samples.residual(a, result.x(), b))
            .isBetween(1 - 1e-6, 1 + 1e-6);
      }
    }
  }
}
