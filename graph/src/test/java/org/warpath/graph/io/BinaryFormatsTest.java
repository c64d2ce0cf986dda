package org.warpath.graph.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.io.text.Packed;
import org.warpath.graph.names.NumericIds;
import org.warpath.graph.store.CsrFile;
import org.warpath.kernels.SharedData;

/** GAP's serialized graphs, WebGraph's BVGraph, and our own files. */
class BinaryFormatsTest {
  @TempDir Path folder;

  private static byte[] gap(boolean directed, long[] offsets, int... neighbours) {
    ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) (directed ? 1 : 0));
    bytes.putLong(offsets[offsets.length - 1]).putLong(offsets.length - 1L);
    for (int copy = 0; copy < (directed ? 2 : 1); copy++) {
      Arrays.stream(offsets).forEach(bytes::putLong);
      Arrays.stream(neighbours).forEach(bytes::putInt);
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private Graph read(String name, byte[] content) throws IOException {
    return Imports.run(Files.write(folder.resolve(name), content)).graph();
  }

  @Test
  void readsGapGraphs() throws IOException {
    try (Graph directed = read("d.sg", gap(true, new long[] {0, 2, 2, 3}, 1, 2, 0));
        Graph undirected = read("u.sg", gap(false, new long[] {0, 1, 2, 3}, 1, 0, 2));
        Graph weighted = read("w.wsg", gap(true, new long[] {0, 1, 2}, 1, 7, 0, 0))) {
      assertThat(Imports.arcTexts(directed)).containsExactly("0→1", "0→2", "2→0");
      assertThat(directed.symmetric()).isFalse();
      assertThat(Imports.arcTexts(undirected)).containsExactly("0→1", "1→0", "2→2");
      assertThat(undirected.symmetric()).isTrue();
      assertThat(Imports.arcTexts(weighted)).containsExactly("0→1:7.0", "1→0:0.0");
    }
  }

  @Test
  void readsPackedGapGraphs() throws IOException {
    byte[] plain = gap(true, new long[] {0, 2, 2, 3}, 1, 2, 0);
    try (Graph graph = read("d.sg.zst", Packed.ZST.pack(plain))) {
      assertThat(Imports.arcTexts(graph)).containsExactly("0→1", "0→2", "2→0");
    }
    byte[] cut = Packed.GZ.pack(Arrays.copyOf(plain, plain.length - 3));
    assertThatThrownBy(() -> read("d.sg.gz", cut))
        .hasMessage(folder.resolve("d.sg.gz") + ": is truncated");
  }

  @Test
  void refusesDamagedGapGraphs() {
    byte[] sound = gap(true, new long[] {0, 2, 2, 3}, 1, 2, 0);
    assertThatThrownBy(() -> read("a.sg", Arrays.copyOf(sound, sound.length - 1)))
        .isInstanceOf(GraphFormatException.class)
        .hasMessageEndingWith("a.sg: has 104 bytes, expected 105 for 3 vertices and 3 arcs");
    assertThatThrownBy(() -> read("a.sg", Arrays.copyOf(sound, 10)))
        .hasMessageEndingWith("a.sg: is truncated");
    assertThatThrownBy(
            () -> read("a.sg", "1 2\n3 4\n5 6\n7 8\n9 10\n".getBytes(StandardCharsets.UTF_8)))
        .hasMessageEndingWith("a.sg: its header is not that of a GAP graph");
    assertThatThrownBy(() -> read("a.sg", gap(true, new long[] {0, 3, 2, 3}, 1, 2, 0)))
        .hasMessageEndingWith("a.sg: row offset 2 is 2, after 3");
    assertThatThrownBy(() -> read("a.sg", gap(true, new long[] {0, 2, 2, 3}, 1, 3, 0)))
        .hasMessageEndingWith("a.sg: neighbour 1 is 3, expected a vertex in [0, 3)");
    assertThatThrownBy(() -> read("a.sg", gap(false, new long[] {0, 1, 1}, 1)))
        .hasMessageContaining("a.sg: some edge is listed at one of its ends only");
    assertThatThrownBy(() -> read("a.wsg", gap(true, new long[] {0, 1, 1}, 1, -3)))
        .hasMessageContaining("a.wsg: edge 0→1 has weight -3.0, expected at least 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cnr-2000.graph", "cnr-2000.properties", "cnr-2000"})
  void readsABvGraphByAnyOfItsNames(String name) throws IOException {
    Path part = SharedData.file("cnr-2000/cnr-2000.graph").resolveSibling(name);
    try (Graph graph = GraphFiles.open(part)) {
      assertThat(graph.vertexCount()).isEqualTo(325_557);
      assertThat(graph.edgeCount()).isEqualTo(3_216_152);
    }
  }

  @Test
  void readsTheSameArcsFromABvGraphAsFromItsText() throws IOException {
    Path text = SharedData.file("cnr-2000/cnr-2000.graph-txt.gz");
    BuildOptions asNumbered = BuildOptions.defaults().withOrdering(Ordering.NONE);
    ImportOptions options = ImportOptions.defaults().withBuild(asNumbered);
    try (Graph graph = Imports.run(options, SharedData.file("cnr-2000/cnr-2000.graph")).graph();
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(text)), StandardCharsets.US_ASCII))) {
      assertThat(lines.readLine()).isEqualTo("325557");
      for (int u = 0; u < graph.vertexCount(); u++) {
        List<String> row = new ArrayList<>();
        for (long e = graph.out().rowStart(u); e < graph.out().rowStart(u + 1); e++) {
          row.add(Integer.toString(graph.out().column(e)));
        }
        assertThat(String.join(" ", row)).isEqualTo(lines.readLine().strip());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 'arcs=3216152', 'data is damaged or truncated'",
    "1430488, 'arcs=3216151', 'declares 3216151 arcs, has 3216152'",
    "1430488, 'graphclass=it.unimi.dsi.webgraph.EFGraph', 'expected it.unimi.dsi.webgraph.BVGraph'",
  })
  void refusesADamagedBvGraph(int length, String property, String message) throws IOException {
    Path sound = SharedData.file("cnr-2000/cnr-2000.graph");
    byte[] bytes = Files.readAllBytes(sound);
    Files.write(folder.resolve("g.graph"), Arrays.copyOf(bytes, length));
    String properties = Files.readString(sound.resolveSibling("cnr-2000.properties"));
    Files.writeString(folder.resolve("g.properties"), properties + "\n" + property + "\n");
    assertThatThrownBy(() -> GraphFiles.open(folder.resolve("g.graph")))
        .isInstanceOf(GraphFormatException.class)
        .hasMessageStartingWith(folder.resolve("g.").toString())
        .hasMessageContaining(message);
  }

  @Test
  void mapsOurOwnFilesAndBuildsThemAnew() throws IOException {
    Path file = folder.resolve("g.csr");
    try (Graph graph =
        TestGraphs.weighted(4, new Edge(0, 1, 1), new Edge(0, 1, 2), new Edge(3, 3, 5))) {
      CsrFile.write(graph, file);
    }
    ImportOptions summed =
        ImportOptions.defaults()
            .withBuild(
                BuildOptions.defaults()
                    .withDuplicates(org.warpath.graph.build.Duplicates.SUM)
                    .withOrdering(Ordering.DEGREE));
    try (Graph mapped = GraphFiles.open(file);
        Graph anew = Imports.run(summed, file).graph()) {
      assertThat(Imports.arcTexts(mapped)).containsExactly("0→1:1.0", "0→1:2.0", "3→3:5.0");
      assertThat(Imports.arcTexts(anew)).containsExactly("0→1:3.0", "3→3:5.0");
      assertThat(anew.order().isIdentity()).isFalse();
    }
  }

  @Test
  void keepsNamesAndSymmetryOfOurOwnFiles() throws IOException {
    Path source = Imports.write(folder, "g.txt", "70 9\n9 100\n");
    ImportOptions undirected = ImportOptions.defaults().withDirection(Direction.UNDIRECTED);
    Path file = folder.resolve("g.csr");
    try (Graph graph = Imports.run(undirected, source).graph()) {
      CsrFile.write(graph, file);
    }
    try (Graph anew = Imports.run(file).graph()) {
      Files.delete(file);
      assertThat(anew.symmetric()).isTrue();
      assertThat(anew.names()).get().isInstanceOf(NumericIds.class);
      assertThat(Imports.namedArcs(anew)).containsExactly("9→70", "9→100", "70→9", "100→9");
    }
  }
}
