package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.warpath.linalg.ElementType;

class CsrArithmeticTest {
  private static final Arena AUTO = Arena.ofAuto();

  @Property(edgeCases = EdgeCasesMode.NONE, tries = 100)
  void sumsAreThoseOfTheElements(
      @ForAll @IntRange(min = 1, max = 30) int rows,
      @ForAll @IntRange(min = 1, max = 30) int columns,
      @ForAll @IntRange(max = 200) int entries,
      @ForAll @IntRange(min = 1, max = 3) int threads,
      @ForAll long seed) {
    Csr a = Entries.random(ElementType.FLOAT32, rows, columns, entries, seed);
    Csr b = Entries.random(ElementType.FLOAT32, rows, columns, 2 * entries, seed + 1);
    Csr sum = CsrArithmetic.add(2, a, -0.5, b, AUTO, threads);
    CsrEntries.requireValid(sum);
    assertThat(CsrEntries.hasDuplicates(sum)).isFalse();
    double[][] left = Entries.dense(a);
    double[][] right = Entries.dense(b);
    double[][] expected = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        expected[i][j] = 2 * left[i][j] - 0.5 * right[i][j];
      }
    }
    // Numbers of a few bits: sums are exact.
    assertThat(Entries.dense(sum)).isDeepEqualTo(expected);
    Csr none = CsrArithmetic.add(1, a, -1, a, AUTO, threads);
    assertThat(CsrEntries.dropZeros(none, AUTO, threads).entryCount()).isZero();
  }

  @Test
  void onesOfMatricesWithoutValuesAddUp() {
    Csr a = Csr.of(AUTO, 2, new long[] {0, 1, 2}, new int[] {0, 1}, null);
    Csr b = Csr.of(AUTO, 2, new long[] {0, 2, 2}, new int[] {0, 1}, null);
    Csr sum = CsrArithmetic.add(1, a, 1, b, AUTO, 1);
    assertThat(Entries.dense(sum)).isDeepEqualTo(new double[][] {{2, 1}, {0, 1}});
  }

  @Test
  void multiplesShareThePattern() {
    Csr a = Entries.random(ElementType.FLOAT64, 5, 6, 12, 1);
    Csr scaled = CsrArithmetic.scale(-2, a, AUTO, 2);
    assertThat(scaled.columnIndices()).isSameAs(a.columnIndices());
    for (long e = 0; e < 12; e++) {
      assertThat(scaled.valueAsDouble(e)).isEqualTo(-2 * a.valueAsDouble(e));
    }
    Csr pattern = a.withoutValues();
    assertThat(CsrArithmetic.scale(3, pattern, AUTO, 2).values().toArray(JAVA_DOUBLE))
        .containsOnly(3);
  }

  @Test
  void typesAreConvertedAndRounded() {
    Csr third = Csr.ofDoubles(AUTO, 1, new long[] {0, 1}, new int[] {0}, new double[] {1 / 3.0});
    Csr narrow = CsrArithmetic.as(ElementType.FLOAT32, third, AUTO, 1);
    assertThat(narrow.type()).isEqualTo(ElementType.FLOAT32);
    assertThat(narrow.value(0)).isEqualTo(1 / 3f);
    assertThat(narrow.columnIndices().toArray(JAVA_INT)).containsExactly(0);
    Csr wide = CsrArithmetic.as(ElementType.FLOAT64, narrow, AUTO, 1);
    assertThat(wide.valueAsDouble(0)).isEqualTo(1 / 3f);
    assertThat(CsrArithmetic.as(ElementType.FLOAT64, wide, AUTO, 1)).isSameAs(wide);
    Csr pattern = narrow.withoutValues();
    Csr other = CsrArithmetic.as(ElementType.FLOAT64, pattern, AUTO, 1);
    assertThat(other.type()).isEqualTo(ElementType.FLOAT64);
    assertThat(other.hasValues()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsrArithmetic.as(ElementType.FLOAT16, third, AUTO, 1));
  }

  @Test
  void theDiagonalHasZerosWhereNothingIsStored() {
    Csr a =
        Csr.ofDoubles(
            AUTO,
            4,
            new long[] {0, 3, 4, 6},
            new int[] {0, 0, 1, 2, 2, 3},
            new double[] {1, 2, 9, 8, 5, 7});
    assertThat(CsrArithmetic.diagonal(a, AUTO).toArray()).containsExactly(3, 0, 5);
    Csr tall = CsrTranspose.transpose(a, AUTO, 1);
    assertThat(CsrArithmetic.diagonal(tall, AUTO).toArray()).containsExactly(3, 0, 5);
  }

  @Test
  void shapesAndTypesMustFit() {
    Csr a = Entries.random(ElementType.FLOAT64, 3, 4, 2, 1);
    Csr b = Entries.random(ElementType.FLOAT64, 4, 3, 2, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsrArithmetic.add(1, a, 1, b, AUTO, 1))
        .withMessage("add: A is 3×4, B is 4×3: shapes differ");
    Csr narrow = Entries.random(ElementType.FLOAT32, 3, 4, 2, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsrArithmetic.add(1, a, 1, narrow, AUTO, 1))
        .withMessage("add: operands must have one type, had FLOAT64 and FLOAT32");
  }
}
