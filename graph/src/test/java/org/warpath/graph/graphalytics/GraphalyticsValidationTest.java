package org.warpath.graph.graphalytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.ShippedData;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.SharedData;

class GraphalyticsValidationTest {
  private static final Engine ENGINE = Engine.cpu(2);

  @TempDir Path folder;

  /** The directed example, all files in one folder. */
  @BeforeEach
  void copyTheDirectedExample() throws IOException {
    for (String file :
        List.of(
            "config/example-directed.properties",
            "example/example-directed.v",
            "example/example-directed.e",
            "example/example-directed-BFS",
            "example/example-directed-CDLP",
            "example/example-directed-LCC",
            "example/example-directed-PR",
            "example/example-directed-SSSP",
            "example/example-directed-WCC")) {
      Path source = ShippedData.file("graphalytics/" + file);
      Files.copy(source, folder.resolve(source.getFileName()));
    }
  }

  private Path file(String suffix) {
    return folder.resolve("example-directed" + suffix);
  }

  private GraphalyticsReport run() throws IOException {
    return GraphalyticsValidation.run(folder, ENGINE);
  }

  private void replace(String suffix, String text, String replacement) throws IOException {
    String content = Files.readString(file(suffix));
    assertThat(content).contains(text);
    Files.writeString(file(suffix), content.replace(text, replacement));
  }

  @Test
  void bothExamplesPass() throws IOException {
    List<Outcome> heard = new ArrayList<>();
    GraphalyticsReport report =
        GraphalyticsValidation.run(
            ShippedData.file("graphalytics"), ENGINE, RunControl.none(), heard::add);
    assertThat(report).hasToString("12 passed, 0 failed, 0 skipped");
    assertThat(report.outcomes()).isEqualTo(heard);
    assertThat(heard)
        .extracting(outcome -> outcome.graph() + " " + outcome.algorithm())
        .startsWith("example-directed bfs", "example-directed cdlp", "example-directed lcc")
        .endsWith("example-undirected sssp", "example-undirected wcc");
    assertThat(heard.getFirst().toString())
        .matches("example-directed bfs: passed \\([0-9]+\\.[0-9]{3} s\\)");
  }

  @Test
  void graphsThatAreOnlyDescribedAreSkipped() throws IOException {
    GraphalyticsReport report = GraphalyticsValidation.run(SharedData.file("graphalytics"), ENGINE);
    assertThat(report.passed()).isEqualTo(12);
    assertThat(report.failed()).isZero();
    assertThat(report.skipped()).isGreaterThan(150);
    assertThat(report.outcomes())
        .contains(new Outcome("kgs", "bfs", new Verdict.Skipped("no file kgs.v"), 0));
  }

  @ParameterizedTest
  @CsvSource({
    "BFS, '4 2', '4 3', 4, 3, 2",
    "BFS, '2 9223372036854775807', '2 1', 2, 1, 9223372036854775807",
    "CDLP, '10 1', '10 2', 10, 2, 1",
    "LCC, '3 1.5', '3 1.4', 3, 0.14, 0.15",
    "PR, '1 1.4776', '1 1.4796', 1, 0.1479629166666667, 0.147762916666666",
    "SSSP, '2 Infinity', '2 7.5', 2, 7.5, Infinity",
    "SSSP, '3 5.000000000000000e-01', '3 inf', 3, Infinity, 0.5",
    "WCC, '4 1', '4 4', 4, a new part, the part of vertex 1",
  })
  void differenceIsNamedWithItsVertex(
      String algorithm, String text, String replacement, long vertex, String expected, String got)
      throws IOException {
    replace("-" + algorithm, text, replacement);
    GraphalyticsReport report = run();
    assertThat(report).hasToString("5 passed, 1 failed, 0 skipped");
    assertThat(report.outcomes())
        .filteredOn(outcome -> outcome.verdict() instanceof Verdict.Mismatch)
        .singleElement()
        .satisfies(outcome -> {
          assertThat(outcome.algorithm()).isEqualToIgnoringCase(algorithm);
          // The last digits of a rank are the rounding's.
          assertThat(outcome.verdict().toString())
              .startsWith("FAILED: vertex " + vertex + " expected " + expected + ", got " + got);
        });
  }

  @Test
  void brokenNumberIsRefusedAtItsPlace() throws IOException {
    replace("-PR", "5 1.46", "5 one.46");
    assertThatThrownBy(this::run)
        .isInstanceOf(GraphFormatException.class)
        .hasMessage("%s:5:3: expected a number, found \"one.462400000000000e-01\"", file("-PR"));
  }

  @Test
  void unreachableMayBeWrittenMinusOne() throws IOException {
    replace("-BFS", "9223372036854775807", "-1");
    assertThat(run()).hasToString("6 passed, 0 failed, 0 skipped");
    replace("-BFS", "4 2", "4 -1");
    assertThat(run()).hasToString("5 passed, 1 failed, 0 skipped");
  }

