package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;

/** Triplets, rows, columns and dense matrices, one from the other. */
class SparseFormatsTest {
  private static final Arena AUTO = Arena.ofAuto();

  private static Coo triplets() {
    return Coo.ofDoubles(
        AUTO,
        3,
        4,
        new int[] {2, 0, 2, 0, 2},
        new int[] {3, 1, 0, 1, 3},
        new double[] {1, 2, 3, 4, -1});
  }

  @Test
  void offsetsOfMoreEntriesThanMemoryHasBytesAreRefused() {
    MemorySegment offsets = AUTO.allocateFrom(JAVA_LONG, 0, 1L << 62);
    MemorySegment none = AUTO.allocate(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Csr(1, 1, offsets, none, none, ElementType.FLOAT64))
        .withMessage("columnIndices must have 4611686018427387904 × 4 bytes, had 0");
  }

  @Test
  void tripletsBecomeRowsInOrder() {
    Csr kept = triplets().toCsr(Duplicates.KEEP, AUTO, 2);
    assertThat(kept.rowOffsets().toArray(JAVA_LONG)).containsExactly(0, 2, 2, 5);
    assertThat(kept.columnIndices().toArray(JAVA_INT)).containsExactly(1, 1, 0, 3, 3);
    assertThat(kept.values().toArray(JAVA_DOUBLE)).containsExactly(2, 4, 3, 1, -1);
  }

  @Test
  void duplicatesAreSummedAndWhatCancelsStays() {
    Csr summed = triplets().toCsr(Duplicates.SUM, AUTO, 2);
    assertThat(summed.rowOffsets().toArray(JAVA_LONG)).containsExactly(0, 1, 1, 3);
    assertThat(summed.columnIndices().toArray(JAVA_INT)).containsExactly(1, 0, 3);
    assertThat(summed.values().toArray(JAVA_DOUBLE)).containsExactly(6, 3, 0);
    Csr nonZero = CsrEntries.dropZeros(summed, AUTO, 2);
    assertThat(nonZero.columnIndices().toArray(JAVA_INT)).containsExactly(1, 0);
    assertThat(nonZero.rowOffsets().toArray(JAVA_LONG)).containsExactly(0, 1, 1, 2);
  }

  @Test
  void columnsAreTheRowsOfTheTranspose() {
    Csc columns = triplets().toCsc(Duplicates.KEEP, AUTO, 2);
    assertThat(columns.shape()).isEqualTo("3×4");
    assertThat(columns.columnOffsets().toArray(JAVA_LONG)).containsExactly(0, 1, 3, 3, 5);
    assertThat(columns.rowIndices().toArray(JAVA_INT)).containsExactly(2, 0, 0, 2, 2);
    assertThat(columns.values().toArray(JAVA_DOUBLE)).containsExactly(3, 2, 4, 1, -1);
    assertThat(columns.row(columns.columnStart(3))).isEqualTo(2);
  }

  @Test
  void columnsOfATransposeShareItsMemory() {
    Csr rows = triplets().toCsr(Duplicates.KEEP, AUTO, 1);
    Csc transpose = new Csc(rows);
    assertThat(transpose.shape()).isEqualTo("4×3");
    assertThat(transpose.rowIndices()).isSameAs(rows.columnIndices());
    assertThat(transpose.values()).isSameAs(rows.values());
  }

  @Property(edgeCases = EdgeCasesMode.NONE, tries = 100)
  void everyFormatHoldsTheSameMatrix(
      @ForAll @IntRange(min = 1, max = 60) int rows,
      @ForAll @IntRange(min = 1, max = 60) int columns,
      @ForAll @IntRange(max = 300) int entries,
      @ForAll ElementType type,
      @ForAll @IntRange(min = 1, max = 3) int threads,
      @ForAll long seed) {
    if (type.isHalf()) {
      return;
    }
    Csr matrix = Entries.random(type, rows, columns, entries, seed);
    double[][] expected = Entries.dense(matrix);
    CsrEntries.requireValid(matrix);
    assertThat(matrix.entryCount()).isEqualTo(entries);

    Coo coo = Coo.of(matrix, AUTO, threads);
    Csr again = coo.toCsr(Duplicates.KEEP, AUTO, threads);
    assertThat(again.columnIndices().mismatch(matrix.columnIndices())).isEqualTo(-1);
    assertThat(again.values().mismatch(matrix.values())).isEqualTo(-1);
    Csr fromColumns = Csc.of(matrix, AUTO, threads).toCsr(AUTO, threads);
    assertThat(fromColumns.values().mismatch(matrix.values())).isEqualTo(-1);
    assertThat(fromColumns.rowOffsets().mismatch(matrix.rowOffsets())).isEqualTo(-1);

    Csr summed = CsrEntries.sumDuplicates(matrix, AUTO, threads);
    CsrEntries.requireValid(summed);
    assertThat(CsrEntries.hasDuplicates(summed)).isFalse();
    assertThat(Entries.dense(summed)).isDeepEqualTo(expected);
    Matrix dense = CsrDense.toMatrix(matrix, AUTO, threads);
    assertThat(dense.toArray()).isDeepEqualTo(expected);
    Csr fromDense = CsrDense.of(dense, AUTO, threads);
    Csr nonZero = CsrEntries.dropZeros(summed, AUTO, threads);
    assertThat(fromDense.columnIndices().mismatch(nonZero.columnIndices())).isEqualTo(-1);
    assertThat(fromDense.values().mismatch(nonZero.values())).isEqualTo(-1);
    assertThat(fromDense.rowOffsets().mismatch(nonZero.rowOffsets())).isEqualTo(-1);
  }

