package org.warpath.graph.build;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.warpath.linalg.sparse.Csr;

/**
 * Merges sorted runs into rows that lie in scratch files, mapped: memory holds the row offsets and
 * a buffer a run. Parallel arcs come out in the order of the runs, which is input order.
 */
final class RunMerge {
  private final List<RunFile> runs;
  private final int rowCount;
  private final boolean weighted;
  private final ArcPolicy policy;
  private final Path directory;
  private long arcsRead;
  private long arcsKept;
  private int[] columns = new int[64];
  private float[] weights = new float[64];
  private int length;

  RunMerge(List<RunFile> runs, int rowCount, boolean weighted, ArcPolicy policy, Path directory) {
    this.runs = runs;
    this.rowCount = rowCount;
    this.weighted = weighted;
    this.policy = policy;
    this.directory = directory;
  }

  /** Parallel arcs that the policy merged away. */
  long droppedDuplicates() {
    return arcsRead - arcsKept;
  }

  private record Source(RunFile.Cursor cursor, int run) {}

  /** The rows; their files live as long as {@code result}. */
  Csr merge(Arena result) throws IOException {
    MemorySegment rowOffsets = result.allocate((rowCount + 1L) * Long.BYTES, Csr.ALIGNMENT);
    List<RunFile.Cursor> cursors = new ArrayList<>();
    try (ScratchSegment columnFile = new ScratchSegment(directory);
        ScratchSegment weightFile = weighted ? new ScratchSegment(directory) : null) {
      PriorityQueue<Source> queue =
          new PriorityQueue<>(
              Comparator.<Source>comparingLong(s -> s.cursor().key())
                  .thenComparingInt(Source::run));
      for (RunFile run : runs) {
        RunFile.Cursor cursor = run.open();
        cursors.add(cursor);
        if (cursor.advance()) {
          queue.add(new Source(cursor, cursors.size()));
        }
      }
      int row = 0;
      while (!queue.isEmpty()) {
        Source least = queue.poll();
        RunFile.Cursor cursor = least.cursor();
        while (row < cursor.source) {
          flushRow(rowOffsets, row++, columnFile, weightFile);
        }
        append(cursor);
        if (cursor.advance()) {
          queue.add(least);
        }
      }
      while (row < rowCount) {
        flushRow(rowOffsets, row++, columnFile, weightFile);
      }
      rowOffsets.setAtIndex(JAVA_LONG, rowCount, arcsKept);
      return new Csr(
          rowCount,
          rowCount,
          rowOffsets,
          columnFile.map(result),
          weightFile == null ? null : weightFile.map(result));
    } finally {
      for (RunFile.Cursor cursor : cursors) {
        cursor.close();
      }
    }
  }

  private void append(RunFile.Cursor cursor) {
    if (length == columns.length) {
      columns = java.util.Arrays.copyOf(columns, 2 * length);
      weights = java.util.Arrays.copyOf(weights, 2 * length);
    }
    columns[length] = cursor.target;
    weights[length++] = cursor.weight;
    arcsRead++;
  }

  private void flushRow(
      MemorySegment rowOffsets, int row, ScratchSegment columnFile, ScratchSegment weightFile)
      throws IOException {
    rowOffsets.setAtIndex(JAVA_LONG, row, arcsKept);
    int kept = policy.merge(columns, weightFile == null ? null : weights, 0, length);
    for (int i = 0; i < kept; i++) {
      columnFile.putInt(columns[i]);
      if (weightFile != null) {
        weightFile.putInt(Float.floatToRawIntBits(weights[i]));
      }
    }
    arcsKept += kept;
    length = 0;
  }

  /**
   * A file of 32-bit numbers, written once and then mapped; it has no name any more once mapped.
   */
  private static final class ScratchSegment implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer =
        ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.nativeOrder());

    ScratchSegment(Path directory) throws IOException {
      file = Files.createTempFile(directory, "warpath-rows-", ".tmp");
      channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    void putInt(int value) throws IOException {
      if (!buffer.hasRemaining()) {
        drain();
      }
      buffer.putInt(value);
    }

    private void drain() throws IOException {
      buffer.flip();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      buffer.clear();
    }

    MemorySegment map(Arena arena) throws IOException {
      drain();
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }

    @Override
    public void close() throws IOException {
      channel.close();
      // A mapping outlives the name of its file, so nothing is left behind even after a crash.
      Files.delete(file);
    }
  }
}
