package org.warpath.graph.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.export.EdgeCsvWriter;
import org.warpath.graph.export.EdgeExportOptions;
import org.warpath.graph.export.EdgeListWriter;
import org.warpath.graph.export.MatrixMarketWriter;
import org.warpath.graph.store.CsrFile;

/** What our writers write, our readers read: the same graph, whatever its order of storage. */
class RoundTripTest {
  private static final int VERTICES = 60;

  @TempDir Path folder;

  /** Some vertices have no edge, some edges are parallel or loops. */
  private static List<Edge> edges() {
    Random random = new Random(9);
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      int source = random.nextInt(VERTICES - 5);
      int target = i % 20 == 0 ? source : random.nextInt(VERTICES - 5);
      edges.add(new Edge(source, target, random.nextFloat() * 100));
    }
    return edges;
  }

  @ParameterizedTest
  @CsvSource({
    "el, false, false",
    "el, true, false",
    "el, false, true",
    "el, true, true",
    "csv, false, false",
    "csv, false, true",
    "mtx, false, false",
    "mtx, true, false",
    "mtx, false, true",
    "mtx, true, true",
    "csr, false, false",
    "csr, true, false",
    "csr, false, true",
    "csr, true, true",
  })
  void readsWhatTheWritersWrite(String format, boolean symmetric, boolean weighted)
      throws IOException {
    List<Edge> edges = symmetric ? TestGraphs.mirrored(edges()) : edges();
    int[] stored = TestGraphs.shuffled(VERTICES, 3);
    Path file = folder.resolve("g." + format);
    try (Graph written = TestGraphs.graph(VERTICES, symmetric, weighted, edges, stored)) {
      switch (format) {
        case "el" -> EdgeListWriter.write(written, file, EdgeExportOptions.defaults());
        case "csv" -> EdgeCsvWriter.write(written, file, EdgeExportOptions.defaults());
        case "mtx" -> MatrixMarketWriter.write(written, file);
        default -> CsrFile.write(written, file);
      }
      try (Graph read = Imports.run(file).graph()) {
        assertThat(read.symmetric()).isEqualTo(symmetric);
        assertThat(read.weighted()).isEqualTo(weighted);
        // A CSV file does not say how many vertices there are; the last ones have no edges.
        assertThat(read.vertexCount()).isEqualTo(format.equals("csv") ? VERTICES - 5 : VERTICES);
        assertThat(sorted(read)).isEqualTo(sorted(written));
      }
    }
  }

  private static List<String> sorted(Graph graph) {
    return Imports.arcTexts(graph).stream().sorted().toList();
  }
}
