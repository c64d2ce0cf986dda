package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A matrix whose last rows begin beyond entry 2³¹, in files of 8 GB that take no room. */
class CsrLongOffsetsTest {
  /** The first row is empty space; the other two are written. */
  private static final long[] OFFSETS = {0, (1L << 31) + 5, (1L << 31) + 8, (1L << 31) + 10};

  @TempDir Path folder;

  private MemorySegment sparse(String name, Arena arena) throws IOException {
    long byteSize = OFFSETS[3] * Integer.BYTES;
    try (FileChannel file =
        FileChannel.open(
            folder.resolve(name),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      return file.map(MapMode.READ_WRITE, 0, byteSize, arena);
    }
  }

  @Test
  void entriesBeyondAnIntAreFound() throws IOException {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment columns = sparse("columns", arena);
      MemorySegment values = sparse("values", arena);
      for (int i = 0; i < 5; i++) {
        columns.setAtIndex(JAVA_INT, OFFSETS[1] + i, i);
        values.setAtIndex(JAVA_FLOAT, OFFSETS[1] + i, 10f + i);
      }
      MemorySegment rowOffsets =
          arena.allocate(4 * Long.BYTES, Csr.ALIGNMENT).copyFrom(MemorySegment.ofArray(OFFSETS));
      Csr matrix = new Csr(3, 5, rowOffsets, columns, values);

      assertThat(matrix.entryCount()).isEqualTo(2_147_483_658L);
      assertThat(matrix.rowLength(0)).isEqualTo(2_147_483_653L);
      assertThat(matrix.rowStart(2)).isEqualTo(2_147_483_656L);
      assertThat(matrix.rowLength(2)).isEqualTo(2);
      int column = 0;
      for (long e = matrix.rowStart(1); e < matrix.rowStart(3); e++) {
        assertThat(matrix.column(e)).isEqualTo(column);
        assertThat(matrix.value(e)).isEqualTo(10f + column);
        column++;
      }
      assertThat(column).isEqualTo(5);
      assertThat(matrix.balancedRows(2)).containsExactly(0, 1, 3);
    }
  }
}
