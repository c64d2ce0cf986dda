package org.warpath.linalg.sparse.blas;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.Npz;
import org.warpath.linalg.sparse.Coo;
import org.warpath.linalg.sparse.Csc;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrArithmetic;
import org.warpath.linalg.sparse.CsrTranspose;
import org.warpath.linalg.sparse.Duplicates;

/** Against SciPy's results, made by src/test/python/sparse_fixtures.py. */
class SparseScipyTest {
  private static final Arena AUTO = Arena.ofAuto();
  private static final Map<String, NpyArray> ARRAYS = read();
  private final Engine engine = Engine.cpu(2);

  private static Map<String, NpyArray> read() {
    try (InputStream in = SparseScipyTest.class.getResourceAsStream("/sparse/scipy.npz")) {
      return Npz.read(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static NpyArray array(String name) {
    return Objects.requireNonNull(ARRAYS.get(name), name);
  }

  private static Csr csr(String name) {
    MemorySegment shape = array(name + "_shape").data();
    return new Csr(
        (int) shape.getAtIndex(JAVA_LONG, 0),
        (int) shape.getAtIndex(JAVA_LONG, 1),
        array(name + "_offsets").data(),
        array(name + "_columns").data(),
        array(name + "_values").data(),
        ElementType.FLOAT64);
  }

  private static void assertClose(Matrix actual, Matrix expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    for (int i = 0; i < actual.rows(); i++) {
      for (int j = 0; j < actual.columns(); j++) {
        // Sums of at most 67 products of numbers below 10^4, most of them near 1.
        double tolerance = 67 * 0x1p-52 * Math.max(1, Math.abs(expected.get(i, j))) * 16;
        assertThat(actual.get(i, j))
            .as("(%d, %d)", i, j)
            .isCloseTo(expected.get(i, j), within(tolerance));
      }
    }
  }

  private static void assertSame(Csr actual, Csr expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.rowOffsets().mismatch(expected.rowOffsets())).isEqualTo(-1);
    assertThat(actual.columnIndices().mismatch(expected.columnIndices())).isEqualTo(-1);
    int entries = (int) actual.entryCount();
    assertClose(
        new Vector(ElementType.FLOAT64, actual.values(), entries, 1).asColumn(),
        new Vector(ElementType.FLOAT64, expected.values(), entries, 1).asColumn());
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "west0067", "lp_afiro"})
  void productsAreScipys(String name) {
    Csr a = csr(name);
    Vector y = array(name + "_y").asVector().copy();
    SparseBlas.spmv(2.5, a, array(name + "_x").asVector(), -0.5, y, engine);
    assertClose(y.asColumn(), array(name + "_spmv").asVector().asColumn());
    Vector x = Vector.zeros(ElementType.FLOAT64, a.columnCount());
    SparseBlas.spmv(1, new Csc(a), array(name + "_y").asVector(), 0, x, engine);
    assertClose(x.asColumn(), array(name + "_spmv_transposed").asVector().asColumn());
    Matrix c = Matrix.zeros(ElementType.FLOAT64, a.rowCount(), 5);
    SparseBlas.spmm(1, a, array(name + "_b").asMatrix(), 0, c, engine);
    assertClose(c, array(name + "_spmm").asMatrix());

    Csr transpose = CsrTranspose.transpose(a, AUTO, 2);
    assertSame(transpose, csr(name + "_transpose"));
    assertSame(SparseBlas.spgemm(transpose, a, engine), csr(name + "_gram"));
    Matrix left = array(name + "_left").asMatrix();
    Matrix right = array(name + "_right").asMatrix();
    assertSame(SparseBlas.sddmm(1, left, right, 0.25, a, engine), csr(name + "_sddmm"));
    assertThat(CsrArithmetic.diagonal(a, AUTO).toArray())
        .containsExactly(array(name + "_diagonal").asVector().toArray());
  }

  @Test
  void summedTripletsAreScipys() {
    Coo coo =
        new Coo(
            9,
            7,
            array("triplets_rows").data(),
            array("triplets_columns").data(),
            array("triplets_values").data(),
            ElementType.FLOAT64);
    assertSame(coo.toCsr(Duplicates.SUM, AUTO, 2), csr("summed"));
  }

  @Test
  void solutionsAreScipys() {
    Csr square = csr("square");
    for (Triangle triangle : Triangle.values()) {
      String name = triangle == Triangle.LOWER ? "lower" : "upper";
      TriangularSolver solver = new TriangularSolver(square, triangle, Diagonal.STORED);
      Matrix x = array("rhs").asMatrix().copy();
      solver.solve(x, engine);
      assertClose(x, array(name).asMatrix());
      Matrix transposed = array("rhs").asMatrix().copy();
      solver.solveTransposed(transposed, engine);
      assertClose(transposed, array(name + "_transposed").asMatrix());
      Matrix unit = array("rhs").asMatrix().copy();
      new TriangularSolver(square, triangle, Diagonal.UNIT).solve(unit, engine);
      assertClose(unit, array(name + "_unit").asMatrix());
    }
  }
}
