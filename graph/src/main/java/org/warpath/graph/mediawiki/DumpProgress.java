package org.warpath.graph.mediawiki;

import java.util.HashMap;
import java.util.Map;
import org.warpath.kernels.Progress;
import org.warpath.kernels.RunControl;

/**
 * How far an import has come, on one scale for all its steps: bytes of the packed dumps read, and
 * for building the graph as many more as could be read meanwhile.
 */
final class DumpProgress {
  // A sixth of the whole: it took a tenth with 12 links an article, more links take more.
  private static final int BUILDING_SHARE = 5;
  // Rows, their order, their in-edges.
  private static final int BUILDING_STEPS = 3;

  private final RunControl told;
  private final long readBytes;
  private final long buildBytes;
  private final Map<String, Long> readOfTable = new HashMap<>();
  private boolean isBuilding;
  private int stepsBuilt;
  private long done;

  /**
   * Nothing done.
   *
   * @param dumpBytes of all packed dumps
   */
  DumpProgress(long dumpBytes, RunControl told) {
    this.told = told;
    readBytes = dumpBytes;
    buildBytes = dumpBytes / BUILDING_SHARE + BUILDING_STEPS;
  }

  /** What a table tells of its bytes read, in steps of its name. */
  RunControl reading() {
    return new RunControl(
        read -> {
          readOfTable.put(read.step(), read.done());
          tell(read.step(), readOfTable.values().stream().mapToLong(Long::longValue).sum());
        },
        told.cancellation());
  }

  /** What the builder tells: nothing of the edges it takes, which come as fast as they are read. */
  RunControl building() {
    return new RunControl(this::built, told.cancellation());
  }

  private void built(Progress built) {
    if (!isBuilding) {
      return;
    }
    boolean isPart = built.done() < built.total();
    double part = isPart ? built.done() / (double) built.total() : 1;
    tell(built.step(), readBytes + (long) (buildBytes * (stepsBuilt + part) / BUILDING_STEPS));
    // Another report says what a merge was for.
    if (!isPart && !built.step().equals("merge") && stepsBuilt < BUILDING_STEPS - 1) {
      stepsBuilt++;
    }
  }

  /** All is read. */
  void beginBuilding() {
    isBuilding = true;
    tell("build", readBytes);
  }

  /** All is done. */
  void end() {
    tell("build", readBytes + buildBytes);
  }

  private void tell(String step, long reached) {
    done = Math.max(done, reached);
    told.listener().accept(new Progress(step, done, readBytes + buildBytes, Double.NaN));
  }
}
