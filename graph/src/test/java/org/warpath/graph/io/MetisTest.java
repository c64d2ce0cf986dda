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

class MetisTest {
  @TempDir Path folder;

  private Path file(String text) {
    return Imports.write(folder, "g.graph", text.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "% hi\\n3 2\\n2\\n% there\\n1 3\\n2\\n | 0→1 1→0 1→2 2→1",
        "3 1\\n2\\n1\\n\\n | 0→1 1→0",
        "3 1 000\\n\\n3\\n2 | 1→2 2→1",
        "2 1 1\\n2 7\\n1 7\\n | 0→1:7.0 1→0:7.0",
        "2 1 011 2\\n5 6 2 .5\\n5 6 1 .5\\n | 0→1:0.5 1→0:0.5",
        "2 1 10\\n9 2\\n9 1\\n | 0→1 1→0",
        "2 1 100\\n9 2\\n9 1\\n | 0→1 1→0",
        "2 1 111 3\\n9 1 1 1 2 4\\n8 1 1 1 1 4\\n\\n\\n | 0→1:4.0 1→0:4.0",
        "1 0\\n\\n | ''",
        "2 2\\n2 2\\n1 1\\n | 0→1 0→1 1→0 1→0",
      })
  void readsEachFormat(String text, String arcs) throws IOException {
    try (Graph graph = Imports.run(file(text)).graph()) {
      assertThat(String.join(" ", Imports.arcTexts(graph))).isEqualTo(arcs);
      assertThat(graph.symmetric()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 2\\n2\\n1 3\\n | : declares 3 vertices, has 2",
        "2 1\\n2\\n1\\n1\\n | :4: comes after the 2 vertices declared",
        "2 2\\n2\\n1\\n | : declares 2 edges, has 1",
        "2 1\\n3\\n1\\n | :2:1: expected a vertex in [1, 2], found \"3\"",
        "2 1\\n1 2\\n1\\n | :2: has an edge from vertex 1 to itself",
        "2 1 1\\n2\\n1 5\\n | :2:2: expected a weight, found the end of the line",
        "2 1 012\\n2\\n1\\n | :1:8: expected a format of up to three digits 0 or 1, found \"012\"",
        "3 1\\n2\\n3\\n\\n | : some edge is listed at one of its ends only, or with another weight; expected each edge of an undirected graph at both",
        "2 1 1\\n2 5\\n1 6\\n | : some edge is listed at one of its ends only, or with another weight; expected each edge of an undirected graph at both",
        "NODES 11\\nlabel x y\\n | :1:1: expected the number of vertices, found \"NODES\"",
        "% nothing\\n | : has no header \"n m [fmt [ncon]]\"",
      })
  void namesWhatItCannotRead(String text, String message) {
    assertThatThrownBy(() -> Imports.run(file(text)))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(folder.resolve("g.graph") + message);
  }

  @Test
  void takesArcsAsListedOnRequest() throws IOException {
    ImportOptions directed = ImportOptions.defaults().withDirection(Direction.DIRECTED);
    try (Graph graph = Imports.run(directed, file("3 2\n2\n1 3\n2\n")).graph()) {
      assertThat(graph.symmetric()).isFalse();
      assertThat(Imports.arcTexts(graph)).containsExactly("0→1", "1→0", "1→2", "2→1");
    }
  }

  @Test
  void readsAVertexWithALongLine() throws IOException {
    StringBuilder star = new StringBuilder("400001 400000\n");
    for (int v = 2; v <= 400_001; v++) {
      star.append(v).append(' ');
    }
    star.append('\n').append("1\n".repeat(400_000));
    try (Graph graph = Imports.run(file(star.toString())).graph()) {
      assertThat(graph.outDegree(0)).isEqualTo(400_000);
      assertThat(graph.edgeCount()).isEqualTo(800_000);
    }
  }
}
