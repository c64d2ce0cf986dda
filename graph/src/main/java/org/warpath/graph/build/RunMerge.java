package org.warpath.graph.build;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.warpath.linalg.sparse.Csr;

/**
 * Rows of sorted runs. A row's pieces are laid behind one another in the order of the runs, which
 * is input order, and sorted and merged as a row in memory is, so the bits are the same.
 */
final class RunMerge implements RowAssembly.Source {
  private final List<Csr> runs;
  private final int rowCount;
  private final boolean weighted;
  private final ArcPolicy policy;
  private final LongAdder dropped = new LongAdder();

  RunMerge(List<Csr> runs, int rowCount, boolean weighted, ArcPolicy policy) {
    this.runs = runs;
    this.rowCount = rowCount;
    this.weighted = weighted;
    this.policy = policy;
  }

  /** Parallel arcs that the policy merged away so far. */
  long droppedDuplicates() {
    return dropped.sum();
  }

  @Override
  public int rowCount() {
    return rowCount;
  }

  @Override
  public long before(int row) {
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

  @Override
  public RowAssembly.Part make(int from, int to) {
    int arcs = Math.toIntExact(before(to) - before(from));
    int[] lengths = new int[to - from];
    int[] columns = new int[arcs];
    float[] weights = weighted ? new float[arcs] : null;
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
      lengths[row - from] = rowEnd - kept;
      kept = rowEnd;
    }
    dropped.add(arcs - kept);
    return new RowAssembly.Part(lengths, columns, weights);
  }
}
