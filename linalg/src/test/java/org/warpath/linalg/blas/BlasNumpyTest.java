package org.warpath.linalg.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Side;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.Npz;

/** Against NumPy and SciPy: see blas_fixtures.py. */
class BlasNumpyTest {
  private static final Engine ENGINE = Engine.cpu(2);
  private static Map<String, NpyArray> arrays;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(BlasNumpyTest.class.getResourceAsStream("/blas/blas.npz"))) {
      arrays = Npz.read(in);
    }
  }

  private static Matrix matrix(String name, String type) {
    return arrays.get(name + "_" + type).asMatrix();
  }

  private static Vector vector(String name, String type) {
    return arrays.get(name + "_" + type).asVector();
  }

  // Sums of at most 14 products of normal numbers; solutions of a well-conditioned triangle.
  private static void assertClose(String what, String type, Matrix actual) {
    double bound = 14 * 16 * (type.equals("f4") ? 0x1p-24 : 0x1p-53);
    double[][] expected = matrix(what, type).toArray();
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual.row(i).toArray())
          .as("%s in %s, row %d", what, type, i)
          .containsExactly(expected[i], within(bound));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"f4", "f8"})
  void resultsAreThoseOfNumpy(String type) {
    Matrix a = matrix("a", type);
    Matrix b = matrix("b", type);
    Vector x = vector("x", type);
    Vector y = vector("y", type);
    Matrix gemm = matrix("c", type).copy();
    Blas.gemm(1.5, a, b, -0.5, gemm, ENGINE);
    assertClose("gemm", type, gemm);

    Vector gemv = y.copy();
    Blas.gemv(1.5, a, x, -0.5, gemv, ENGINE);
    double single = type.equals("f4") ? 0x1p-18 : 0x1p-47;
    assertThat(gemv.toArray()).containsExactly(vector("gemv", type).toArray(), within(single));

    Matrix ger = a.copy();
    Blas.ger(1.5, y, x, ger, ENGINE);
    assertClose("ger", type, ger);

    assertThat(Blas.dot(x, b.column(3), ENGINE))
        .isCloseTo(vector("dot", type).get(0), within(single));
    assertThat(Blas.nrm2(y, ENGINE)).isCloseTo(vector("nrm2", type).get(0), within(single));
  }

  @ParameterizedTest
  @ValueSource(strings = {"f4", "f8"})
  void trianglesAreThoseOfScipy(String type) {
    Matrix syrk = matrix("s", type).copy();
    for (int i = 0; i < 13; i++) {
      for (int j = i + 1; j < 13; j++) {
        syrk.set(i, j, 0);
      }
    }
    Blas.syrk(1.5, matrix("a", type), -0.5, syrk, Triangle.LOWER, ENGINE);
    assertClose("syrk", type, syrk);

    Matrix left = matrix("c", type).copy();
    Blas.trsm(Side.LEFT, Triangle.LOWER, Diagonal.STORED, 1.5, matrix("t", type), left, ENGINE);
    assertClose("trsmLeft", type, left);

    // Tᵀ·X = 1.5 C, transposed: Xᵀ·T = 1.5 Cᵀ.
    Matrix right = matrix("c", type).transposed().copy();
    Blas.trsm(Side.RIGHT, Triangle.LOWER, Diagonal.STORED, 1.5, matrix("t", type), right, ENGINE);
    assertClose("trsmRight", type, right.transposed());
  }
}
