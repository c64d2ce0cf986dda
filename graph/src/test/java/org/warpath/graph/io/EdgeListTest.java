package org.warpath.graph.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.ImportReport;
import org.warpath.graph.build.Imported;
import org.warpath.kernels.SharedData;

class EdgeListTest {
  @TempDir Path folder;

  private Graph read(String text) throws IOException {
    return Imports.run(Imports.write(folder, "graph.txt", text)).graph();
  }

  private Graph read(ImportOptions options, String text) throws IOException {
    return Imports.run(options, Imports.write(folder, "graph.txt", text)).graph();
  }

  private ImportOptions titles(String... titles) {
    Path file = Imports.write(folder, "titles.txt", String.join("\n", titles));
    return ImportOptions.defaults().withTitles(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 1\n1 2\n0 2\n",
        "0 1\n1 2\n0 2",
        "0\t1\n1\t2\n0\t2\n",
        "0,1\n1,2\n0,2\n",
        "0, 1\n1 ,2\n0,2,\n",
        "0;1\n1;2\n0;2\n",
        "\"0\",\"1\"\n\"1\",\"2\"\n0,2\n",
        "0 1\r\n1 2\r\n0 2\r\n",
        "\ufeff0 1\n1 2\n0 2\n",
        "# a comment\n% another\n%third\n0 1\n\n  \n# one more\n1 2\n%% and more\n0 2\n\n",
        "  0   1  \n\t1 \t 2\n0 2\n",
        "+0 1\n-0 2\n1 02\n",
        "source,target\n0,1\n1,2\n0,2\n",
        "a b\n0 1\n1 2\n0 2\n",
      })
  void readsDenseIntegerIdsHoweverTheyAreWritten(String text) throws IOException {
    try (Graph graph = read(text)) {
      assertThat(graph.vertexCount()).isEqualTo(3);
      assertThat(Imports.arcTexts(graph)).containsExactly("0→1", "0→2", "1→2");
      assertThat(graph.names()).isEmpty();
      assertThat(graph.weighted()).isFalse();
    }
  }

  @Test
  void numbersSparseIdsInAscendingOrderAndNamesThem() throws IOException {
    try (Graph graph = read("70 9\n9 100\n100 70\n")) {
      assertThat(graph.vertexCount()).isEqualTo(3);
      assertThat(Imports.arcTexts(graph)).containsExactly("0→2", "1→0", "2→1");
      assertThat(Imports.namedArcs(graph)).containsExactly("9→100", "70→9", "100→70");
      assertThat(graph.vertex("70")).isEqualTo(1);
    }
  }

  @Test
  void readsIdsOfTheWhole64BitRange() throws IOException {
    String least = Long.toString(Long.MIN_VALUE);
    String most = Long.toString(Long.MAX_VALUE);
    try (Graph graph = read(most + " -1 .5\n5 " + least + " 1\n2147483647 5 2\n")) {
      assertThat(Imports.namedArcs(graph))
          .containsExactly("5→" + least, "2147483647→5", most + "→-1");
      assertThat(Imports.arcTexts(graph)).containsExactly("2→0:1.0", "3→2:2.0", "4→1:0.5");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"# Nodes: 6 Edges: 2\n", "# nodes 6\n", "% Vertices: 6\n"})
  void keepsGapsWhereACommentTellsTheVertexCount(String comment) throws IOException {
    try (Graph graph = read(comment + "0 4\n4 2\n")) {
      assertThat(graph.vertexCount()).isEqualTo(6);
      assertThat(graph.names()).isEmpty();
      assertThat(Imports.arcTexts(graph)).containsExactly("0→4", "4→2");
    }
  }

  @Test
  void numbersAnewWhereIdsExceedTheDeclaredVertexCount() throws IOException {
    try (Graph graph = read("# Nodes: 3 Edges: 2\n10 40\n40 20\n")) {
      assertThat(graph.vertexCount()).isEqualTo(3);
      assertThat(Imports.namedArcs(graph)).containsExactly("10→40", "40→20");
    }
  }

  @Test
  void readsAGraphWithoutEdgesThatDeclaresItsVertices() throws IOException {
    try (Graph graph = read("# Nodes: 4 Edges: 0\n")) {
      assertThat(graph.vertexCount()).isEqualTo(4);
      assertThat(graph.edgeCount()).isZero();
    }
  }

