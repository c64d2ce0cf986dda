package org.warpath.linalg.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;

class SemiringSpmvTest {
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final float NAN = Float.NaN;

  /** A[4×3]: row 0 is 2 · 5, row 1 is empty, row 2 has 3 twice in column 1, row 3 is · −4 0. */
  private static Csr matrix(Arena arena, boolean values) {
    return Csr.of(
        arena,
        3,
        new long[] {0, 2, 2, 4, 6},
        new int[] {0, 2, 1, 1, 1, 2},
        values ? new float[] {2, 5, 3, 3, -4, 0} : null);
  }

  private static float[] product(Csr a, Semiring semiring, float... x) {
    float[] y = new float[a.rowCount()];
    for (int threads = 1; threads <= 3; threads++) {
      float[] other = new float[a.rowCount()];
      Arrays.fill(other, 77);
      SemiringSpmv.multiply(a, x, other, semiring, Engine.cpu(threads));
      if (threads > 1) {
        assertThat(other).containsExactly(y);
      }
      y = other;
    }
    return y;
  }

  @Test
  void eachSemiringHasItsProduct() {
    try (Arena arena = Arena.ofShared()) {
      Csr a = matrix(arena, true);
      assertThat(product(a, Semiring.PLUS_TIMES, 1, 10, 100)).containsExactly(502, 0, 60, -40);
      assertThat(product(a, Semiring.MIN_PLUS, 1, 10, 100)).containsExactly(3, INFINITY, 13, 6);
      assertThat(product(a, Semiring.MAX_MIN, 1, 10, 100)).containsExactly(5, -INFINITY, 3, 0);
      assertThat(product(a, Semiring.OR_AND, 0, 1, 7)).containsExactly(1, 0, 1, 1);
      assertThat(product(a, Semiring.OR_AND, 0, 0, 7)).containsExactly(1, 0, 0, 0);
      assertThat(product(a, Semiring.OR_AND, -0f, 0, -0f)).containsExactly(0, 0, 0, 0);
    }
  }

  @Test
  void entriesOfAPatternCountAsOne() {
    try (Arena arena = Arena.ofShared()) {
      Csr a = matrix(arena, false);
      assertThat(product(a, Semiring.PLUS_TIMES, 1, 10, 100)).containsExactly(101, 0, 20, 110);
      assertThat(product(a, Semiring.MIN_PLUS, 1, 10, 100)).containsExactly(2, INFINITY, 11, 11);
      assertThat(product(a, Semiring.MAX_MIN, .5f, 10, -1)).containsExactly(.5f, -INFINITY, 1, 1);
      assertThat(product(a, Semiring.OR_AND, 0, 1, 0)).containsExactly(0, 0, 1, 1);
    }
  }

  @Test
  void nanAndInfinitiesFollowTheDocumentation() {
    try (Arena arena = Arena.ofShared()) {
      Csr a = matrix(arena, true);
      assertThat(product(a, Semiring.PLUS_TIMES, NAN, 1, INFINITY)).containsExactly(NAN, 0, 6, NAN);
      assertThat(product(a, Semiring.MIN_PLUS, NAN, -INFINITY, 1))
          .containsExactly(NAN, INFINITY, -INFINITY, -INFINITY);
      assertThat(product(a, Semiring.MAX_MIN, NAN, 1, INFINITY))
          .containsExactly(NAN, -INFINITY, 1, 0);
      assertThat(product(a, Semiring.OR_AND, NAN, 0, 0)).containsExactly(1, 0, 0, 0);
      Csr infinite = Csr.of(arena, 1, new long[] {0, 1}, new int[] {0}, new float[] {INFINITY});
      assertThat(product(infinite, Semiring.MIN_PLUS, -INFINITY)).containsExactly(NAN);
      assertThat(product(infinite, Semiring.PLUS_TIMES, 0)).containsExactly(NAN);
    }
  }

  @Test
  void sumsAreFormedInDouble() {
    try (Arena arena = Arena.ofShared()) {
      float[] values = {1e30f, 1, 1, -1e30f};
      Csr a = Csr.of(arena, 4, new long[] {0, 3}, new int[] {0, 1, 2}, new float[] {1, 1, 1});
      float tiny = 0x1p-24f; // 1 + tiny is 1 in float32, 1 + 2 · tiny is not
      assertThat(product(a, Semiring.PLUS_TIMES, 1, tiny, tiny, 0)).containsExactly(1 + 2 * tiny);
      Csr big = Csr.of(arena, 4, new long[] {0, 2}, new int[] {0, 3}, new float[] {1e30f, 1e30f});
      assertThat(product(big, Semiring.PLUS_TIMES, values)).containsExactly(0);
    }
  }

