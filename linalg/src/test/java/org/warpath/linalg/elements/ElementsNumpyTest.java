package org.warpath.linalg.elements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.Npz;

/** Against NumPy: see blas_fixtures.py. */
class ElementsNumpyTest {
  private static final Engine ENGINE = Engine.cpu(2);
  private static Map<String, NpyArray> arrays;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ElementsNumpyTest.class.getResourceAsStream("/elements/elements.npz"))) {
      arrays = Npz.read(in);
    }
  }

  private static Vector vector(String name) {
    return arrays.get(name).asVector();
  }

  // NumPy's functions may be off by 4 units in the last place, Java's by 2.5.
  private static void assertSame(String what, Vector actual) {
    Vector expected = vector(what);
    for (int i = 0; i < expected.length(); i++) {
      double e = expected.get(i);
      double a = actual.get(i);
      if (Double.compare(a, e) != 0 && a != e && !(Math.abs(a - e) <= 7 * Math.ulp(e))) {
        fail("%s of %s: %s, not %s", what, vector("x").get(i), a, e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SIGN", "SIGMOID"})
  void unaryFunctionsAreThoseOfNumpy(UnaryFunction f) {
    Vector x = vector("x");
    Vector result = Vector.zeros(ElementType.FLOAT64, x.length());
    Elementwise.apply(f, x, result, ENGINE);
    assertSame(f.name(), result);
  }

  @ParameterizedTest
  @EnumSource
  void binaryFunctionsAreThoseOfNumpy(BinaryFunction f) {
    Vector x = vector("x");
    Vector result = Vector.zeros(ElementType.FLOAT64, x.length());
    Elementwise.apply(f, x, vector("y"), result, ENGINE);
    assertSame(f.name(), result);
  }

  @Test
  void reductionsAreThoseOfNumpy() {
    Matrix m = arrays.get("m").asMatrix();
    double bound = 17 * 11 * 4 * 0x1p-53;
    for (Reduction reduction : Reduction.values()) {
      assertThat(Reductions.reduce(reduction, m, ENGINE))
          .isCloseTo(vector(reduction + "_all").get(0), within(17 * bound));
      Vector rows = Vector.zeros(ElementType.FLOAT64, 17);
      Reductions.reduceRows(reduction, m, rows, ENGINE);
      assertThat(rows.toArray())
          .containsExactly(vector(reduction + "_rows").toArray(), within(bound));
      Vector columns = Vector.zeros(ElementType.FLOAT64, 11);
      Reductions.reduceColumns(reduction, m, columns, ENGINE);
      assertThat(columns.toArray())
          .containsExactly(vector(reduction + "_columns").toArray(), within(bound));
    }
  }
}
