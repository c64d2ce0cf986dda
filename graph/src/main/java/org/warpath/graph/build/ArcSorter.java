package org.warpath.graph.build;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.sparse.Csr;

/**
 * Sorts a stream of edges into rows, in memory while the budget lasts, else through sorted runs on
 * disk. Both ways give the same bits.
 */
final class ArcSorter implements AutoCloseable {
  private final BuildOptions options;
  private final ArcPolicy policy;
  private final boolean weighted;
  private final ArcStage stage;
  private final List<RunFile> runs = new ArrayList<>();
  private int maxId = -1;
  private long selfLoops;
  private long duplicates;

  ArcSorter(BuildOptions options, ArcPolicy policy, boolean weighted) {
    this.options = options;
    this.policy = policy;
    this.weighted = weighted;
    this.stage = new ArcStage(weighted);
  }

  /** Stages edges; spills them if they exceed the budget. */
  void add(int[] sources, int[] targets, float @Nullable [] weights, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      maxId = Math.max(maxId, Math.max(sources[i], targets[i]));
    }
    int done = 0;
    while (done < count) {
      int room = (int) Math.min(count - done, Math.max(1, budgetEdges() - stage.edgeCount()));
      stage.append(sources, targets, weights, done, room);
      done += room;
      if (stage.edgeCount() >= budgetEdges()) {
        spill();
      }
    }
  }

  /**
   * Edges that may be staged: sorting needs the staged edges, the keys and the rows at the same
   * time.
   */
  private long budgetEdges() {
    long arcs = policy.mirror() ? 2 : 1;
    long weightBytes = weighted ? Float.BYTES : 0;
    long bytesAnEdge = 2L * Integer.BYTES + weightBytes + arcs * (12 + 2 * weightBytes);
    return Math.max(1, options.memoryBudgetBytes() / bytesAnEdge);
  }

  private void spill() throws IOException {
    ArcPolicy keepAll = new ArcPolicy(policy.mirror(), Duplicates.KEEP, policy.selfLoops());
    try (Arena arena = Arena.ofShared()) {
      BucketSort sort = new BucketSort(stage, maxId + 1, weighted, keepAll, options.threads());
      Csr rows = sort.sort(arena);
      selfLoops += sort.droppedSelfLoops();
      stage.clear();
      runs.add(RunFile.write(rows, options.scratchDirectory()));
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
  Csr sort(int rowCount, Arena result) throws IOException {
    if (!spilled()) {
      BucketSort sort = new BucketSort(stage, rowCount, weighted, policy, options.threads());
      Csr rows = sort.sort(result);
      selfLoops += sort.droppedSelfLoops();
      duplicates += sort.droppedDuplicates();
      stage.clear();
      return rows;
    }
    spill();
    RunMerge merge = new RunMerge(runs, rowCount, weighted, policy, options.scratchDirectory());
    Csr rows = merge.merge(result);
    duplicates += merge.droppedDuplicates();
    return rows;
  }

  @Override
  public void close() throws IOException {
    stage.clear();
    for (RunFile run : runs) {
      run.close();
    }
    runs.clear();
  }
}
