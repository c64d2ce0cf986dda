package org.warpath.linalg.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.warpath.linalg.ElementType.FLOAT64;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

/** Matrices of the SuiteSparse collection, dense; skipped where they are not at hand. */
class CollectionMatrixTest {
  private static final Engine ENGINE = Engine.cpu(2);

  private static Matrix read(String name) throws IOException {
    Path file = Path.of(System.getProperty("warpath.shared.data", "."), "matrices", name);
    assumeTrue(Files.exists(file), () -> "needs " + file);
    try (BufferedReader in = Files.newBufferedReader(file)) {
      boolean symmetric = in.readLine().contains("symmetric");
      String line = in.readLine();
      while (line.startsWith("%")) {
        line = in.readLine();
      }
      StringTokenizer sizes = new StringTokenizer(line);
      int rows = Integer.parseInt(sizes.nextToken());
      int columns = Integer.parseInt(sizes.nextToken());
      Matrix a = Matrix.zeros(FLOAT64, rows, columns);
      for (line = in.readLine(); line != null; line = in.readLine()) {
        StringTokenizer entry = new StringTokenizer(line);
        int i = Integer.parseInt(entry.nextToken()) - 1;
        int j = Integer.parseInt(entry.nextToken()) - 1;
        double value = Double.parseDouble(entry.nextToken());
        a.set(i, j, value);
        if (symmetric) {
          a.set(j, i, value);
        }
      }
      return a;
    }
  }

  private static void assertSolved(Matrix a, Matrix x, Matrix b) {
    double scale = Exact.norm(a) * Exact.norm(x) + Exact.norm(b);
    Exact.assertClose(Exact.product(a, x), b, FLOAT64, 1, scale);
  }

  /** A chemical process, 67×67, not symmetric. */
  @Test
  void west0067IsFactoredEveryWay() throws IOException {
    Matrix a = read("west0067.mtx");
    Matrix b = Sample.random(FLOAT64, 67, 2, 1);
    Lu lu = Lu.of(a, ENGINE);
    assertSolved(a, lu.solve(b), b);
    Svd svd = Svd.full(a, ENGINE);
    Matrix product = Exact.product(svd.u(), Exact.diagonal(svd.values()), svd.vt());
    Exact.assertClose(product, a, FLOAT64, 1, Exact.norm(a));
    double logarithm = 0;
    for (double value : svd.values().toArray()) {
      logarithm += Math.log(value);
    }
    assertThat(lu.logAbsDeterminant()).isCloseTo(logarithm, within(1e-10));
    Vector diagonal = Qr.of(a, ENGINE).r().diagonal();
    assertThat(ScaledProduct.of(diagonal).logMagnitude()).isCloseTo(logarithm, within(1e-10));
  }

  /** A fluid flow, 2003×2003, symmetric positive definite with a condition number of 10¹⁰. */
  @Test
  void bcsstk13IsPositiveDefinite() throws IOException {
    Matrix a = read("bcsstk13.mtx");
    Matrix b = Sample.random(FLOAT64, 2003, 1, 2);
    Cholesky cholesky = Cholesky.of(a, ENGINE);
    assertSolved(a, cholesky.solve(b), b);
    Lu lu = Lu.of(a, ENGINE);
    assertSolved(a, lu.solve(b), b);
    assertThat(cholesky.logDeterminant()).isCloseTo(lu.logAbsDeterminant(), within(1e-5));
    assertThat(cholesky.reciprocalCondition()).isBetween(1e-12, 1e-9);
  }

  /** A linear programme, 27×51: more unknowns than equations. */
  @Test
  void lpAfiroHasAShortestSolution() throws IOException {
    Matrix a = read("lp_afiro.mtx");
    Matrix b = Sample.random(FLOAT64, 27, 1, 3);
    LeastSquares solved = LeastSquares.solve(a, b, ENGINE);
    assertThat(solved.rank()).isEqualTo(27);
    assertSolved(a, solved.solution(), b);
    Matrix shortest = Exact.product(Svd.thin(a, ENGINE).pseudoInverse(), b);
    Exact.assertClose(solved.solution(), shortest, FLOAT64, 100, Exact.norm(shortest));
  }
}
