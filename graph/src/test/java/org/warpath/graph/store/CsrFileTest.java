package org.warpath.graph.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.warpath.graph.store.SameGraph.assertSame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.VertexNames;
import org.warpath.graph.names.NameTable;
import org.warpath.graph.names.NumericIds;

class CsrFileTest {
  @TempDir Path folder;

  /** All 32 combinations of optional parts. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 64, 1000})
  void aGraphComesBackAsItWas(int vertexCount) throws IOException {
    for (int bits = 0; bits < 32; bits++) {
      var parts =
          new SampleGraphs.Parts(
              vertexCount, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0);
      Path file = folder.resolve(bits + ".csr");
      try (Graph graph = SampleGraphs.random(parts, bits)) {
        CsrFile.write(graph, file, CsrFileOptions.defaults().withInEdges((bits & 16) != 0));
        CsrFile.verify(file);
        try (Graph opened = CsrFile.open(file);
            Graph trusted = CsrFile.openTrusted(file)) {
          assertThat(opened.hasInEdges()).isEqualTo((bits & 16) != 0 || graph.symmetric());
          assertSame(opened, graph);
          assertSame(trusted, graph);
        }
      }
    }
  }

  @Test
  void anEmptyGraphComesBack() throws IOException {
    Path file = folder.resolve("empty.csr");
    try (Graph graph = TestGraphs.directed(0)) {
      CsrFile.write(graph, file, CsrFileOptions.defaults().withInEdges(true));
      CsrFile.verify(file);
      try (Graph opened = CsrFile.open(file)) {
        assertSame(opened, graph);
      }
    }
  }

  @Test
  void anEmptyGraphMayHaveNamesAndAnOrder() throws IOException {
    Path file = folder.resolve("empty.csr");
    try (Graph bare = TestGraphs.graph(0, false, true, List.of(), new int[0])) {
      for (VertexNames names : List.of(NameTable.of(List.of()), NumericIds.of())) {
        CsrFile.write(SampleGraphs.named(bare, names), file);
        CsrFile.verify(file);
        try (Graph opened = CsrFile.open(file)) {
          assertThat(opened.names()).get().isInstanceOf(names.getClass());
          assertThat(opened.vertexCount()).isZero();
        }
      }
    }
  }

  @Test
  void numericIdsComeBack() throws IOException {
    Path file = folder.resolve("ids.csr");
    try (Graph bare = TestGraphs.directed(3, 0, 1, 1, 2);
        Graph graph = SampleGraphs.named(bare, NumericIds.of(-5, 7, 1L << 40))) {
      CsrFile.write(graph, file);
      CsrFile.verify(file);
      try (Graph opened = CsrFile.open(file)) {
        assertSame(opened, graph);
        assertThat(opened.names()).get().isInstanceOf(NumericIds.class);
      }
    }
  }

  @Test
  void namesOfAnotherKindBecomeATable() throws IOException {
    Path file = folder.resolve("names.csr");
    VertexNames letters =
        new VertexNames() {
          @Override
          public int count() {
            return 3;
          }

          @Override
          public String name(int vertex) {
            return "abc".substring(vertex, vertex + 1);
          }

          @Override
          public int copyUtf8(int vertex, byte[] target) {
            target[0] = (byte) name(vertex).charAt(0);
            return 1;
          }

          @Override
          public int find(String name) {
            return "abc".indexOf(name);
          }

          @Override
          public int[] nearest(String name, int limit) {
            return new int[0];
          }
        };
    try (Graph bare = TestGraphs.directed(3, 0, 1);
        Graph graph = SampleGraphs.named(bare, letters)) {
      CsrFile.write(graph, file);
      try (Graph opened = CsrFile.open(file)) {
        assertSame(opened, graph);
      }
    }
  }

  @Test
  void asManyNamesAsVerticesOrNone() throws IOException {
    try (Graph bare = TestGraphs.directed(3, 0, 1)) {
      Graph graph = SampleGraphs.named(bare, NumericIds.of(1, 2));
      assertThatThrownBy(() -> CsrFile.write(graph, folder.resolve("x.csr")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("3 vertices cannot have 2 names");
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void anOpenGraphSurvivesTheReplacementOfItsFile() throws IOException {
    Path file = folder.resolve("g.csr");
    try (Graph first = TestGraphs.directed(3, 0, 1, 1, 2);
        Graph second = TestGraphs.directed(2, 1, 0)) {
      CsrFile.write(first, file);
      try (Graph opened = CsrFile.open(file)) {
        CsrFile.write(opened, file, CsrFileOptions.defaults().withInEdges(true));
        CsrFile.write(second, file);
        assertSame(opened, first);
      }
      try (Graph opened = CsrFile.open(file)) {
        assertSame(opened, second);
      }
    }
  }

  @Test
  void provenanceComesBackInOrder() throws IOException {
    Path file = folder.resolve("p.csr");
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("source", "enwiki a=b ü");
    provenance.put("command", "");
    try (Graph graph = TestGraphs.directed(2, 0, 1)) {
      CsrFile.write(graph, file, CsrFileOptions.defaults().withProvenance(provenance));
      assertThat(CsrFile.provenance(file)).containsExactlyEntriesOf(provenance);
      CsrFile.write(graph, file);
      assertThat(CsrFile.provenance(file)).isEmpty();
    }
  }

  @Test
  void provenanceThatIsNoLineIsRefused() {
    for (var entry :
        List.of(
            Map.entry("a=b", ""),
            Map.entry("", "x"),
            Map.entry("k", "a\nb"),
            Map.entry("k\r", "v"))) {
      assertThatThrownBy(() -> new CsrFileOptions(false, Map.of(entry.getKey(), entry.getValue())))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theBytesAreTheDocumentedOnes() throws IOException {
    Path file = folder.resolve("g.csr");
    try (Graph graph = TestGraphs.weighted(2, new TestGraphs.Edge(1, 0, 2.5f))) {
      CsrFile.write(graph, file);
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.getLong(0)).isEqualTo(0x1a0a0d5253435789L);
    assertThat(bytes.getInt(8)).isEqualTo(1);
    assertThat(bytes.getInt(12)).isEqualTo(2);
    assertThat(bytes.getLong(16)).isEqualTo(2);
    assertThat(bytes.getLong(24)).isEqualTo(1);
    assertThat(bytes.getLong(32)).isEqualTo(320).isEqualTo(bytes.limit());
    assertThat(bytes.getInt(40)).isEqualTo(3);
    int[] offsets = {128, 192, 256};
    long[] sizes = {24, 4, 4};
    for (int i = 0; i < 3; i++) {
      assertThat(bytes.getInt(48 + 24 * i)).isEqualTo(i + 1);
      assertThat(bytes.getLong(56 + 24 * i)).isEqualTo(offsets[i]);
      assertThat(bytes.getLong(64 + 24 * i)).isEqualTo(sizes[i]);
      assertThat(bytes.getInt(52 + 24 * i)).isEqualTo(checksum(bytes, offsets[i], sizes[i]));
    }
    assertThat(bytes.getLong(128)).isZero();
    assertThat(bytes.getLong(136)).isZero();
    assertThat(bytes.getLong(144)).isEqualTo(1);
    assertThat(bytes.getInt(192)).isZero();
    assertThat(bytes.getFloat(256)).isEqualTo(2.5f);
    int stored = bytes.getInt(44);
    assertThat(stored).isEqualTo(crc(bytes.putInt(44, 0).slice(0, 128)));
  }

  /** Of a section smaller than a block. */
  private static int checksum(ByteBuffer file, int offset, long size) {
    ByteBuffer digest = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    return crc(digest.putInt(0, crc(file.slice(offset, (int) size))));
  }

  private static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  @Test
  void graphFilesAreRecognized() throws IOException {
    Path file = folder.resolve("g.csr");
    Path text = Files.writeString(folder.resolve("edges.txt"), "0 1\n1 2\n");
    Path empty = Files.createFile(folder.resolve("empty"));
    try (Graph graph = TestGraphs.directed(2, 0, 1)) {
      CsrFile.write(graph, file);
    }
    assertThat(CsrFile.recognizes(file)).isTrue();
    assertThat(CsrFile.recognizes(text)).isFalse();
    assertThat(CsrFile.recognizes(empty)).isFalse();
  }
}
