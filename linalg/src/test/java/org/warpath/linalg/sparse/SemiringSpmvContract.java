package org.warpath.linalg.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.kernels.Engine;

/** What every engine's products must be. */
abstract class SemiringSpmvContract {
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final float NAN = Float.NaN;

  /** Engines that must agree to the last bit; asked for once a test. */
  abstract List<Engine> engines();

  /** A[4×3]: row 0 is 2 · 5, row 1 is empty, row 2 has 3 twice in column 1, row 3 is · −4 0. */
  private static Csr matrix(Arena arena, boolean values) {
    return Csr.of(
        arena,
        3,
        new long[] {0, 2, 2, 4, 6},
        new int[] {0, 2, 1, 1, 1, 2},
        values ? new float[] {2, 5, 3, 3, -4, 0} : null);
  }

  private float[] product(Csr a, Semiring semiring, float... x) {
    float[] y = null;
    for (Engine engine : engines()) {
      float[] other = new float[a.rowCount()];
      Arrays.fill(other, 77);
      SemiringSpmv.multiply(a, x, other, semiring, engine);
      if (y != null) {
        assertThat(other).as("on %s", engine).containsExactly(y);
      }
      y = other;
    }
    return Objects.requireNonNull(y);
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
      Engine engine = engines().getFirst();
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
  void raggedMatricesOfEveryMeanRowLengthHaveTheSumsOfTheirRows() {
    for (int mean = 0; mean <= 100; mean = 2 * mean + 1) {
      int longest = mean == 0 ? 300 : 5000;
      productsAreNear(ragged(400, mean, longest, 9 + mean));
    }
  }

  @Test
  void aRowOfManyTimesTheOthersLengthIsSummed() {
    productsAreNear(ragged(60, 3, 20_000, 4));
    productsAreNear(ragged(1, 0, 8192, 5));
    productsAreNear(ragged(1, 0, 8193, 6));
  }

  /** Rows of about {@code mean} entries; the first of every hundred has {@code longest}. */
  static float[][] ragged(int rows, int mean, int longest, long seed) {
    Random random = new Random(seed);
    float[][] lines = new float[rows][];
    for (int row = 0; row < rows; row++) {
      lines[row] = new float[row % 100 == 0 ? longest : random.nextInt(2 * mean + 1)];
      for (int e = 0; e < lines[row].length; e++) {
        lines[row][e] = random.nextFloat() - .5f;
      }
    }
    return lines;
  }

  /** A matrix with these entries in columns drawn from 500, ascending. */
  static Csr matrix(Arena arena, float[][] lines, long seed) {
    Random random = new Random(seed);
    long[] offsets = new long[lines.length + 1];
    int[][] columns = new int[lines.length][];
    for (int row = 0; row < lines.length; row++) {
      columns[row] = random.ints(lines[row].length, 0, 500).sorted().toArray();
      offsets[row + 1] = offsets[row] + lines[row].length;
    }
    int[] all = Arrays.stream(columns).flatMapToInt(Arrays::stream).toArray();
    float[] values = new float[all.length];
    for (int row = 0; row < lines.length; row++) {
      System.arraycopy(lines[row], 0, values, (int) offsets[row], lines[row].length);
    }
    return Csr.of(arena, 500, offsets, all, values);
  }

  static float[] vector(long seed) {
    Random random = new Random(seed);
    float[] x = new float[500];
    for (int c = 0; c < x.length; c++) {
      x[c] = random.nextFloat() - .5f;
    }
    return x;
  }

  private void productsAreNear(float[][] lines) {
    float[] x = vector(77);
    try (Arena arena = Arena.ofShared()) {
      Csr a = matrix(arena, lines, 12);
      for (Semiring semiring : Semiring.values()) {
        float[] y = product(a, semiring, x);
        for (int row = 0; row < a.rowCount(); row++) {
          double sum = 0;
          double size = 0;
          float each = semiring.zero();
          for (long e = a.rowStart(row); e < a.rowStart(row + 1); e++) {
            double term = (double) a.value(e) * x[a.column(e)];
            sum += term;
            size += Math.abs(term);
            each = semiring.add(each, semiring.multiply(a.value(e), x[a.column(e)]));
          }
          if (semiring == Semiring.PLUS_TIMES) {
            double rounding = Math.ulp((float) sum) + a.rowLength(row) * 0x1p-52 * size;
            assertThat(Math.abs(y[row] - sum)).as("row %d", row).isLessThanOrEqualTo(rounding);
          } else {
            assertThat(y[row]).as("%s, row %d", semiring, row).isEqualTo(each);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void productsAreThoseOfTheDenseDefinition(Semiring semiring) {
    float[] numbers = {0f, -0f, 1f, -1f, .5f, 3f, -7f, 100f, INFINITY, -INFINITY, NAN};
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      float[][] rows = new float[1 + random.nextInt(7)][1 + random.nextInt(6)];
      for (float[] row : rows) {
        for (int c = 0; c < row.length; c++) {
          row[c] = numbers[random.nextInt(numbers.length)];
        }
      }
      denseProduct("seed " + seed, rows, semiring, random.nextBoolean());
    }
  }

  /** Row 0 is the vector, the others are the matrix; entries of 0.5 are absent. */
  private void denseProduct(String sample, float[][] rows, Semiring semiring, boolean pattern) {
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
      if (semiring == Semiring.PLUS_TIMES) {
        for (int r = 0; r < y.length; r++) { // sums of zeros may differ in sign
          y[r] += 0f;
          expected[r] += 0f;
        }
      }
      assertThat(y).as(sample).containsExactly(expected);
    }
  }
}
