package org.warpath.graph.build;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.sparse.Csr;

/**
 * Merges sorted runs into rows that lie in scratch files, mapped. A row's pieces are laid behind
 * one another in the order of the runs, which is input order, and sorted and merged as a row in
 * memory is, so the bits are the same. Several parts are merged at a time, each in memory, and
 * appended in order.
 */
final class RunMerge {
  /** Arrays cannot be longer on every JVM. */
  static final int LONGEST_ROW = Integer.MAX_VALUE - 8;

  private static final long LARGEST_PART = 1 << 20;

  private final List<Csr> runs;
  private final int rowCount;
  private final boolean weighted;
  private final ArcPolicy policy;
  private final BuildOptions options;
  private final long arcsRead;
  private final long partArcs;
  private long arcsKept;

  RunMerge(
      List<Csr> runs,
      int rowCount,
      boolean weighted,
      ArcPolicy policy,
      BuildOptions options,
      long budgetBytes) {
    this.runs = runs;
    this.rowCount = rowCount;
    this.weighted = weighted;
    this.policy = policy;
    this.options = options;
    this.arcsRead = runs.stream().mapToLong(Csr::entryCount).sum();
    // Columns, weights and the keys that sort them.
    long bytesAnArc = 24;
    this.partArcs = Math.clamp(budgetBytes / (bytesAnArc * options.threads()), 1, LARGEST_PART);
  }

  /** Parallel arcs that the policy merged away. */
  long droppedDuplicates() {
    return arcsRead - arcsKept;
  }

  /** Merged rows: the first {@code length} of the columns, and as many weights. */
  private record Part(int[] columns, float @Nullable [] weights, int length) {}

  /** The rows; their files live as long as {@code result}. */
  Csr merge(Arena result, RunControl control) throws IOException {
    MemorySegment rowOffsets = result.allocate((rowCount + 1L) * Long.BYTES, Csr.ALIGNMENT);
    try (ScratchFile columnFile = new ScratchFile(options.scratchDirectory());
        ScratchFile weightFile = weighted ? new ScratchFile(options.scratchDirectory()) : null) {
      int[] bounds = new int[options.threads() + 1];
      Part[] parts = new Part[options.threads()];
      while (bounds[0] < rowCount) {
        for (int i = 0; i < parts.length; i++) {
          bounds[i + 1] = partEnd(bounds[i]);
        }
        Parallel.forEach(
            parts.length,
            parts.length,
            i -> parts[i] = mergeRows(bounds[i], bounds[i + 1], rowOffsets));
        for (Part part : parts) {
          columnFile.append(MemorySegment.ofArray(part.columns).asSlice(0, 4L * part.length));
          if (weightFile != null) {
            weightFile.append(MemorySegment.ofArray(part.weights).asSlice(0, 4L * part.length));
          }
          arcsKept += part.length;
        }
        bounds[0] = bounds[parts.length];
        control.iteration("merge", readBefore(bounds[0]), arcsRead, Double.NaN);
      }
      startRows(rowOffsets);
      return new Csr(
          rowCount,
          rowCount,
          rowOffsets,
          columnFile.map(result),
          weightFile == null ? null : weightFile.map(result));
    }
  }

  /** Where the part that begins at row {@code from} ends: after one row, or after few arcs. */
  private int partEnd(int from) {
    long most = readBefore(from) + partArcs;
    int low = Math.min(from + 1, rowCount);
    int high = rowCount;
    while (low < high) {
      int middle = (int) (((long) low + high + 1) / 2);
      if (readBefore(middle) <= most) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Arcs that the runs hold for the rows before {@code row}. */
  private long readBefore(int row) {
    long arcs = 0;
    for (Csr run : runs) {
      arcs += start(run, row);
    }
    return arcs;
  }

  /** A run ends at the largest vertex that it saw. */
  private static long start(Csr run, int row) {
    return run.rowStart(Math.min(row, run.rowCount()));
  }

  private Part mergeRows(int from, int to, MemorySegment rowOffsets) {
    long arcs = readBefore(to) - readBefore(from);
    if (arcs > LONGEST_ROW) {
      throw new IllegalArgumentException(
          "vertex " + from + " has " + arcs + " arcs, the builder sorts at most " + LONGEST_ROW);
    }
    int[] columns = new int[(int) arcs];
    float[] weights = weighted ? new float[(int) arcs] : null;
    RowSort sorter = new RowSort();
    int kept = 0;
    for (int row = from; row < to; row++) {
      int end = kept;
      for (Csr run : runs) {
        long begin = start(run, row);
        int length = (int) (start(run, row + 1) - begin);
        MemorySegment.copy(run.columnIndices(), JAVA_INT, 4 * begin, columns, end, length);
        if (weights != null) {
          MemorySegment.copy(run.values(), JAVA_FLOAT, 4 * begin, weights, end, length);
        }
        end += length;
      }
      sorter.sort(columns, weights, kept, end);
      int rowEnd = policy.merge(columns, weights, kept, end, kept);
      rowOffsets.setAtIndex(JAVA_LONG, row, rowEnd - kept);
      kept = rowEnd;
    }
    return new Part(columns, weights, kept);
  }

  /** Row lengths become offsets. */
  private void startRows(MemorySegment rowOffsets) {
    long offset = 0;
    for (int row = 0; row < rowCount; row++) {
      long length = rowOffsets.getAtIndex(JAVA_LONG, row);
      rowOffsets.setAtIndex(JAVA_LONG, row, offset);
      offset += length;
    }
    rowOffsets.setAtIndex(JAVA_LONG, rowCount, offset);
  }
}
