package org.warpath.linalg.solve;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.DeviceCsr;

/**
 * A {@link TriangularFactor} on a device. A row's level is one more than the highest among the rows
 * it needs; the rows of a level are solved together (Saltz 1990). A wide level is a launch of its
 * own, a run of narrow ones is one block's work in one launch. Levels are found on the processor,
 * once.
 */
final class DeviceTriangle {
  private static final String FILE = "krylov_matrix";
  private static final int BLOCK = 512;
  // A level with more rows is worth a launch over the whole device.
  private static final int WIDE = 2 * BLOCK;

  private final DeviceScope scope;
  private final DeviceCsr strict;
  private final boolean unit;
  private final DeviceBuffer inverse;
  private final DeviceBuffer order;
  private final DeviceBuffer starts;
  private final int[] hostStarts;
  private final List<Run> runs = new ArrayList<>();

  /**
   * Levels {@code from} (included) to {@code to} (excluded) that are one launch, of blocks of so
   * many threads.
   */
  private record Run(int from, int to, boolean wide, int threads) {}

  DeviceTriangle(DeviceScope scope, TriangularFactor factor) {
    this.scope = scope;
    scope.load(FILE);
    strict = DeviceCsr.resident(scope, factor.strict());
    unit = factor.inverseDiagonal() == null;
    inverse =
        factor.inverseDiagonal() == null
            ? strict.columnIndices()
            : scope.resident(factor.inverseDiagonal().memory(), "inverse diagonal");
    int[] levels = levels(factor);
    hostStarts = starts(levels);
    order = scope.uploaded(MemorySegment.ofArray(order(levels, hostStarts)), "rows by level");
    starts = scope.uploaded(MemorySegment.ofArray(hostStarts), "levels");
    cut();
  }

  private static int[] levels(TriangularFactor factor) {
    Csr matrix = factor.strict();
    int n = matrix.rowCount();
    int[] levels = new int[n];
    for (int step = 0; step < n; step++) {
      int row = factor.triangle() == Triangle.LOWER ? step : n - 1 - step;
      for (long e = matrix.rowStart(row); e < matrix.rowStart(row + 1); e++) {
        levels[row] = Math.max(levels[row], levels[matrix.column(e)] + 1);
      }
    }
    return levels;
  }

  // Where each level begins among the rows by level, and their count.
  private static int[] starts(int[] levels) {
    int count = 0;
    for (int level : levels) {
      count = Math.max(count, level + 1);
    }
    int[] starts = new int[count + 1];
    for (int level : levels) {
      starts[level + 1]++;
    }
    for (int level = 0; level < count; level++) {
      starts[level + 1] += starts[level];
    }
    return starts;
  }

  private static int[] order(int[] levels, int[] starts) {
    int[] next = starts.clone();
    int[] order = new int[levels.length];
    for (int row = 0; row < levels.length; row++) {
      order[next[levels[row]]++] = row;
    }
    return order;
  }

  private void cut() {
    int from = 0;
    int levels = hostStarts.length - 1;
    for (int level = 0; level < levels; level++) {
      if (hostStarts[level + 1] - hostStarts[level] > WIDE) {
        if (from < level) {
          runs.add(narrow(from, level));
        }
        runs.add(new Run(level, level + 1, true, LaunchShape.BLOCK));
        from = level + 1;
      }
    }
    if (from < levels) {
      runs.add(narrow(from, levels));
    }
  }

  // Whole warps, as many as the widest level of the run has rows for: more would wait for nothing.
  private Run narrow(int from, int to) {
    int widest = 1;
    for (int level = from; level < to; level++) {
      widest = Math.max(widest, hostStarts[level + 1] - hostStarts[level]);
    }
    int threads = Math.min(BLOCK, Math.ceilDiv(widest, LaunchShape.WARP) * LaunchShape.WARP);
    return new Run(from, to, false, threads);
  }

  /** z ← T⁻¹·r; they may be the same. */
  void solve(DeviceBuffer r, DeviceBuffer z) {
    int type = strict.type() == ElementType.FLOAT64 ? 1 : 0;
    for (Run run : runs) {
      if (run.wide()) {
        int first = hostStarts[run.from()];
        int count = hostStarts[run.to()] - first;
        scope.launch(
            scope.kernel(FILE, "krylov_level"),
            LaunchShape.threadEach(count),
            type,
            first,
            count,
            order,
            strict.rowOffsets(),
            strict.columnIndices(),
            strict.valuesOrColumns(),
            unit ? 1 : 0,
            inverse,
            r,
            z);
      } else {
        scope.launch(
            scope.kernel(FILE, "krylov_levels"),
            LaunchShape.of(1, run.threads()),
            type,
            run.from(),
            run.to(),
            starts,
            order,
            strict.rowOffsets(),
            strict.columnIndices(),
            strict.valuesOrColumns(),
            unit ? 1 : 0,
            inverse,
            r,
            z);
      }
    }
  }
}
