package org.warpath.graph.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.store.SampleGraphs;
import org.warpath.graph.store.SampleGraphs.Parts;

class MatrixMarketWriterTest {
  @TempDir Path folder;

  private List<String> written(Graph graph) throws IOException {
    Path target = folder.resolve("matrix.mtx");
    MatrixMarketWriter.write(graph, target);
    return Files.readAllLines(target);
  }

  @Test
  void everyGraphReadsBackByVertexWhateverItsStorageOrder() throws IOException {
    for (int bits = 0; bits < 8; bits++) {
      boolean symmetric = (bits & 1) != 0;
      Parts parts = new Parts(200, symmetric, (bits & 2) != 0, (bits & 4) != 0, false);
      try (Graph graph = SampleGraphs.random(parts, bits)) {
        List<Edge> read = parse(written(graph));
        assertThat(Arcs.sorted(symmetric ? TestGraphs.mirrored(read) : read))
            .isEqualTo(Arcs.of(graph));
      }
    }
  }

  /** Coordinate format as its specification has it. */
  private static List<Edge> parse(List<String> lines) {
    String[] banner = lines.get(0).split(" ", -1);
    assertThat(banner).hasSize(5).startsWith("%%MatrixMarket", "matrix", "coordinate");
    String[] sizes = lines.get(1).split(" ", -1);
    assertThat(sizes).hasSize(3);
    assertThat(sizes[1]).isEqualTo(sizes[0]);
    assertThat(Integer.parseInt(sizes[2])).isEqualTo(lines.size() - 2);
    List<Edge> entries = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      String[] fields = line.split(" ", -1);
      assertThat(fields).hasSize(banner[3].equals("pattern") ? 2 : 3);
      int row = Integer.parseInt(fields[0]) - 1;
      int column = Integer.parseInt(fields[1]) - 1;
      assertThat(row < column && banner[4].equals("symmetric")).isFalse();
      entries.add(new Edge(row, column, fields.length == 3 ? Float.parseFloat(fields[2]) : 1f));
    }
    return entries;
  }

  @Test
  void aDirectedGraphIsAGeneralPattern() throws IOException {
    try (Graph graph = TestGraphs.directed(3, 0, 1, 2, 0)) {
      assertThat(written(graph))
          .containsExactly(
              "%%MatrixMarket matrix coordinate pattern general", "3 3 2", "1 2", "3 1");
    }
  }

  @Test
  void anUndirectedGraphIsItsLowerTriangle() throws IOException {
    List<Edge> edges = TestGraphs.mirrored(List.of(new Edge(0, 1, 4), new Edge(2, 2, 7)));
    try (Graph graph = TestGraphs.graph(3, true, true, edges, null)) {
      assertThat(written(graph))
          .containsExactly(
              "%%MatrixMarket matrix coordinate integer symmetric", "3 3 2", "2 1 4", "3 3 7");
    }
  }

  @Test
  void oneFractionMakesTheFieldReal() throws IOException {
    try (Graph graph = TestGraphs.weighted(2, new Edge(0, 1, 4), new Edge(1, 0, 0.1f))) {
      assertThat(written(graph))
          .containsExactly(
              "%%MatrixMarket matrix coordinate real general", "2 2 2", "1 2 4", "2 1 0.1");
    }
  }

  @Test
  void largeIntegersAreWrittenAsIntegers() throws IOException {
    try (Graph graph = TestGraphs.weighted(1, new Edge(0, 0, 1e9f))) {
      assertThat(written(graph)).contains("1 1 1000000000");
    }
    try (Graph graph = TestGraphs.weighted(1, new Edge(0, 0, 1e30f))) {
      assertThat(written(graph))
          .contains("%%MatrixMarket matrix coordinate real general", "1 1 1.0E30");
    }
  }
}
