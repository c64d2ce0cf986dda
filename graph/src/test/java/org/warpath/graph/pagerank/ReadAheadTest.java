package org.warpath.graph.pagerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.generate.IntegerWeights;
import org.warpath.graph.generate.WikipediaLike;
import org.warpath.graph.store.CsrFile;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.sparse.Csr;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadAheadTest {
  private static final int PAGES = 3000;

  @TempDir private static Path folder;

  @BeforeAll
  static void write() throws IOException {
    try (Imported made =
        new WikipediaLike(PAGES, 60_000, 2)
            .generate(
                BuildOptions.defaults(),
                Optional.of(new IntegerWeights(1, 9, 3)),
                RunControl.none())) {
      CsrFile.write(made.graph(), folder.resolve("g.csr"));
    }
  }

  private static Graph open() throws IOException {
    return CsrFile.open(folder.resolve("g.csr"));
  }

  @Test
  void paysForRowsInFilesThatAreTooLarge() throws IOException {
    try (Graph graph = open()) {
      Csr in = graph.in();
      long bytes = in.entryCount() * (Integer.BYTES + Float.BYTES);
      assertThat(ReadAhead.pays(in, bytes)).isTrue();
      assertThat(ReadAhead.pays(in, 2 * bytes)).isFalse();
    }
    try (Imported made =
        new WikipediaLike(30, 90, 1)
            .generate(BuildOptions.defaults(), Optional.empty(), RunControl.none())) {
      assertThat(ReadAhead.pays(made.graph().in(), 1)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true", "3, false"})
  void sumsAreThoseOfRowsInMemory(int threads, boolean weighted) throws IOException {
    double[] x = IntStream.range(0, PAGES).mapToDouble(v -> 1.0 / (v + 1)).toArray();
    try (Graph graph = open()) {
      PullGraph whole = new PullGraph(graph, weighted, threads, Long.MAX_VALUE, null);
      PullGraph streamed = new PullGraph(graph, weighted, threads, 1, null);
      double[] expected = sums(whole, x);
      // Often: once, readers overtook one another and took the room of who was waited for.
      for (int pass = 0; pass < 100; pass++) {
        assertThat(sums(streamed, x)).isEqualTo(expected);
      }
    }
  }

  private static double[] sums(PullGraph graph, double[] x) {
    double[] sums = new double[PAGES];
    graph.forEachReadTile(
        tile -> {
          PullKernel.rows(graph, tile, x);
          System.arraycopy(tile.ranks, 0, sums, tile.from, tile.to - tile.from);
        },
        new BlockSums(graph.blockCount()));
    return sums;
  }

  @Test
  void everySecondPassGoesBack() throws IOException {
    try (Graph graph = open()) {
      ReadAhead blocks = new ReadAhead(graph.in(), graph.in().balancedRows(7));
      for (int pass = 0; pass < 3; pass++) {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        blocks.forEachBlock(1, seen::add);
        List<Integer> ascending = List.of(0, 1, 2, 3, 4, 5, 6);
        assertThat(seen).isEqualTo(pass == 1 ? ascending.reversed() : ascending);
      }
    }
  }

  @Test
  void aFailureEndsThePassAndTheNextIsWhole() throws IOException {
    try (Graph graph = open()) {
      ReadAhead blocks = new ReadAhead(graph.in(), graph.in().balancedRows(100));
      assertThatThrownBy(() ->
              blocks.forEachBlock(
                  2,
                  block -> {
                    if (block == 9) {
                      throw new IllegalStateException("block 9");
                    }
                  }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("block 9");
      List<Integer> seen = new CopyOnWriteArrayList<>();
      blocks.forEachBlock(2, seen::add);
      assertThat(seen).hasSize(100);
    }
  }
}
