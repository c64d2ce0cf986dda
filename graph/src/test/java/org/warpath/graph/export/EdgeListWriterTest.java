package org.warpath.graph.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.warpath.graph.names.NameTable;
import org.warpath.graph.names.NumericIds;
import org.warpath.graph.store.SampleGraphs;
import org.warpath.graph.store.SampleGraphs.Parts;

class EdgeListWriterTest {
  private static final EdgeExportOptions DEFAULTS = EdgeExportOptions.defaults();

  @TempDir Path folder;

  private Path target() {
    return folder.resolve("edges.txt");
  }

  @Test
  void everyGraphReadsBackByVertexWhateverItsStorageOrder() throws IOException {
    for (int bits = 0; bits < 16; bits++) {
      boolean symmetric = (bits & 1) != 0;
      boolean bothArcs = (bits & 8) != 0;
      Parts parts = new Parts(300, symmetric, (bits & 2) != 0, (bits & 4) != 0, false);
      try (Graph graph = SampleGraphs.random(parts, bits)) {
        EdgeListWriter.write(graph, target(), DEFAULTS.withBothArcs(bothArcs));
        List<Edge> read = parse(Files.readAllLines(target()));
        assertThat(Arcs.sorted(symmetric && !bothArcs ? TestGraphs.mirrored(read) : read))
            .isEqualTo(Arcs.of(graph));
      }
    }
  }

  private static List<Edge> parse(List<String> lines) {
    List<Edge> edges = new ArrayList<>();
    for (String line : lines) {
      if (!line.startsWith("#")) {
        String[] fields = line.split("\t", 3);
        edges.add(
            new Edge(
                Integer.parseInt(fields[0]),
                Integer.parseInt(fields[1]),
                fields.length == 3 ? Float.parseFloat(fields[2]) : 1f));
      }
    }
    return edges;
  }

  @Test
  void theFileDoesNotDependOnTheStorageOrder() throws IOException {
    List<Edge> edges = List.of(new Edge(0, 2, 2), new Edge(2, 1, 3), new Edge(2, 0, 4));
    try (Graph plain = TestGraphs.graph(3, false, true, edges, null);
        Graph shuffled = TestGraphs.graph(3, false, true, edges, new int[] {2, 0, 1})) {
      EdgeListWriter.write(plain, target(), DEFAULTS);
      String expected = Files.readString(target());
      EdgeListWriter.write(shuffled, target(), DEFAULTS);
      assertThat(target()).hasContent(expected);
    }
  }

  @Test
  void parallelArcsKeepTheirOrder() throws IOException {
    List<Edge> edges = List.of(new Edge(0, 1, 9), new Edge(0, 1, 2), new Edge(0, 1, 5));
    for (int[] order : new int[][] {{0, 1, 2}, {2, 1, 0}}) {
      try (Graph graph = TestGraphs.graph(3, false, true, edges, order)) {
        EdgeListWriter.write(graph, target(), DEFAULTS);
        assertThat(Files.readAllLines(target()))
            .containsExactly(
                "# Directed graph", "# Nodes: 3 Edges: 3", "0\t1\t9", "0\t1\t2", "0\t1\t5");
      }
    }
  }

  @Test
  void anUndirectedEdgeIsListedOnceUnlessAskedOtherwise() throws IOException {
    try (Graph graph = TestGraphs.undirected(4, 2, 1, 0, 2, 3, 3)) {
      EdgeListWriter.write(graph, target(), DEFAULTS);
      assertThat(Files.readAllLines(target()))
          .containsExactly(
              "# Undirected graph: each edge is listed once",
              "# Nodes: 4 Edges: 3",
              "0\t2",
              "1\t2",
              "3\t3");
      EdgeListWriter.write(graph, target(), DEFAULTS.withBothArcs(true));
      assertThat(Files.readAllLines(target()))
          .containsExactly(
              "# Undirected graph: each edge is listed in both directions",
              "# Nodes: 4 Edges: 5",
              "0\t2",
              "1\t2",
              "2\t0",
              "2\t1",
              "3\t3");
    }
  }

  @Test
  void verticesAreWrittenByNameOnRequest() throws IOException {
    EdgeExportOptions named = DEFAULTS.withLabels(VertexLabels.NAMES);
    try (Graph graph = TestGraphs.directed(3, 0, 1, 2, 0)) {
      Graph titles =
          SampleGraphs.named(graph, NameTable.of(List.of("United States", "Erde", "Größe")));
      EdgeListWriter.write(titles, target(), named);
      assertThat(Files.readAllLines(target()))
          .contains("United States\tErde", "Größe\tUnited States");
      EdgeListWriter.write(SampleGraphs.named(graph, NumericIds.of(-3, 70, 81)), target(), named);
      assertThat(Files.readAllLines(target())).contains("-3\t70", "81\t-3");
      EdgeListWriter.write(graph, target(), named);
      assertThat(Files.readAllLines(target())).contains("0\t1", "2\t0");
    }
  }

  @Test
  void aNameThatWouldNotReadBackIsRefusedAndNothingIsWritten() throws IOException {
    try (Graph graph = TestGraphs.directed(2, 0, 1)) {
      for (String name : List.of("", " x", "x ", "#x", "%x", "a\tb", "a\nb", "a\rb")) {
        Graph named = SampleGraphs.named(graph, NameTable.of(List.of("fine", name)));
        assertThatThrownBy(() ->
                EdgeListWriter.write(named, target(), DEFAULTS.withLabels(VertexLabels.NAMES)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                "an edge list cannot hold the name \""
                    + name
                    + "\" of vertex 1: write CSV, or numbers");
        assertThat(folder).isEmptyDirectory();
      }
    }
  }

  @Test
  void anEmptyGraphIsItsHeader() throws IOException {
    try (Graph graph = TestGraphs.directed(0)) {
      EdgeListWriter.write(graph, target(), DEFAULTS);
      assertThat(target()).hasContent("# Directed graph\n# Nodes: 0 Edges: 0\n");
    }
  }

  @Test
  void linesBeyondTheBufferArriveWhole() throws IOException {
    int n = 100_000;
    int[] ends = new int[2 * n];
    for (int v = 0; v < n; v++) {
      ends[2 * v] = v;
      ends[2 * v + 1] = (int) (v * 7919L % n);
    }
    try (Graph graph = TestGraphs.directed(n, ends)) {
      EdgeListWriter.write(graph, target(), DEFAULTS);
      assertThat(Arcs.sorted(parse(Files.readAllLines(target())))).isEqualTo(Arcs.of(graph));
    }
  }
}
