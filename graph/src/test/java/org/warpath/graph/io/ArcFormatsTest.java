package org.warpath.graph.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.kernels.SharedData;

/** DIMACS and PACE: one edge a line after a header. */
class ArcFormatsTest {
  @TempDir Path folder;

  private Graph read(String text) throws IOException {
    return Imports.run(Imports.write(folder, "g.gr", text.replace("\\n", "\n"))).graph();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c hello\\np sp 3 2\\nc\\na 1 2 5\\n\\na 3 1 .5 | 0→1:5.0 2→0:0.5",
        "a 0 2 5\\nc x\\na 1 0 1 | 0→2:5.0 1→0:1.0",
        "p sp 2 0 | ''",
        "c hello\\np tw 3 2\\n1 2\\nc x\\n2 3 | 0→1 1→0 1→2 2→1",
      })
  void readsEdges(String text, String arcs) throws IOException {
    try (Graph graph = read(text)) {
      assertThat(String.join(" ", Imports.arcTexts(graph))).isEqualTo(arcs);
      assertThat(graph.symmetric()).isEqualTo(text.contains("tw"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p sp 3 2\\na 1 2 5 | : declares 2 arcs, has 1",
        "p sp 3 1\\na 0 2 5 | :2:3: expected a vertex in [1, 3], found \"0\"",
        "p sp 3 1\\na 1 4 5 | :2:5: expected a vertex in [1, 3], found \"4\"",
        "p sp 3 1\\na 1 2 | :2:6: expected a weight, found the end of the line",
        "p sp 3 1\\na 1 2 3 4 | :2:9: expected the end of the line, found \"4\"",
        "p sp 3 1\\na 1 2 NaN | :2:7: expected a weight, a finite number, found \"NaN\"",
        "p sp 3 1\\na 1 2 -1 | :2:9: weight -1.0 is negative, expected at least 0 (import with negative weights kept, for widest paths)",
        "p sp 3 1\\ne 1 2 | :2:1: expected an arc \"a u v w\", found \"e\"",
        "p max 3 1\\na 1 2 1 | :1:3: expected a header \"p sp n m\", found \"max\"",
        "p sp 3\\na 1 2 1 | :1:7: expected the number of arcs, found the end of the line",
        "a 0 -2 1 | :1:5: expected a vertex of at least 0, found \"-2\"",
        "a 0 2147483647 1 | :1:5: expected a vertex of at least 0, found \"2147483647\"",
        "c nothing | : has neither a header nor arcs",
        "p tw 3 1\\n1 2\\n2 3 | : declares 1 edges, has 2",
        "p tw 3 1\\n1 4 | :2:3: expected a vertex in [1, 3], found \"4\"",
        "p tw 3 1\\n1 2 3 | :2:5: expected the end of the line, found \"3\"",
        "p tw x | :1:6: expected the number of vertices, found \"x\"",
      })
  void namesTheLineOfWhatItCannotRead(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(folder.resolve("g.gr") + message);
  }

  @ParameterizedTest
  @CsvSource({"road/bremen_dist.gr, 172", "road/bremen_time.gr, 10320"})
  void readsTheRoadsOfBremenFromZero(String name, float firstWeight) throws IOException {
    try (Graph graph = Imports.run(SharedData.file(name)).graph()) {
      assertThat(graph.vertexCount()).isEqualTo(40_461);
      assertThat(graph.edgeCount()).isEqualTo(86_475);
      assertThat(graph.symmetric()).isFalse();
      assertThat(Imports.arcs(graph).getFirst())
          .isEqualTo(new org.warpath.graph.TestGraphs.Edge(0, 24_021, firstWeight));
    }
  }

  @ParameterizedTest
  @CsvSource({"NY, 264346, 365050", "NE, 1524453, 1934010"})
  void readsTheRoadsOfThePaceChallenge(String name, int vertices, long edges) throws IOException {
    try (Graph graph = Imports.run(SharedData.file("road-pace16/" + name + ".gr.xz")).graph()) {
      assertThat(graph.vertexCount()).isEqualTo(vertices);
      assertThat(graph.edgeCount()).isEqualTo(2 * edges);
      assertThat(graph.symmetric()).isTrue();
      assertThat(graph.weighted()).isFalse();
    }
  }

  @Test
  void namesVerticesByTheTitlesFile() throws IOException {
    Path titles = Imports.write(folder, "titles", "a\nb\nc\n");
    Path graphFile = Imports.write(folder, "g.gr", "p tw 3 1\n1 3\n");
    try (Graph graph =
        Imports.run(ImportOptions.defaults().withTitles(titles), graphFile).graph()) {
      assertThat(Imports.namedArcs(graph)).containsExactly("a→c", "c→a");
    }
    Imports.write(folder, "titles", "a\nb\n");
    assertThatThrownBy(() -> Imports.run(ImportOptions.defaults().withTitles(titles), graphFile))
        .hasMessage(titles + ": has 2 titles, " + graphFile + " has 3 vertices");
  }
}
