package org.warpath.graph.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.names.NameTable;
import org.warpath.graph.store.SampleGraphs;

class EdgeCsvWriterTest {
  @TempDir Path folder;

  @Test
  void numbersNeedNoQuotes() throws IOException {
    Path target = folder.resolve("edges.csv");
    try (Graph graph =
        TestGraphs.weighted(3, new Edge(2, 0, 0.1f), new Edge(0, 1, 3), new Edge(1, 1, -0f))) {
      EdgeCsvWriter.write(graph, target, EdgeExportOptions.defaults());
    }
    assertThat(Files.readString(target))
        .isEqualTo("source,target,weight\n0,1,3\n1,1,-0.0\n2,0,0.1\n");
  }

  @Test
  void namesAreQuotedAsRfc4180Asks() throws IOException {
    Path target = folder.resolve("edges.csv");
    List<String> names =
        List.of("plain text", "comma, inside", "say \"x\"", "two\nlines", "", " blank", "ü€𝄞");
    try (Graph graph = TestGraphs.directed(7, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6)) {
      EdgeCsvWriter.write(
          SampleGraphs.named(graph, NameTable.of(names)),
          target,
          EdgeExportOptions.defaults().withLabels(VertexLabels.NAMES));
    }
    assertThat(Files.readString(target))
        .isEqualTo(
            """
            source,target
            plain text,"comma, inside"
            "comma, inside","say ""x""\"
            "say ""x""\","two
            lines"
            "two
            lines",""
            ""," blank"
            " blank",ü€𝄞
            """);
  }
}
