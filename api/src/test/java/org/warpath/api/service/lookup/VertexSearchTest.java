package org.warpath.api.service.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.ShippedData;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.names.NameTable;
import org.warpath.graph.names.NumericIds;
import org.warpath.graph.store.SampleGraphs;

class VertexSearchTest {
  private static Graph wikipedia;

  @BeforeAll
  static void readTitles() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(ShippedData.file("simplewiki-2007/titles.txt.gz"))),
                StandardCharsets.UTF_8))) {
      wikipedia = named(lines.lines().toList());
    }
  }

  @AfterAll
  static void close() {
    wikipedia.close();
  }

  private static Graph named(List<String> names) {
    return SampleGraphs.named(TestGraphs.directed(names.size()), NameTable.of(names));
  }

  private static List<String> names(Graph graph, String query, int limit) {
    return Arrays.stream(VertexSearch.search(graph, query, limit)).mapToObj(graph::name).toList();
  }

  @Test
  void titlesAreFoundByTheirBeginningAndInSpiteOfTypingErrors() {
    assertThat(names(wikipedia, "berl", 3)).first().isEqualTo("Berlin");
    assertThat(names(wikipedia, "Untied Staets", 5)).contains("United States");
    assertThat(names(wikipedia, "albert einst", 2)).contains("Albert Einstein");
    assertThat(names(wikipedia, "a", 1000)).hasSize(1000).doesNotHaveDuplicates();
    assertThat(names(wikipedia, "qqqqqqqqqqqq", 10)).isEmpty();
  }

  @Test
  void aNumberSignMeansTheNumberBeforeAnyName() {
    try (Graph graph = named(List.of("#2", "x", "#2 (song)", "2"))) {
      assertThat(VertexSearch.search(graph, "#2", 9)).startsWith(2, 0);
      assertThat(VertexSearch.search(graph, "#2", 1)).containsExactly(2);
      assertThat(VertexSearch.search(graph, "2", 1)).containsExactly(3);
      assertThat(VertexSearch.search(graph, "#4", 9)).containsExactly(0);
      assertThat(VertexSearch.search(graph, "#02", 9)).doesNotContain(1, 3);
      assertThat(VertexSearch.search(graph, "#", 9)).startsWith(0, 2);
    }
  }

  @Test
  void verticesWithoutNamesAreFoundByTheirFirstDigits() {
    try (Graph graph = TestGraphs.directed(200)) {
      assertThat(VertexSearch.search(graph, "19", 100)).startsWith(19, 190, 191, 192, 193);
      assertThat(VertexSearch.search(graph, "#19", 4)).containsExactly(19);
      assertThat(VertexSearch.search(graph, "200", 2)).containsExactly(199, 198);
      assertThat(VertexSearch.search(graph, "x", 2)).isEmpty();
    }
    try (Graph graph = TestGraphs.directed(0)) {
      assertThat(VertexSearch.search(graph, "0", 2)).isEmpty();
      assertThat(VertexSearch.search(graph, "#0", 2)).isEmpty();
    }
  }

  @Test
  void integerIdsAreFoundAsNames() {
    try (Graph graph = SampleGraphs.named(TestGraphs.directed(3), NumericIds.of(5, 50, 700))) {
      assertThat(VertexSearch.search(graph, "5", 2)).containsExactly(0, 1);
      assertThat(VertexSearch.search(graph, "#2", 1)).containsExactly(2);
      assertThat(VertexSearch.search(graph, "690", 1)).containsExactly(2);
    }
  }
}
