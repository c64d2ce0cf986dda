package org.warpath.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.fft.ComplexFft;
import org.warpath.fft.Fft;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.fft.signal.Convolution;
import org.warpath.fft.signal.Extent;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.elements.Elementwise;
import org.warpath.linalg.elements.UnaryFunction;
import org.warpath.linalg.factor.Solve;
import org.warpath.linalg.io.MatrixMarket;
import org.warpath.linalg.solve.ConjugateGradient;
import org.warpath.linalg.solve.Ic0;
import org.warpath.linalg.solve.Lanczos;
import org.warpath.linalg.solve.LanczosOptions;
import org.warpath.linalg.solve.LanczosResult;
import org.warpath.linalg.solve.LinearOperator;
import org.warpath.linalg.solve.SolverOptions;
import org.warpath.linalg.solve.SolverResult;
import org.warpath.linalg.solve.Spectrum;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.blas.SparseBlas;

/** The lines of Java that README shows of algebra and transforms, as it shows them. */
class ReadmeMathTest {
  private final Engine engine = Engine.cpu();

  @TempDir Path folder;

  @Test
  void denseAlgebra() {
    Matrix a = Matrix.of(new double[] {4, 1}, new double[] {1, 3});
    Matrix product = Blas.multiply(a, a.transposed(), engine);
    assertThat(product).hasToString("[[17.  7.]\n [ 7. 10.]]");
    Vector x = Solve.solve(a, Vector.of(1.0, 2.0), engine);
    assertThat(x.toArray()).containsExactly(new double[] {1 / 11.0, 7 / 11.0}, within(1e-15));
    Elementwise.apply(UnaryFunction.EXP, a, a, engine);
    assertThat(a.get(0, 1)).isCloseTo(Math.E, within(1e-15));
  }

  @Test
  void sparseAlgebra() throws IOException {
    Path file = folder.resolve("matrix.mtx");
    Files.writeString(
        file,
        """
        %%MatrixMarket matrix coordinate real symmetric
        8 8 15
        1 1 2
        2 2 2
        3 3 2
        4 4 2
        5 5 2
        6 6 2
        7 7 2
        8 8 2
        2 1 -1
        3 2 -1
        4 3 -1
        5 4 -1
        6 5 -1
        7 6 -1
        8 7 -1
        """);
    Csr sparse = MatrixMarket.readCsr(file);
    Vector in = Vector.of(1.0, 1, 1, 1, 1, 1, 1, 1);
    Vector out = Vector.zeros(ElementType.FLOAT64, 8);
    SparseBlas.spmv(1, sparse, in, 0, out, engine);
    assertThat(out.toArray()).containsExactly(1, 0, 0, 0, 0, 0, 0, 1);
    SolverResult result =
        ConjugateGradient.solve(
            LinearOperator.of(sparse),
            out,
            SolverOptions.defaults().withPreconditioner(Ic0.of(sparse)),
            engine);
    assertThat(result.converged()).isTrue();
    assertThat(result.x().toArray()).containsExactly(in.toArray(), within(1e-6));
    LanczosResult pairs =
        Lanczos.solve(LinearOperator.of(sparse), LanczosOptions.of(6, Spectrum.LARGEST), engine);
    assertThat(pairs.values().get(5)).isCloseTo(2 + 2 * Math.cos(Math.PI / 9), within(1e-8));
  }

  @Test
  void transforms() {
    double[] signal = {1, 2, 3, 4};
    double[] spectrum = Fft.realForward(signal);
    assertThat(spectrum).containsExactly(new double[] {10, 0, -2, 2, -2, 0}, within(1e-15));
    ComplexFft plan = ComplexFft.plan(FftShape.batch(64, 1024), Precision.FLOAT32, engine);
    assertThat(plan.forward(new float[2 * 64 * 1024])).containsOnly(0);
    double[] smooth = Convolution.linear(signal, new double[] {1, 1, 1}, Extent.SAME, engine);
    assertThat(smooth).containsExactly(new double[] {3, 6, 9, 7}, within(1e-14));
  }
}
