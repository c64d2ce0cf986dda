package org.warpath.graph.pagerank;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.ShippedData;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.kernels.Engine;
import org.warpath.kernels.SharedData;

/** Real link graphs against vectors computed with SciPy in float64. */
class PageRankRealDataTest {
  private static final Engine ENGINE = Engine.cpu(2);

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  private static Graph graph(int vertexCount, Path file) throws IOException {
    List<Edge> edges =
        lines(file).stream()
            .map(line -> line.split("\\s+", 3))
            .map(part -> new Edge(Integer.parseInt(part[0]), Integer.parseInt(part[1]), 1))
            .distinct()
            .toList();
    return TestGraphs.graph(
        vertexCount, false, false, edges, TestGraphs.shuffled(vertexCount, 2007));
  }

  private static double[] expected(String relative) throws IOException {
    return lines(SharedData.file(relative)).stream().mapToDouble(Double::parseDouble).toArray();
  }

  @Test
  void simpleEnglishWikipediaRanksAsSciPySays() throws IOException {
    double[] expected = expected("expected/simplewiki-2007-articles-pagerank.txt.gz");
    List<String> titles = lines(ShippedData.file("simplewiki-2007/titles.txt.gz"));
    try (Graph graph = graph(expected.length, ShippedData.file("simplewiki-2007/edges.txt.gz"))) {
      PageRankOptions options = PageRankOptions.defaults().withTolerance(1e-12);
      PageRankResult result = PageRank.run(graph, options, ENGINE);
      assertThat(SlowPageRank.l1(result.ranks(), expected)).isLessThan(1e-9);
      assertThat(PageRankVerifier.check(graph, options, result.ranks()).accepts(1e-11)).isTrue();
      assertThat(result.top(10).stream().map(line -> titles.get(line.vertex())))
          .containsExactly(
              "United States",
              "Wikimedia Commons",
              "Country",
              "English language",
              "Wiktionary",
              "Animal",
              "Water",
              "Earth",
              "England",
              "City");

      PageRankResult small =
          PageRank.run(graph, options.withPrecision(Precision.FLOAT32).withTolerance(1e-7), ENGINE);
      assertThat(small.stats().converged()).isTrue();
      assertThat(SlowPageRank.l1(small.ranks(), expected))
          .isLessThan(small.errorBound())
          .isLessThan(1e-6);
    }
  }

  @Test
  void wikispeediaRanksAsSciPySays() throws IOException {
    double[] expected = expected("expected/wikispeedia-pagerank.txt.gz");
    try (Graph graph =
        graph(expected.length, SharedData.file("expected/wikispeedia-edges-idx.txt.gz"))) {
      PageRankOptions options = PageRankOptions.defaults().withTolerance(1e-12);
      PageRankResult result = PageRank.run(graph, options, ENGINE);
      assertThat(SlowPageRank.l1(result.ranks(), expected)).isLessThan(1e-9);
    }
  }
}