  @Test
  void emptyMatricesHaveEmptyOrZeroProducts() {
    try (Arena arena = Arena.ofShared()) {
      Csr none = Csr.of(arena, 0, new long[] {0}, new int[] {}, null);
      Csr rows = Csr.of(arena, 0, new long[] {0, 0, 0}, new int[] {}, null);
      for (Semiring semiring : Semiring.values()) {
        assertThat(product(none, semiring)).isEmpty();
        assertThat(product(rows, semiring)).containsExactly(semiring.zero(), semiring.zero());
      }
    }
  }

  @Test
  void wrongShapesAreRefused() {
    try (Arena arena = Arena.ofShared()) {
      Csr a = matrix(arena, true);
      Csr square = Csr.of(arena, 2, new long[] {0, 1, 2}, new int[] {0, 1}, null);
      Engine engine = Engine.cpu(1);
      assertThatThrownBy(
              () -> SemiringSpmv.multiply(a, new float[4], new float[4], Semiring.OR_AND, engine))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("x must have length 3 for a 4×3 matrix, had 4");
      assertThatThrownBy(
              () -> SemiringSpmv.multiply(a, new float[3], new float[3], Semiring.OR_AND, engine))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("y must have length 4 for a 4×3 matrix, had 3");
      float[] same = new float[2];
      assertThatThrownBy(() -> SemiringSpmv.multiply(square, same, same, Semiring.MIN_PLUS, engine))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("y must not be x");
    }
  }

  @Test
  void largeRaggedMatricesHaveTheSameBitsOnEveryThreadCount() {
    Random random = new Random(9);
    int rows = 2000;
    long[] offsets = new long[rows + 1];
    for (int row = 0; row < rows; row++) {
      offsets[row + 1] = offsets[row] + (row % 100 == 0 ? 5000 : random.nextInt(8));
    }
    int entries = (int) offsets[rows];
    int[] columns = random.ints(entries, 0, 500).toArray();
    float[] values = new float[entries];
    for (int e = 0; e < entries; e++) {
      values[e] = random.nextFloat() - .5f;
    }
    float[] x = new float[500];
    for (int c = 0; c < x.length; c++) {
      x[c] = random.nextFloat() - .5f;
    }
    try (Arena arena = Arena.ofShared()) {
      Csr a = Csr.of(arena, 500, offsets, columns, values);
      for (Semiring semiring : Semiring.values()) {
        float[] y = product(a, semiring, x);
        double[] sums = new double[rows];
        for (int row = 0; row < rows; row++) {
          double sum = 0;
          for (int e = (int) offsets[row]; e < offsets[row + 1]; e++) {
            sum += (double) values[e] * x[columns[e]];
          }
          sums[row] = sum;
        }
        if (semiring == Semiring.PLUS_TIMES) {
          for (int row = 0; row < rows; row++) {
            assertThat(Math.abs(y[row] - sums[row])).isLessThan(1e-6 + 1e-7 * Math.abs(sums[row]));
          }
        }
      }
    }
  }

  @Provide
  Arbitrary<float[][]> dense() {
    Arbitrary<Float> numbers =
        Arbitraries.of(0f, -0f, 1f, -1f, .5f, 3f, -7f, 100f, INFINITY, -INFINITY, NAN);
    return Arbitraries.integers()
        .between(1, 6)
        .flatMap(columns -> {
          Arbitrary<float[]> row = numbers.array(float[].class).ofSize(columns);
          return row.array(float[][].class).ofMinSize(1).ofMaxSize(7);
        });
  }

  /** Row 0 is the vector, the others are the matrix; entries of 0.5 are absent. */
  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void productsAreThoseOfTheDenseDefinition(
      @ForAll("dense") float[][] rows, @ForAll Semiring semiring, @ForAll boolean pattern) {
    int columnCount = rows[0].length;
    float[] expected = new float[rows.length - 1];
    long[] offsets = new long[rows.length];
    int[] columns = new int[rows.length * columnCount];
    float[] values = new float[rows.length * columnCount];
    int entries = 0;
    for (int r = 1; r < rows.length; r++) {
      float sum = semiring.zero();
      for (int c = 0; c < columnCount; c++) {
        if (rows[r][c] != .5f) {
          columns[entries] = c;
          values[entries++] = rows[r][c];
          float value = pattern ? 1f : rows[r][c];
          sum = semiring.add(sum, semiring.multiply(value, rows[0][c]));
        }
      }
      expected[r - 1] = sum;
      offsets[r] = entries;
    }
    try (Arena arena = Arena.ofShared()) {
      Csr a =
          Csr.of(
              arena,
              columnCount,
              offsets,
              Arrays.copyOf(columns, entries),
              pattern ? null : Arrays.copyOf(values, entries));
      float[] y = product(a, semiring, rows[0]);
      for (int r = 0; r < y.length; r++) { // sums of zeros may differ in sign
        y[r] += 0f;
        expected[r] += 0f;
      }
      assertThat(y).containsExactly(expected);
    }
  }
}
