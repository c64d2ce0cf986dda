package org.warpath.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.service.contract.RunningService;
import org.warpath.graph.Graph;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.graph.pagerank.PageRankResult;
import org.warpath.graph.sssp.Sssp;
import org.warpath.graph.sssp.SsspOptions;
import org.warpath.kernels.Engine;

/** The examples run as they are, and print what the Java API computes. */
class ExamplesTest {
  @RegisterExtension static final RunningService SERVICE = RunningService.withSamples();

  private static final Path EXAMPLES = SimpleWiki.HOME.resolve("docs/examples");
  private static final Engine CPU = Engine.cpu();

  private static Graph graph;

  @BeforeAll
  static void open() {
    graph = SimpleWiki.open();
  }

  @AfterAll
  static void close() {
    graph.close();
  }

  @Test
  void python() throws Exception {
    List<String> said =
        run(
            "/usr/bin/python3",
            EXAMPLES.resolve("warpath_example.py").toString(),
            "--url",
            SERVICE.uri().toString());

    assertThat(said).contains("  simplewiki: 15546 vertices, 399786 edges");
    int einstein = graph.vertex("Albert Einstein");
    assertThat(said)
        .contains(
            "  Albert Einstein (number %d), %d links to it"
                .formatted(einstein, graph.inDegree(einstein)));

    PageRankResult ranks = PageRank.run(graph, PageRankOptions.defaults(), CPU);
    List<String> top = new ArrayList<>();
    ranks.top(10).forEach(v -> top.add("  %.6f  %s".formatted(v.rank(), v.name())));
    assertThat(said).containsSubsequence(top);

    assertThat(said)
        .containsSequence(
            clicks("Cheese", "Quantum mechanics"), "  " + path("Cheese", "Quantum mechanics"));

    double[] all = PageRank.run(graph, PageRankOptions.defaults().withDamping(0.9), CPU).ranks();
    assertThat(said)
        .contains(
            "All ranks: float64 (15546,), sum 1.000000, max %.6f"
                .formatted(Arrays.stream(all).max().orElseThrow()));

    assertThat(said)
        .containsSequence(
            "Uploaded python-example: 4 vertices, 4 edges", "  triangles in it: 1", "A job:")
        .containsSubsequence("A job:", "  running", "  pagerank 300 of 300", "  done");
    PageRankResult result =
        PageRank.run(graph, PageRankOptions.defaults().withIterations(300), CPU);
    assertThat(said)
        .contains(
            "  its top: "
                + result.top(3).stream().map(v -> v.name()).collect(Collectors.joining(", ")));
    assertThat(said)
        .containsSequence("FFT: complex128 (33,), peak at 5", "  as NumPy's: True")
        .containsSequence(
            "Product: [[28.0, 34.0], [76.0, 98.0], [124.0, 162.0]]", "  as NumPy's: True");
  }

  @Test
  void java() throws Exception {
    List<String> said =
        run(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            EXAMPLES.resolve("WarpathExample.java").toString(),
            SERVICE.uri().toString());

    assertThat(said).contains("  Albert Einstein");
    PageRankResult ranks = PageRank.run(graph, PageRankOptions.defaults().withDamping(0.9), CPU);
    List<String> top = new ArrayList<>();
    ranks.top(5).forEach(v -> top.add("  %.6f  %s".formatted(v.rank(), v.name())));
    assertThat(said)
        .contains("PageRank after %d iterations:".formatted(ranks.stats().iterations()))
        .containsSubsequence(top)
        .contains(clicks("Cheese", "Quantum mechanics"));
    double[] all = PageRank.run(graph, PageRankOptions.defaults(), CPU).ranks();
    long above = Arrays.stream(all).filter(rank -> rank > 1.0 / all.length).count();
    assertThat(said)
        .contains("All 15546 ranks at once", "and one by one, %d above the mean".formatted(above))
        .contains("The job found " + ranks.top(1).getFirst().name())
        .contains("A product: 17, 39");
  }

  private static String clicks(String source, String target) {
    int clicks = shortest(source, target).vertices().size() - 1;
    return "%d clicks from %s to %s:".formatted(clicks, source, target);
  }

  private static String path(String source, String target) {
    return shortest(source, target).vertices().stream()
        .map(graph::name)
        .collect(Collectors.joining(" → "));
  }

  private static org.warpath.graph.paths.Path shortest(String source, String target) {
    SsspOptions options = SsspOptions.defaults(graph.vertex(source)).withWeighted(false);
    return Sssp.run(graph, options, CPU).pathTo(graph.vertex(target));
  }

  /** The lines that a command prints; it must succeed. */
  private static List<String> run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }
}
