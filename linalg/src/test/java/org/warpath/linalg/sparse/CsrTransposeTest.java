package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsrTransposeTest {

  private record Entry(int row, int column, float value) {}

  /** A matrix with values 0, 1, 2 … by entry, so that none is mistaken for another. */
  private static Csr random(Arena arena, int rows, int columns, int entries, long seed) {
    Random random = new Random(seed);
    long[] offsets = new long[rows + 1];
    for (int e = 0; e < entries; e++) {
      // Squared: rows and columns of very different lengths.
      offsets[1 + (int) (Math.pow(random.nextDouble(), 2) * rows)]++;
    }
    Arrays.parallelPrefix(offsets, Long::sum);
    int[] columnIndices = new int[entries];
    float[] values = new float[entries];
    for (int row = 0; row < rows; row++) {
      for (int e = (int) offsets[row]; e < offsets[row + 1]; e++) {
        columnIndices[e] = (int) (Math.pow(random.nextDouble(), 2) * columns);
        values[e] = e;
      }
      Arrays.sort(columnIndices, (int) offsets[row], (int) offsets[row + 1]);
    }
    return Csr.of(arena, columns, offsets, columnIndices, values);
  }

  private static List<Entry> entries(Csr matrix) {
    List<Entry> entries = new ArrayList<>();
    for (int row = 0; row < matrix.rowCount(); row++) {
      for (long e = matrix.rowStart(row); e < matrix.rowStart(row + 1); e++) {
        entries.add(new Entry(row, matrix.column(e), matrix.value(e)));
      }
    }
    return entries;
  }

  /** A stable sort, the other way round. */
  private static List<Entry> transposed(List<Entry> entries) {
    return entries.stream()
        .map(e -> new Entry(/* row= */ e.column(), /* column= */ e.row(), e.value()))
        .sorted(Comparator.comparingInt(Entry::row).thenComparingInt(Entry::column))
        .toList();
  }

  private static void assertTransposed(Csr transpose, Csr matrix) {
    assertThat(transpose.rowCount()).isEqualTo(matrix.columnCount());
    assertThat(transpose.columnCount()).isEqualTo(matrix.rowCount());
    assertThat(entries(transpose)).isEqualTo(transposed(entries(matrix)));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void rowsBecomeColumnsAndParallelEntriesKeepTheirOrder(
      @ForAll @IntRange(min = 1, max = 3000) int rows,
      @ForAll @IntRange(min = 1, max = 3000) int columns,
      @ForAll @IntRange(max = 2000) int entries,
      @ForAll @IntRange(min = 1, max = 3) int threads,
      @ForAll long seed) {
    try (Arena arena = Arena.ofShared()) {
      Csr matrix = random(arena, rows, columns, entries, seed);
      assertTransposed(CsrTranspose.transpose(matrix, arena, threads), matrix);
      Csr pattern = matrix.withoutValues();
      Csr transpose = CsrTranspose.transpose(pattern, arena, threads);
      assertThat(transpose.hasValues()).isFalse();
      assertTransposed(transpose, pattern);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aMatrixOfManyPartsGoesThereAndBack(int threads) {
    try (Arena arena = Arena.ofShared()) {
      Csr matrix = random(arena, 50_000, 70_000, 600_000, 1);
      Csr transpose = CsrTranspose.transpose(matrix, arena, threads);
      assertTransposed(transpose, matrix);
      Csr back = CsrTranspose.transpose(transpose, arena, threads);
      assertThat(back.rowOffsets().mismatch(matrix.rowOffsets())).isEqualTo(-1);
      assertThat(back.columnIndices().mismatch(matrix.columnIndices())).isEqualTo(-1);
      assertThat(back.values().mismatch(matrix.values())).isEqualTo(-1);
    }
  }

  @Test
  void withoutRowsOrColumnsThereIsNothing() {
    try (Arena arena = Arena.ofShared()) {
      Csr flat = Csr.of(arena, 3, new long[] {0}, new int[0], null);
      Csr tall = CsrTranspose.transpose(flat, arena, 2);
      assertThat(tall.rowOffsets().toArray(JAVA_LONG)).containsExactly(0, 0, 0, 0);
      assertThat(CsrTranspose.transpose(tall, arena, 2).rowOffsets().toArray(JAVA_LONG))
          .containsExactly(0);
    }
  }

  @Test
  void aMatrixSpelledOut() {
    try (Arena arena = Arena.ofShared()) {
      // 0: (1, 5) (2, 6) (2, 7); 1: nothing; 2: (0, 8) (2, 9)
      Csr matrix =
          Csr.of(
              arena,
              3,
              new long[] {0, 3, 3, 5},
              new int[] {1, 2, 2, 0, 2},
              new float[] {5, 6, 7, 8, 9});
      Csr transpose = CsrTranspose.transpose(matrix, arena, 2);
      assertThat(transpose.rowOffsets().toArray(JAVA_LONG)).containsExactly(0, 1, 2, 5);
      assertThat(transpose.columnIndices().toArray(JAVA_INT)).containsExactly(2, 0, 0, 0, 2);
      assertThat(transpose.values().toArray(JAVA_FLOAT)).containsExactly(8, 5, 6, 7, 9);
    }
  }
}
