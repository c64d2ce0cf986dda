package org.warpath.graph.build;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.sparse.Csr;

/** Runs of more than 2³¹ arcs, in a file that takes no room: all arcs lead to vertex 0. */
@Tag("heavy")
class RunMergeHeavyTest {
  private static final int ROWS = 2200;
  private static final long ROW_ARCS = 1 << 20;

  @Test
  void arcsAreCountedBeyondAnInt(@TempDir Path folder) throws IOException {
    long arcs = ROWS * ROW_ARCS;
    assertThat(arcs).isGreaterThan(Integer.MAX_VALUE);
    try (Arena arena = Arena.ofShared();
        FileChannel file =
            FileChannel.open(
                folder.resolve("columns"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE)) {
      MemorySegment offsets = arena.allocate((ROWS + 1L) * Long.BYTES, Csr.ALIGNMENT);
      for (int row = 0; row <= ROWS; row++) {
        offsets.setAtIndex(JAVA_LONG, row, row * ROW_ARCS);
      }
      MemorySegment columns = file.map(MapMode.READ_WRITE, 0, arcs * Integer.BYTES, arena);
      Csr run = new Csr(ROWS, ROWS, offsets, columns, null);
      RunMerge merge =
          new RunMerge(
              List.of(run), ROWS, false, new ArcPolicy(false, Duplicates.FIRST, SelfLoops.KEEP));
      BuildOptions options = BuildOptions.defaults().withScratchDirectory(folder);
      Csr merged =
          new RowAssembly(options, false, true)
              .assemble(merge, "merge", 1L << 30, arena, RunControl.none());
      assertThat(merged.entryCount()).isEqualTo(ROWS);
      assertThat(merged.rowLength(ROWS - 1)).isEqualTo(1);
      assertThat(merge.droppedDuplicates()).isEqualTo(arcs - ROWS);
    }
  }
}