  @Test
  void keepsGapsWhereTitlesTellTheVertexCount() throws IOException {
    try (Graph graph = read(titles("zero", "one", "two", "three"), "0 2\n2 0\n")) {
      assertThat(graph.vertexCount()).isEqualTo(4);
      assertThat(graph.name(3)).isEqualTo("three");
      assertThat(Imports.namedArcs(graph)).containsExactly("zero→two", "two→zero");
    }
  }

  @Test
  void refusesAnIdBeyondTheTitles() {
    assertThatThrownBy(() -> read(titles("zero", "one"), "0 1\n\n1 2\n"))
        .isInstanceOf(GraphFormatException.class)
        .hasMessageEndingWith("graph.txt:3:1: expected a vertex id in [0, 2), found 2");
  }

  @Test
  void numbersNamesAsTheyFirstAppear() throws IOException {
    try (Graph graph = read("b a\na c\nb c\n")) {
      assertThat(Imports.arcTexts(graph)).containsExactly("0→1", "0→2", "1→2");
      assertThat(graph.name(0)).isEqualTo("b");
      assertThat(graph.vertex("c")).isEqualTo(2);
    }
  }

  @Test
  void numbersNamesAsTheTitlesFileDoes() throws IOException {
    try (Graph graph = read(titles("# comment", "", "a", "b", "alone", "c"), "b a\na c\n")) {
      assertThat(graph.vertexCount()).isEqualTo(4);
      assertThat(Imports.arcTexts(graph)).containsExactly("0→3", "1→0");
    }
  }

  @Test
  void refusesANameThatIsNotATitle() {
    assertThatThrownBy(() -> read(titles("a", "b"), "a b\nb z\n"))
        .isInstanceOf(GraphFormatException.class)
        .hasMessageEndingWith("graph.txt:2: expected one of the titles, found \"z\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a\\n\\nb\\n | titles.txt:2: is blank, expected a title",
        "a\\nb\\na\\n | titles.txt:3: name \"a\" comes twice: for vertex 0 and for vertex 2",
        "# only this\\n\\n | titles.txt: has no titles",
      })
  void refusesTitlesThatNameNoVertex(String titles, String message) {
    assertThatThrownBy(() -> read(titles(titles.replace("\\n", "\n")), "0 1\n"))
        .isInstanceOf(GraphFormatException.class)
        .hasMessageEndingWith(message);
  }

