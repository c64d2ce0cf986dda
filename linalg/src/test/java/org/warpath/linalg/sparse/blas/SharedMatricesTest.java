package org.warpath.linalg.sparse.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.Engine;
import org.warpath.kernels.SharedData;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.MatrixMarket;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrArithmetic;

/** Identities on matrices from applications. */
class SharedMatricesTest {
  private static final double EPSILON = 0x1p-53;
  private final Engine engine = Engine.cpu(2);

  private static Csr read(String name) throws IOException {
    Csr matrix = MatrixMarket.readCsr(SharedData.file("matrices/" + name + ".mtx"));
    return CsrArithmetic.as(ElementType.FLOAT64, matrix, Arena.ofAuto(), 1);
  }

  private static Vector random(int length) {
    Random random = new Random(length);
    Vector vector = Vector.zeros(ElementType.FLOAT64, length);
    for (int i = 0; i < length; i++) {
      vector.set(i, random.nextDouble(-1, 1));
    }
    return vector;
  }

  private Vector product(Csr a, Vector x) {
    Vector y = Vector.zeros(ElementType.FLOAT64, a.rowCount());
    SparseBlas.spmv(1, a, x, 0, y, engine);
    return y;
  }

  private static Csr magnitudes(Csr a) {
    double[] values = new double[(int) a.entryCount()];
    for (int e = 0; e < values.length; e++) {
      values[e] = Math.abs(a.valueAsDouble(e));
    }
    return new Csr(
        a.rowCount(),
        a.columnCount(),
        a.rowOffsets(),
        a.columnIndices(),
        Vector.of(values).memory(),
        ElementType.FLOAT64);
  }

  private static Vector ones(int length) {
    Vector ones = Vector.zeros(ElementType.FLOAT64, length);
    for (int i = 0; i < length; i++) {
      ones.set(i, 1);
    }
    return ones;
  }

  @ParameterizedTest
  @ValueSource(strings = {"lap2D_5pt_n100", "lap3D_7pt_n20", "bcsstk13", "gr_900_900_crg"})
  void theProductOfTheSquareIsThatOfTheProduct(String name) throws IOException {
    Csr a = read(name);
    Vector x = random(a.columnCount());
    Vector twice = product(a, product(a, x));
    Vector square = product(SparseBlas.spgemm(a, a, engine), x);
    // |x| ≤ 1, so |A|²·1 bounds all terms; each sum of k of them is off by at most k ε.
    Vector size = product(magnitudes(a), product(magnitudes(a), ones(a.columnCount())));
    for (int row = 0; row < a.rowCount(); row++) {
      double tolerance = 4 * 100 * EPSILON * size.get(row);
      assertThat(square.get(row)).as("row %d", row).isCloseTo(twice.get(row), within(tolerance));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lap2D_5pt_n100", "lap3D_7pt_n20", "bcsstk13"})
  void aTriangleTimesItsSolutionIsTheRightHandSide(String name) throws IOException {
    Csr a = read(name);
    int n = a.rowCount();
    for (Triangle triangle : Triangle.values()) {
      Vector b = random(n);
      Vector x = b.copy();
      new TriangularSolver(a, triangle, Diagonal.STORED).solve(x, engine);
      for (int row = 0; row < n; row++) {
        double sum = 0;
        double size = 0;
        for (long e = a.rowStart(row); e < a.rowStart(row + 1); e++) {
          int column = a.column(e);
          if (triangle == Triangle.LOWER ? column <= row : column >= row) {
            double term = a.valueAsDouble(e) * x.get(column);
            sum += term;
            size += Math.abs(term);
          }
        }
        // Rows of at most 100 entries: Higham's k ε |T||x|, and as much for this sum.
        assertThat(sum).as("row %d", row).isCloseTo(b.get(row), within(200 * EPSILON * size));
      }
    }
  }
}