  @Test
  void aViewsTransposeIsReadThroughItsStrides() {
    Matrix matrix = Matrix.of(new double[] {0, 1, 2}, new double[] {3, 0, 4});
    Csr part = CsrDense.of(matrix.transposed().block(1, 3, 0, 2), AUTO, 1);
    assertThat(Entries.dense(part)).isDeepEqualTo(new double[][] {{1, 0}, {2, 4}});
  }

  @Test
  void withoutRowsOrColumnsThereIsNothing() {
    for (int[] shape : new int[][] {{0, 0}, {0, 3}, {3, 0}}) {
      Coo none = CooBuilder.of(ElementType.FLOAT32, shape[0], shape[1]).build();
      Csr csr = none.toCsr(Duplicates.SUM, AUTO, 2);
      assertThat(csr.rowCount()).isEqualTo(shape[0]);
      assertThat(csr.columnCount()).isEqualTo(shape[1]);
      assertThat(csr.entryCount()).isZero();
      assertThat(none.toCsc(Duplicates.KEEP, AUTO, 2).columnCount()).isEqualTo(shape[1]);
      Matrix dense = CsrDense.toMatrix(csr, AUTO, 2);
      assertThat(dense.shape()).isEqualTo(shape[0] + "×" + shape[1]);
      assertThat(CsrDense.of(dense, AUTO, 2).shape()).isEqualTo(csr.shape());
    }
  }

  @Test
  void aMatrixWithoutValuesGetsThemWhenOnesAddUp() {
    Coo coo = CooBuilder.pattern(ElementType.FLOAT64, 2, 2).add(1, 0, 1).add(0, 1, 1).build();
    assertThat(coo.toCsr(Duplicates.SUM, AUTO, 1).hasValues()).isFalse();
    Coo twice = CooBuilder.pattern(ElementType.FLOAT64, 2, 2).add(1, 0, 1).add(1, 0, 1).build();
    Csr summed = twice.toCsr(Duplicates.SUM, AUTO, 1);
    assertThat(summed.values().toArray(JAVA_DOUBLE)).containsExactly(2);
    assertThat(twice.toCsr(Duplicates.KEEP, AUTO, 1).hasValues()).isFalse();
  }

  @Test
  void aBuilderGrowsAndWhatItBuiltStays() {
    CooBuilder builder = CooBuilder.of(ElementType.FLOAT32, 5000, 1);
    for (int i = 0; i < 2500; i++) {
      builder.add(i, 0, i);
    }
    Coo half = builder.build();
    for (int i = 2500; i < 5000; i++) {
      builder.add(i, 0, i);
    }
    assertThat(half.entryCount()).isEqualTo(2500);
    Csr all = builder.build().toCsr(Duplicates.KEEP, AUTO, 1);
    for (int i = 0; i < 5000; i++) {
      assertThat(all.value(i)).isEqualTo(i);
    }
  }

  @Test
  void unsortedRowsAreRefusedAndSorted() {
    Csr unsorted =
        Csr.ofDoubles(
            AUTO, 3, new long[] {0, 1, 4}, new int[] {2, 1, 0, 1}, new double[] {1, 2, 3, 4});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsrEntries.requireValid(unsorted))
        .withMessage("row 1: column 0 comes after column 1");
    Csr sorted = CsrEntries.sorted(unsorted, AUTO, 2);
    CsrEntries.requireValid(sorted);
    assertThat(sorted.columnIndices().toArray(JAVA_INT)).containsExactly(2, 0, 1, 1);
    assertThat(sorted.values().toArray(JAVA_DOUBLE)).containsExactly(1, 3, 2, 4);
  }

  @Test
  void offsetsAndColumnsOutsideAreNamed() {
    Csr back = Csr.of(AUTO, 3, new long[] {0, 2, 1}, new int[] {0}, null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsrEntries.requireValid(back))
        .withMessage("row 0: its entries end at 2, and begin at 0 of 1");
    Csr outside = Csr.of(AUTO, 3, new long[] {0, 1}, new int[] {3}, null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsrEntries.requireValid(outside))
        .withMessage("row 0: column 3 lies outside of a 1×3 matrix");
    Coo coo = Coo.ofDoubles(AUTO, 2, 2, new int[] {0, 2}, new int[] {1, 0}, new double[2]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> coo.toCsr(Duplicates.KEEP, AUTO, 1))
        .withMessage("entry 1 lies at (2, 0), outside of a 2×2 matrix");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CooBuilder.of(ElementType.FLOAT64, 2, 2).add(0, -1, 1))
        .withMessage("(0, -1) lies outside of a 2×2 matrix");
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"FLOAT16", "BFLOAT16"})
  void valuesOf16BitsAreRefused(ElementType type) {
    assertThatIllegalArgumentException().isThrownBy(() -> CooBuilder.of(type, 1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsrDense.of(Matrix.zeros(type, 1, 1), AUTO, 1))
        .withMessage("values must be float32 or float64, not " + type);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Coo(1, 1, MemorySegment.NULL, MemorySegment.NULL, MemorySegment.NULL, type));
  }
}