  @Test
  void parametersOfThePropertiesAreUsed() throws IOException {
    replace(".properties", "cdlp.max-iterations = 2", "cdlp.max-iterations = 1");
    replace(".properties", "pr.num-iterations = 2", "pr.num-iterations = 3");
    replace(".properties", "bfs.source-vertex = 1", "bfs.source-vertex = 3");
    replace(".properties", "sssp.source-vertex = 1", "sssp.source-vertex = 3");
    assertThat(run()).hasToString("2 passed, 4 failed, 0 skipped");
  }

  @Test
  void packedFilesAndMissingReferencesAreFine() throws IOException {
    for (String suffix : List.of(".v", ".e", "-BFS")) {
      try (GZIPOutputStream packed =
          new GZIPOutputStream(Files.newOutputStream(file(suffix + ".gz")))) {
        Files.copy(file(suffix), packed);
      }
      Files.delete(file(suffix));
    }
    Files.delete(file("-LCC"));
    replace(".properties", "algorithms = bfs, cdlp", "algorithms = bfs, magic, cdlp");
    GraphalyticsReport report = run();
    assertThat(report).hasToString("5 passed, 0 failed, 2 skipped");
    assertThat(report.outcomes())
        .contains(
            new Outcome(
                "example-directed", "lcc", new Verdict.Skipped("no file example-directed-LCC"), 0),
            new Outcome(
                "example-directed",
                "magic",
                new Verdict.Skipped("no algorithm of Graphalytics"),
                0));
  }

  @Test
  void graphWithoutAnyReferenceIsNotRead() throws IOException {
    for (Algorithm algorithm : Algorithm.values()) {
      Files.delete(file("-" + algorithm));
    }
    Files.writeString(file(".e"), "broken");
    assertThat(run()).hasToString("0 passed, 0 failed, 6 skipped");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        ".directed = true ~ .directed = yes ~"
            + " expected graph.example-directed.directed to be true or false, was yes",
        "bfs.source-vertex = 1 ~ bfs.source-vertex = 11 ~"
            + " expected graph.example-directed.bfs.source-vertex to be a vertex of the graph,"
            + " was 11",
        "cdlp.max-iterations = 2 ~ cdlp.max-iterations = two ~"
            + " expected graph.example-directed.cdlp.max-iterations to be an integer, was two",
        "pr.num-iterations = 2 ~ pr.num-iterations = 0 ~"
            + " expected graph.example-directed.pr.num-iterations to be at least 1, was 0",
        "pr.damping-factor ~ pr.damping ~"
            + " expected a property graph.example-directed.pr.damping-factor",
      })
  void badPropertiesAreNamed(String text, String replacement, String problem) throws IOException {
    replace(".properties", text, replacement);
    assertThatThrownBy(this::run)
        .isInstanceOf(GraphFormatException.class)
        .hasMessage("%s: %s", file(".properties"), problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "5 1 ~ 5 x ~ :5:3: expected an integer, found \"x\"",
        "5 1 ~ 55 1 ~ :5:3: expected a vertex of the graph, found 55",
        "5 1 ~ 4 1 ~ :5:2: expected one line a vertex, found a second for 4",
        "10 2 ~ # nothing ~ :10:1: expected a vertex id, found \"#\"",
      })
  void brokenReferenceIsRefusedAtItsPlace(String text, String replacement, String problem)
      throws IOException {
    replace("-BFS", text, replacement);
    assertThatThrownBy(this::run)
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(file("-BFS") + problem);
  }

  @Test
  void referenceWithoutALineForEveryVertexIsRefused() throws IOException {
    replace("-PR", "2 4.753375000000000e-02\n", "");
    assertThatThrownBy(this::run)
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(file("-PR") + ": expected a line for every vertex, none for 2");
  }

  @Test
  void folderWithoutGraphsAndMissingFolderAreRefused() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> GraphalyticsValidation.run(empty, ENGINE))
        .isInstanceOf(GraphFormatException.class)
        .hasMessageStartingWith(empty + ": no Graphalytics graph in it");
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> GraphalyticsValidation.run(missing, ENGINE))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void stopsWhenCancelled() {
    CancellationToken token = new CancellationToken();
    RunControl control = new RunControl(progress -> {}, token);
    List<Outcome> heard = new ArrayList<>();
    assertThatThrownBy(() ->
            GraphalyticsValidation.run(
                folder,
                ENGINE,
                control,
                outcome -> {
                  heard.add(outcome);
                  token.cancel();
                }))
        .isInstanceOf(CancellationException.class);
    assertThat(heard).hasSize(1);
  }
}
