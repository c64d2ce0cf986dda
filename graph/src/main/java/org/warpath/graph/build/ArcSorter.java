package org.warpath.graph.build;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.sparse.Csr;

/**
 * Sorts a stream of edges into rows, in memory while the budget lasts, else through sorted runs on
 * disk. Both ways give the same bits.
 */
final class ArcSorter implements AutoCloseable {
  private final BuildOptions options;
  private final ArcPolicy policy;
  // A sum of a run's sums is rounded otherwise than the sum of all; the others may merge early.
  private final ArcPolicy runPolicy;
  private final boolean weighted;
  private final long budgetBytes;
  private final long budgetEdges;
  private final ArcStage stage;
  private final Arena runArena = Arena.ofShared();
  private final List<Csr> runs = new ArrayList<>();
  private int maxId = -1;
  private long selfLoops;
  private long duplicates;

  /**
   * A sorter without edges.
   *
   * @param budgetBytes takes the place of the options' budget
   */
  ArcSorter(BuildOptions options, ArcPolicy policy, boolean weighted, long budgetBytes) {
    this.options = options;
    this.policy = policy;
    this.runPolicy =
        weighted && policy.duplicates() == Duplicates.SUM ? policy.keepingAll() : policy;
    this.weighted = weighted;
    this.budgetBytes = budgetBytes;
    this.budgetEdges = budgetEdges(policy, weighted, budgetBytes);
    this.stage = new ArcStage(weighted);
  }

  /**
   * Edges that may be staged: sorting needs the staged edges, the keys and the rows at the same
   * time. The cap lets a run count its arcs in an int.
   */
  private static long budgetEdges(ArcPolicy policy, boolean weighted, long budgetBytes) {
    long arcs = policy.mirror() ? 2 : 1;
    long weightBytes = weighted ? Float.BYTES : 0;
    long bytesAnEdge = 2L * Integer.BYTES + weightBytes + arcs * (12 + 2 * weightBytes);
    return Math.clamp(budgetBytes / bytesAnEdge, 1, RowAssembly.LONGEST_ROW / arcs);
  }

  /** Stages edges; spills them if they exceed the budget. */
  void add(int[] sources, int[] targets, float @Nullable [] weights, int count) throws IOException {
    int done = 0;
    while (done < count) {
      int length = (int) Math.min(count - done, runEdges() - stage.edgeCount());
      stage.append(sources, targets, weights, done, length);
      for (int i = done; i < done + length; i++) {
        maxId = Math.max(maxId, Math.max(sources[i], targets[i]));
      }
      done += length;
      if (stage.edgeCount() >= runEdges()) {
        spill();
      }
    }
  }

  /**
   * Edges in a run: as the budget says, but not so few that the row offsets of a run, 8 bytes a
   * vertex, outgrow its arcs by far. The graph's own offsets take as much memory in any case.
   */
  private long runEdges() {
    return Math.max(budgetEdges, maxId / 8);
  }

  private void spill() throws IOException {
    try (Arena arena = Arena.ofShared()) {
      BucketSort sort = new BucketSort(stage, maxId + 1, weighted, runPolicy, options.threads());
      Csr rows = sort.sort(arena);
      selfLoops += sort.droppedSelfLoops();
      duplicates += sort.droppedDuplicates();
      stage.clear();
      runs.add(ScratchFile.moved(rows, options.scratchDirectory(), runArena));
    }
  }

  /** The largest id seen, −1 before the first. */
  int maxId() {
    return maxId;
  }

  /** Whether edges went to disk. */
  boolean spilled() {
    return !runs.isEmpty();
  }

  long droppedSelfLoops() {
    return selfLoops;
  }

  long droppedDuplicates() {
    return duplicates;
  }

  /** All rows, in memory of {@code result} or mapped into it. */
  Csr sort(int rowCount, Arena result, RunControl control) throws IOException {
    if (!spilled()) {
      BucketSort sort = new BucketSort(stage, rowCount, weighted, policy, options.threads());
      Csr rows = sort.sort(result);
      selfLoops += sort.droppedSelfLoops();
      duplicates += sort.droppedDuplicates();
      stage.clear();
      return rows;
    }
    spill();
    RunMerge merge = new RunMerge(runs, rowCount, weighted, policy);
    Csr rows =
        new RowAssembly(options, weighted, true)
            .assemble(merge, "merge", budgetBytes, result, control);
    duplicates += merge.droppedDuplicates();
    return rows;
  }

  @Override
  public void close() {
    stage.clear();
    runs.clear();
    runArena.close();
  }
}
