package org.warpath.graph.build;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.sparse.Csr;

/**
 * Puts rows together that are made in parts: several at a time, each by one thread in memory of its
 * own, and laid behind one another in order, so that the bits are the same for every thread count.
 * They come to lie in memory, or in scratch files that are mapped, of which only the parts at work
 * need memory, and the row offsets.
 *
 * @param scratch null for rows in memory
 */
public record RowAssembly(BuildOptions options, boolean weighted, boolean scratch) {
  /** Arrays cannot be longer on every JVM. */
  static final int LONGEST_ROW = Integer.MAX_VALUE - 8;

  private static final long LARGEST_PART = 1 << 20;

  // Columns, weights and what sorts them.
  private static final long BYTES_AN_ARC = 24;

  /** Makes rows. Safe for use by many threads. */
  public interface Source {
    /** How many rows there are. */
    int rowCount();

    /** The most arcs that all rows before {@code row} may have, ascending. */
    long before(int row);

    /** Some rows. */
    Part make(int from, int to);
  }

  /**
   * Some rows, one behind the other.
   *
   * @param lengths of the rows
   * @param columns ascending within each row; those beyond the sum of lengths mean nothing
   * @param weights as many as columns; null if there are none
   */
  public record Part(int[] lengths, int[] columns, float @Nullable [] weights) {}

  /**
   * All rows, in memory of {@code result} or mapped into it.
   *
   * @param step what progress calls it
   * @param budgetBytes what parts at work may take; a part has at least one row
   * @throws IllegalArgumentException if a row may be longer than 2³¹−9
   * @throws IOException if a scratch file cannot be written
   */
  public Csr assemble(
      Source source, String step, long budgetBytes, Arena result, RunControl control)
      throws IOException {
    int rowCount = source.rowCount();
    long most = source.before(rowCount);
    MemorySegment rowOffsets = result.allocate((rowCount + 1L) * Long.BYTES, Csr.ALIGNMENT);
    long partArcs = Math.clamp(budgetBytes / (BYTES_AN_ARC * options.threads()), 1, LARGEST_PART);
    try (Target columns = target(most, result);
        Target weights = weighted ? target(most, result) : null) {
      int[] bounds = new int[options.threads() + 1];
      Part[] parts = new Part[options.threads()];
      while (bounds[0] < rowCount) {
        for (int i = 0; i < parts.length; i++) {
          bounds[i + 1] = partEnd(source, bounds[i], partArcs);
        }
        Parallel.forEach(
            parts.length, parts.length, i -> parts[i] = make(source, bounds[i], bounds[i + 1]));
        for (int i = 0; i < parts.length; i++) {
          append(parts[i], bounds[i], rowOffsets, columns, weights);
        }
        bounds[0] = bounds[parts.length];
        control.iteration(step, source.before(bounds[0]), most, Double.NaN);
      }
      rowOffsets.setAtIndex(JAVA_LONG, rowCount, columns.count());
      return new Csr(
          rowCount,
          rowCount,
          rowOffsets,
          columns.finish(),
          weights == null ? null : weights.finish());
    }
  }

  private static Part make(Source source, int from, int to) {
    long arcs = source.before(to) - source.before(from);
    if (arcs > LONGEST_ROW) {
      throw new IllegalArgumentException(
          "vertex " + from + " has " + arcs + " arcs, the builder sorts at most " + LONGEST_ROW);
    }
    return source.make(from, to);
  }

  private static void append(
      Part part, int firstRow, MemorySegment rowOffsets, Target columns, @Nullable Target weights)
      throws IOException {
    long offset = columns.count();
    int length = 0;
    for (int i = 0; i < part.lengths.length; i++) {
      rowOffsets.setAtIndex(JAVA_LONG, firstRow + i, offset + length);
      length += part.lengths[i];
    }
    columns.append(MemorySegment.ofArray(part.columns).asSlice(0, 4L * length));
    if (weights != null) {
      weights.append(MemorySegment.ofArray(part.weights).asSlice(0, 4L * length));
    }
  }

  /** Where the part that begins at row {@code from} ends: after one row, or after few arcs. */
  private static int partEnd(Source source, int from, long partArcs) {
    long most = source.before(from) + partArcs;
    int low = Math.min(from + 1, source.rowCount());
    int high = source.rowCount();
    while (low < high) {
      int middle = (int) (((long) low + high + 1) / 2);
      if (source.before(middle) <= most) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private Target target(long most, Arena result) throws IOException {
    return scratch
        ? new OnDisk(new ScratchFile(options.scratchDirectory()), result)
        : new InMemory(result.allocate(most * Integer.BYTES, Csr.ALIGNMENT));
  }

  /** Where numbers of four bytes are laid behind one another. */
  private interface Target extends AutoCloseable {
    long count();

    void append(MemorySegment numbers) throws IOException;

    MemorySegment finish() throws IOException;

    @Override
    void close() throws IOException;
  }

  private static final class InMemory implements Target {
    private final MemorySegment all;
    private long bytes;

    InMemory(MemorySegment all) {
      this.all = all;
    }

    @Override
    public long count() {
      return bytes / Integer.BYTES;
    }

    @Override
    public void append(MemorySegment numbers) {
      all.asSlice(bytes, numbers.byteSize()).copyFrom(numbers);
      bytes += numbers.byteSize();
    }

    @Override
    public MemorySegment finish() {
      return all.asSlice(0, bytes);
    }

    @Override
    public void close() {}
  }

  private static final class OnDisk implements Target {
    private final ScratchFile file;
    private final Arena result;
    private long bytes;

    OnDisk(ScratchFile file, Arena result) {
      this.file = file;
      this.result = result;
    }

    @Override
    public long count() {
      return bytes / Integer.BYTES;
    }

    @Override
    public void append(MemorySegment numbers) throws IOException {
      file.append(numbers);
      bytes += numbers.byteSize();
    }

    @Override
    public MemorySegment finish() throws IOException {
      return file.map(result);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
