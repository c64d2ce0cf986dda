package org.warpath.graph.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.warpath.graph.AssertGraph.assertSame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.generate.IntegerWeights;
import org.warpath.graph.generate.Rmat;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.TinyDisk;

/** Graphs of several chunks and many buckets, in memory and beyond the budget. */
class SpillTest {
  private static final Rmat RMAT = new Rmat(13, 40, 1);
  private static final Optional<IntegerWeights> WEIGHTS =
      Optional.of(new IntegerWeights(-1000, 1000, 3));

  @TempDir Path scratch;

  private BuildOptions options(boolean directed, Duplicates duplicates) {
    return BuildOptions.defaults()
        .withDirected(directed)
        .withDuplicates(duplicates)
        .withSelfLoops(SelfLoops.DROP)
        .withOrdering(Ordering.DEGREE)
        .withInEdges(true)
        .withScratchDirectory(scratch);
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, KEEP",
    "true, true, SUM",
    "true, false, FIRST",
    "false, true, MIN",
    "false, true, SUM",
    "false, false, KEEP"
  })
  void neitherThreadsNorBudgetChangeABit(boolean directed, boolean weighted, Duplicates duplicates)
      throws IOException {
    Optional<IntegerWeights> weights = weighted ? WEIGHTS : Optional.empty();
    BuildOptions options = options(directed, duplicates);
    try (Imported expected = RMAT.generate(options.withThreads(1), weights, RunControl.none())) {
      for (int threads = 1; threads <= 3; threads++) {
        for (long budget : new long[] {1 << 20, 3 << 20, 1 << 30}) {
          BuildOptions tried = options.withThreads(threads).withMemoryBudgetBytes(budget);
          try (Imported actual = RMAT.generate(tried, weights, RunControl.none())) {
            assertSame(actual.graph(), expected.graph());
            assertSame("in", actual.graph().in(), expected.graph().in());
            assertThat(actual.report().dropped()).isEqualTo(expected.report().dropped());
          }
          assertThat(filesIn(scratch)).isZero();
        }
      }
    }
  }

  @Test
  void everyEdgeIsKeptOrDropped() throws IOException {
    BuildOptions options = options(true, Duplicates.FIRST).withMemoryBudgetBytes(1 << 20);
    try (Imported built = RMAT.generate(options, RunControl.none())) {
      ImportReport report = built.report();
      long dropped = report.dropped().values().stream().mapToLong(Long::longValue).sum();
      assertThat(report.dropped()).containsOnlyKeys("self-loop", "duplicate");
      assertThat(report.edgesKept() + dropped).isEqualTo(report.edgesRead());
      assertThat(report.edgesRead()).isEqualTo(RMAT.edgeCount());
    }
  }

  @Test
  void aMissingScratchFolderIsNamed() {
    Path missing = scratch.resolve("missing");
    BuildOptions options =
        options(true, Duplicates.KEEP).withMemoryBudgetBytes(1 << 20).withScratchDirectory(missing);
    assertThatThrownBy(() -> RMAT.generate(options, RunControl.none()))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(missing.toString());
  }

  // Room for no run, for some, for all but not for the merged rows, for those but not to reorder.
  @ParameterizedTest
  @ValueSource(longs = {64, 1500, 5000, 7500})
  void aFullDiskIsOneClearErrorAndLeavesNothing(long kibibytes) throws IOException {
    try (TinyDisk disk = TinyDisk.mount(scratch, kibibytes << 10)) {
      BuildOptions options =
          options(false, Duplicates.KEEP)
              .withMemoryBudgetBytes(1 << 20)
              .withScratchDirectory(disk.root());
      long free = Files.getFileStore(disk.root()).getUsableSpace();
      assertThatThrownBy(() -> RMAT.generate(options, RunControl.none()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(disk.root() + ": No space left on device");
      assertThat(filesIn(disk.root())).isZero();
      assertThat(Files.getFileStore(disk.root()).getUsableSpace()).isEqualTo(free);
    }
  }

  @Test
  void scratchSpaceIsFreeOnceTheGraphIsClosed() throws IOException {
    try (TinyDisk disk = TinyDisk.mount(scratch, 32 << 20)) {
      BuildOptions options =
          options(false, Duplicates.KEEP)
              .withMemoryBudgetBytes(1 << 20)
              .withScratchDirectory(disk.root());
      long free = Files.getFileStore(disk.root()).getUsableSpace();
      try (Imported built = RMAT.generate(options, RunControl.none())) {
        Graph graph = built.graph();
        assertThat(filesIn(disk.root())).isZero();
        // The rows alone: runs and the rows before ordering are gone.
        assertThat(free - Files.getFileStore(disk.root()).getUsableSpace())
            .isBetween(4 * graph.edgeCount(), 4 * graph.edgeCount() + (64 << 10));
      }
      assertThat(Files.getFileStore(disk.root()).getUsableSpace()).isEqualTo(free);
    }
  }

  private static long filesIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
