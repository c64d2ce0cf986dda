package org.warpath.graph.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.AssertGraph;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.io.text.Packed;
import org.warpath.graph.store.CsrFile;
import org.warpath.graph.store.CsrFileOptions;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.SharedData;

class GraphFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "g.dat | %%MatrixMarket matrix coordinate pattern general | MATRIX_MARKET",
        "g.mtx | 3 3 | MATRIX_MARKET",
        "g | p sp 1 1 | DIMACS",
        "g.gr | c a comment | DIMACS",
        "g.txt | a 0 1 5 | DIMACS",
        "g.gr.xz | p tw 1 1 | PACE",
        "g.graph | 3 2 | METIS",
        "g.metis | % x | METIS",
        "g.sg | x | GAP",
        "g.wsg.gz | x | GAP",
        "g.csv | a,b | EDGE_LIST",
        "g.el | 1 2 | EDGE_LIST",
        "g | # Nodes: 3 | EDGE_LIST",
        "g.e | 1 2 | EDGE_LIST",
        "g | a b | EDGE_LIST",
      })
  void knowsFormatsByContentThenByName(String name, String text, GraphFormat format)
      throws IOException {
    assertThat(FormatDetection.detect(Imports.write(folder, name, text + "\n"))).isEqualTo(format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one word a line\u0001", "word\nword\n"})
  void listsTheKnownFormatsWhenNoneFits(String content) {
    Path file = Imports.write(folder, "g.dat", content);
    assertThatThrownBy(() -> GraphFiles.open(file))
        .isInstanceOf(GraphFormatException.class)
        .hasMessageStartingWith(file + ": is ")
        .hasMessageContaining("in no known format, expected one of: edge list")
        .hasMessageContaining("BVGraph");
  }

  @Test
  void refusesRandomBytesWhateverTheName() throws IOException {
    byte[] garbage = new byte[5000];
    new Random(3).nextBytes(garbage);
    for (String extension :
        List.of("", ".txt", ".csv", ".mtx", ".gr", ".graph", ".sg", ".wsg", ".csr", ".e")) {
      Path file = Files.write(folder.resolve("garbage" + extension), garbage);
      assertThatThrownBy(() -> GraphFiles.open(file))
          .as(extension)
          .isInstanceOf(GraphFormatException.class)
          .hasMessageStartingWith(file + ": ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesRandomBytesInTheFormatAskedFor(GraphFormat format) throws IOException {
    byte[] garbage = new byte[5000];
    new Random(4).nextBytes(garbage);
    Path file = Files.write(folder.resolve("garbage.graph"), garbage);
    ImportOptions asked = ImportOptions.defaults().withFormat(format);
    assertThatThrownBy(() -> Imports.run(asked, file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("garbage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"g.txt", "g.mtx", "g.gr", "g.graph", "g.sg", "g.csr", "g.gz"})
  void refusesAnEmptyFile(String name) {
    Path file = Imports.write(folder, name, "");
    assertThatThrownBy(() -> GraphFiles.open(file))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(file + ": is empty");
  }

  @Test
  void saysThatAFileDoesNotExist() {
    Path missing = folder.resolve("missing.txt");
    assertThatThrownBy(() -> GraphFiles.open(missing))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(missing + ": no such file");
  }

  @ParameterizedTest
  @EnumSource
  void readsEveryFormatPacked(Packed packing) throws IOException {
    byte[] bremen = Files.readAllBytes(SharedData.file("road/bremen_dist.gr"));
    byte[] packed = packing.pack(bremen);
    Path file = Files.write(folder.resolve("bremen.gr" + packing.extension()), packed);
    try (Graph graph = GraphFiles.open(file)) {
      assertThat(graph.vertexCount()).isEqualTo(40_461);
      assertThat(graph.edgeCount()).isEqualTo(86_475);
    }
    Files.write(file, Arrays.copyOf(packed, packed.length / 2));
    assertThatThrownBy(() -> GraphFiles.open(file))
        .isInstanceOf(GraphFormatException.class)
        .hasMessageStartingWith(file + ": the ")
        .hasMessageContaining("truncated");
  }

  @ParameterizedTest
  @EnumSource
  void readsItsOwnFilesPacked(Packed packing) throws IOException {
    Path plain = folder.resolve("plain.csr");
    try (Graph graph = TestGraphs.directed(3, 0, 1, 0, 2, 2, 0)) {
      CsrFile.write(graph, plain, CsrFileOptions.defaults());
    }
    byte[] bytes = Files.readAllBytes(plain);
    Path file = Files.write(folder.resolve("packed.dat"), packing.pack(bytes));
    try (Graph graph = GraphFiles.open(file);
        Graph expected = TestGraphs.directed(3, 0, 1, 0, 2, 2, 0)) {
      AssertGraph.assertSame(graph, expected);
    }
    Files.write(file, packing.pack(Arrays.copyOf(bytes, bytes.length / 2)));
    assertThatThrownBy(() -> GraphFiles.open(file))
        .isInstanceOf(GraphFormatException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageNotContaining("unpacked");
  }

  @Test
  void refusesSeveralFilesOfAFormatThatHasOne() {
    Path one = Imports.write(folder, "a.gr", "p tw 2 1\n1 2\n");
    Path two = Imports.write(folder, "b.gr", "p tw 2 1\n1 2\n");
    assertThatThrownBy(() -> Imports.run(one, two))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(two + ": a graph in format pace is one file, got several");
  }

  @Test
  void refusesPartsOfWhichOnlySomeHaveWeights() {
    Path one = Imports.write(folder, "a.txt", "0 1\n");
    Path two = Imports.write(folder, "b.txt", "0 1 5\n");
    assertThatThrownBy(() -> Imports.run(one, two))
        .hasMessage(two + ": has weights, the files before it have none");
  }

  @Test
  void namesTheFormatsItDoesNotKnow() {
    assertThat(GraphFormat.of("MTX")).isEqualTo(GraphFormat.MATRIX_MARKET);
    assertThatThrownBy(() -> GraphFormat.of("gml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "format must be one of edges, mtx, dimacs, metis, pace, graphalytics, gap, bvgraph,"
                + " csr, was gml");
  }

  @Test
  void tellsProgressAndCanBeCancelled() throws IOException {
    Path file = Files.writeString(folder.resolve("g.txt"), "0 1\n".repeat(1_000_000));
    CancellationToken token = new CancellationToken();
    long[] seen = new long[2];
    RunControl control =
        new RunControl(
            progress -> {
              if (progress.step().equals("read")) {
                seen[0] = progress.done();
                seen[1] = progress.total();
                token.cancel();
              }
            },
            token);
    assertThatThrownBy(
            () -> GraphFiles.importFrom(List.of(file), ImportOptions.defaults(), control))
        .isInstanceOf(CancellationException.class);
    assertThat(seen[0]).isPositive();
    assertThat(seen[1]).isEqualTo(Files.size(file));
  }

  @Test
  void givesTheSameBitsForEveryThreadCount() throws IOException {
    StringBuilder text = new StringBuilder();
    Random random = new Random(11);
    for (int i = 0; i < 200_000; i++) {
      text.append(random.nextInt(5000)).append(' ').append(random.nextInt(5000));
      text.append(' ').append(random.nextInt(100) / 4f).append('\n');
    }
    Path file = Files.write(folder.resolve("g"), text.toString().getBytes(StandardCharsets.UTF_8));
    try (Graph one = read(file, 1);
        Graph two = read(file, 2);
        Graph three = read(file, 3)) {
      assertThat(Imports.arcs(two)).isEqualTo(Imports.arcs(one));
      assertThat(Imports.arcs(three)).isEqualTo(Imports.arcs(one));
    }
  }

  private static Graph read(Path file, int threads) throws IOException {
    BuildOptions build = BuildOptions.defaults().withThreads(threads);
    return Imports.run(ImportOptions.defaults().withBuild(build), file).graph();
  }
}
