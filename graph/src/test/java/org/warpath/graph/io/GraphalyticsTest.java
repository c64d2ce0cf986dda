package org.warpath.graph.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.io.text.Packed;
import org.warpath.kernels.SharedData;

class GraphalyticsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"example-directed.v", "example-directed.e", "example-directed"})
  void readsTheDirectedExampleByAnyOfItsNames(String name) throws IOException {
    Path file = SharedData.file("graphalytics/example/example-directed.v").resolveSibling(name);
    try (Graph graph = GraphFiles.open(file)) {
      assertThat(graph.vertexCount()).isEqualTo(10);
      assertThat(graph.edgeCount()).isEqualTo(17);
      assertThat(graph.weighted()).isTrue();
      assertThat(graph.name(0)).isEqualTo("1");
      assertThat(graph.vertex("10")).isEqualTo(9);
    }
  }

  @Test
  void readsTheUndirectedExample() throws IOException {
    ImportOptions undirected = ImportOptions.defaults().withDirection(Direction.UNDIRECTED);
    Path file = SharedData.file("graphalytics/example/example-undirected.e");
    try (Graph graph = Imports.run(undirected, file).graph()) {
      assertThat(graph.vertexCount()).isEqualTo(9);
      assertThat(graph.edgeCount()).isEqualTo(24);
      assertThat(graph.symmetric()).isTrue();
      assertThat(graph.name(0)).isEqualTo("2");
    }
  }

  private Path write(String vertices, String edges) {
    Imports.write(folder, "g.v", vertices);
    return Imports.write(folder, "g.e", edges);
  }

  @Test
  void keepsTheOrderOfWideIdsAndVerticesWithoutEdges() throws IOException {
    try (Graph graph = Imports.run(write("900\n-5\n7\n9000000000\n", "7 9000000000\n")).graph()) {
      assertThat(graph.vertexCount()).isEqualTo(4);
      assertThat(Imports.arcTexts(graph)).containsExactly("1→3");
      assertThat(graph.name(0)).isEqualTo("-5");
      assertThat(graph.name(2)).isEqualTo("900");
    }
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true"})
  void takesTheDirectionFromThePropertiesBeside(String directed, boolean symmetric)
      throws IOException {
    Path file = write("1\n2\n", "1 2\n");
    Imports.write(folder, "g.properties", "graph.g.directed = " + directed + "\n");
    try (Graph graph = GraphFiles.open(file)) {
      assertThat(graph.symmetric()).isEqualTo(symmetric);
    }
  }

  @Test
  void findsPackedFiles() throws IOException {
    Files.write(folder.resolve("g.v.gz"), Packed.GZ.pack("0\n1\n2\n".getBytes(UTF_8)));
    Path edges = Files.write(folder.resolve("g.e.zst"), Packed.ZST.pack("0 1\n".getBytes(UTF_8)));
    try (Graph graph = GraphFiles.open(edges)) {
      assertThat(graph.vertexCount()).isEqualTo(3);
      assertThat(graph.names()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1\\n2\\n | 1 2\\n2 3\\n | g.e:2:1: expected a known vertex id, found 3",
        "1\\n2\\n | 1 x\\n | g.e:1:3: expected an id that is an integer, found \"x\"",
        "1\\nb\\n | 1 2\\n | g.v:2:1: expected a vertex id, an integer, found \"b\"",
        "1\\n1\\n2\\n | 1 2\\n | g.v: lists 3 vertices, of which only 2 are different",
        "1\\n2\\n | 1 2 -1\\n | g.e:1:7: weight -1.0 is negative, expected at least 0 (import with negative weights kept, for widest paths)",
      })
  void namesTheLineOfWhatItCannotRead(String vertices, String edges, String message) {
    Path file = write(vertices.replace("\\n", "\n"), edges.replace("\\n", "\n"));
    assertThatThrownBy(() -> GraphFiles.open(file))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(folder.resolve(message).toString());
  }
}