  @Test
  void readsTextAgainAsNamesWhenAnIdTurnsOutToBeOne() throws IOException {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, 300_000)
        .forEach(i -> text.append(i).append('\t').append(i + 1).append('\n'));
    text.append("New York\t0\n");
    try (Graph graph = read(text.toString())) {
      assertThat(graph.vertexCount()).isEqualTo(300_002);
      assertThat(graph.outDegree(graph.vertex("New York"))).isOne();
      assertThat(graph.name(5)).isEqualTo("5");
    }
  }

  @Test
  void readsQuotedCsvNames() throws IOException {
    String text = "from,to,weight\n\"a, b\",\"say \"\"hi\"\"\",2\nplain, spaced name ,\"3.5\"\n";
    try (Graph graph = read(text)) {
      assertThat(Imports.namedArcs(graph)).containsExactly("a, b→say \"hi\"", "plain→spaced name");
      assertThat(Imports.arcTexts(graph)).containsExactly("0→1:2.0", "2→3:3.5");
    }
  }

  @Test
  void takesUrlEncodedNamesForNamesNotForComments() throws IOException {
    try (Graph graph = read("% a comment\n%C3%81ed\tColumba\n% another\nColumba\t%41\n")) {
      assertThat(Imports.namedArcs(graph)).containsExactly("%C3%81ed→Columba", "Columba→%41");
    }
  }

  @Test
  void readsAThirdColumnAsWeightAndIgnoresFurtherOnes() throws IOException {
    try (Graph graph = read("0 1 1.5 x\n1 0 0 y z\n")) {
      assertThat(Imports.arcTexts(graph)).containsExactly("0→1:1.5", "1→0:0.0");
    }
  }

  @Test
  void leavesAWeightColumnUnreadOnRequest() throws IOException {
    ImportOptions unweighted =
        ImportOptions.defaults().withBuild(BuildOptions.defaults().withWeights(false));
    try (Graph graph = read(unweighted, "0 1 NaN\n1 0 red\n")) {
      assertThat(Imports.arcTexts(graph)).containsExactly("0→1", "1→0");
    }
  }

  @Test
  void storesBothArcsOfUndirectedEdges() throws IOException {
    ImportOptions undirected = ImportOptions.defaults().withDirection(Direction.UNDIRECTED);
    try (Graph graph = read(undirected, "0 1 2\n1 1 3\n")) {
      assertThat(graph.symmetric()).isTrue();
      assertThat(Imports.arcTexts(graph)).containsExactly("0→1:2.0", "1→0:2.0", "1→1:3.0");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# Undirected graph: x.txt | true",
        "# Undirected graph: each edge is listed in both directions | false",
        "# Directed graph: x.txt | false",
        "% sym unweighted | true",
        "% asym weighted | false",
      })
  void takesTheDirectionFromAComment(String comment, boolean symmetric) throws IOException {
    ImportOptions directed = ImportOptions.defaults().withDirection(Direction.DIRECTED);
    try (Graph integers = read(comment + "\n0 1\n");
        Graph names = read(comment + "\na b\n");
        Graph asked = read(directed, comment + "\n0 1\n")) {
      assertThat(integers.symmetric()).isEqualTo(symmetric);
      assertThat(names.symmetric()).isEqualTo(symmetric);
      assertThat(asked.symmetric()).isFalse();
    }
  }

  @Test
  void keepsNegativeWeightsOnRequest() throws IOException {
    ImportOptions keep = ImportOptions.defaults().withNegativeWeights(NegativeWeights.KEEP);
    try (Graph graph = read(keep, "0 1 -1\n")) {
      assertThat(Imports.arcTexts(graph)).containsExactly("0→1:-1.0");
    }
  }

  @Test
  void readsSeveralFilesAsOne() throws IOException {
    Path one = Imports.write(folder, "part-0.csv", "source,target\n0,1\n");
    Path two = Imports.write(folder, "part-1.tsv", "2\t0\n");
    try (Graph graph = Imports.run(one, two).graph()) {
      assertThat(Imports.arcTexts(graph)).containsExactly("0→1", "2→0");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 1 2\\n1 2 NaN\\n | :2:5: expected a weight, a finite number, found \"NaN\"",
        "0 1 2\\n1 2 inf\\n | :2:5: expected a weight, a finite number, found \"inf\"",
        "0 1 2\\n1 2 1e39\\n | :2:5: expected a weight that float32 can hold, found \"1e39\"",
        "0 1 2\\n1 2 3x\\n | :2:5: expected a weight, a finite number, found \"3x\"",
        "0 1 2\\n1 2 1e\\n | :2:5: expected a weight, a finite number, found \"1e\"",
        "0 1 2\\n1 2\\n | :2:4: expected a weight, found the end of the line",
        "0 1\\n1\\n | :2:2: expected a target id, found the end of the line",
        "0 1\\n1 2 3\\n | :2:5: expected two columns, as in the first edge, found \"3\"",
        "0 1\\n0 9223372036854775808\\n | :2:3: expected a 64-bit integer, found \"9223372036854775808\"",
        "0 1\\n-9223372036854775809 0\\n | :2:1: expected a 64-bit integer, found \"-9223372036854775809\"",
        "a,b\\nc,\\n | :2:3: expected a target id, found the end of the line",
        "a,b\\n\"c,d\\n | :2:1: expected a quoted field that ends on its line, found \"\"c\"",
        "# nothing\\n | : has no edges and does not say how many vertices there are",
      })
  void namesTheLineOfWhatItCannotRead(String text, String message) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(folder.resolve("graph.txt") + message);
  }

  @Test
  void refusesNamesThatAreNotUtf8() throws IOException {
    byte[] latin1 = "caf\u00e9 tea\n".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("latin1"), latin1);
    Path edges = Imports.write(folder, "g.txt", "0 1\n");
    assertThatThrownBy(() -> Imports.run(file))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(file + ":1: has a name that is not UTF-8 text");
    assertThatThrownBy(() -> Imports.run(ImportOptions.defaults().withTitles(file), edges))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(file + ":1: is no UTF-8 text, expected a title");
  }

  @Test
  void refusesANegativeWeightAndSaysHowToKeepIt() {
    assertThatThrownBy(() -> read("0 1 2\n1 2 -1\n"))
        .isInstanceOf(GraphFormatException.class)
        .hasMessageStartingWith(folder.resolve("graph.txt") + ":2:")
        .hasMessageContaining("weight -1.0 is negative, expected at least 0")
        .hasMessageContaining("kept");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void namesTheLineWhateverTheThreadCount(int threads) {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, 400_000).forEach(i -> text.append(i % 1000).append(" 7 1\n"));
    text.append("5 5 x\n").append("6 6 y\n".repeat(500_000));
    ImportOptions options =
        ImportOptions.defaults().withBuild(BuildOptions.defaults().withThreads(threads));
    assertThatThrownBy(() -> read(options, text.toString()))
        .hasMessageEndingWith(":400001:5: expected a weight, a finite number, found \"x\"");
  }

  @Test
  void readsTwiceWhatExceedsHalfTheMemoryBudget() throws IOException {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, 200_000)
        .forEach(i -> text.append(3 * i).append(' ').append(3 * (i / 2)).append('\n'));
    BuildOptions small =
        BuildOptions.defaults().withMemoryBudgetBytes(BuildOptions.MINIMUM_BUDGET_BYTES);
    try (Imported imported =
            Imports.run(
                ImportOptions.defaults().withBuild(small),
                Imports.write(folder, "graph.txt", text.toString()));
        Graph staged = read(text.toString())) {
      assertThat(imported.report().linesRead()).isEqualTo(200_000);
      assertThat(imported.report().edgesRead()).isEqualTo(200_000);
      assertThat(Imports.namedArcs(imported.graph())).isEqualTo(Imports.namedArcs(staged));
      assertThat(imported.graph().name(7)).isEqualTo("21");
    }
  }

  @Test
  void readsSimpleWikipedia() throws IOException {
    Path edges = SharedData.file("simplewiki-2007/simplewiki-2007-articles.edges.txt.gz");
    Path titles = SharedData.file("simplewiki-2007/simplewiki-2007-articles.titles.txt.gz");
    try (Imported imported = Imports.run(ImportOptions.defaults().withTitles(titles), edges)) {
      Graph graph = imported.graph();
      assertThat(graph.vertexCount()).isEqualTo(15_546);
      assertThat(graph.edgeCount()).isEqualTo(399_786);
      assertThat(graph.weighted()).isTrue();
      assertThat(graph.name(0)).isEqualTo("0 (number)");
      assertThat(graph.name(graph.vertex("United States"))).isEqualTo("United States");
      ImportReport report = imported.report();
      assertThat(report.linesRead()).isEqualTo(399_786 + 3);
      assertThat(report.edgesRead()).isEqualTo(399_786);
      assertThat(report.seconds()).containsKeys("read", "build");
    }
  }

  @Test
  void readsWikispeedia() throws IOException {
    Path links = SharedData.file("wikispeedia/links.tsv");
    Path articles = SharedData.file("wikispeedia/articles.tsv");
    try (Graph linked = Imports.run(links).graph();
        Graph all = Imports.run(ImportOptions.defaults().withTitles(articles), links).graph()) {
      assertThat(linked.vertexCount()).isEqualTo(4_592);
      assertThat(linked.edgeCount()).isEqualTo(119_882);
      assertThat(linked.name(0)).isEqualTo("%C3%81ed%C3%A1n_mac_Gabr%C3%A1in");
      assertThat(all.vertexCount()).isEqualTo(4_604);
      assertThat(all.edgeCount()).isEqualTo(119_882);
      assertThat(all.name(4_603)).isEqualTo("Zulu");
    }
  }

  @Test
  void readsTheSmallGraphs() throws IOException {
    try (Graph karate = Imports.run(SharedData.file("small-graphs/karate.csv")).graph();
        Graph multi = Imports.run(SharedData.file("small-graphs/karate_multi_edge.csv")).graph();
        Graph email = Imports.run(SharedData.file("small-graphs/email-Eu-core.csv")).graph()) {
      assertThat(karate.vertexCount()).isEqualTo(34);
      assertThat(karate.edgeCount()).isEqualTo(156);
      assertThat(multi.edgeCount()).isEqualTo(160);
      assertThat(email.vertexCount()).isEqualTo(1005);
      assertThat(email.edgeCount()).isEqualTo(25_571);
    }
  }
}
