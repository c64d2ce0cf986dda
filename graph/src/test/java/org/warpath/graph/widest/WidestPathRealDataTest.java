package org.warpath.graph.widest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphalyticsExample;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.generate.IntegerWeights;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.paths.BremenStreets;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.SharedData;

/** Widest paths of real graphs, and of large ones made by the generator. */
class WidestPathRealDataTest {
  @Test
  void graphalyticsExampleHasItsKnownWidths() throws IOException {
    GraphalyticsExample example = GraphalyticsExample.of(true);
    try (Graph graph = example.graph()) {
      float none = Float.NEGATIVE_INFINITY;
      WidestPathOptions options = WidestPathOptions.defaults(example.vertex("1"));
      assertThat(WidestPath.run(graph, options, Engine.cpu(2)).widths())
          .containsExactly(
              Float.POSITIVE_INFINITY, none, .5f, .5f, .5f, none, none, .21f, none, .5f);
    }
  }

  @Test
  void allPairsOfInternetTopologiesMatchTheReferenceExactly() throws IOException {
    int topologies = 0;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(SharedData.file("expected"), "widest-allpairs-*.txt.gz")) {
      for (Path file : files) {
        String name = file.getFileName().toString().replaceAll("widest-allpairs-|\\.txt\\.gz", "");
        try (Graph graph = topology(SharedData.file("repetita/" + name + ".graph"))) {
          assertAllPairs(name, graph, BremenStreets.lines(file));
        }
        topologies++;
      }
    }
    assertThat(topologies).isGreaterThanOrEqualTo(50);
  }

  private static void assertAllPairs(String name, Graph graph, List<String> rows) {
    assertThat(rows).as(name).hasSize(graph.vertexCount());
    for (int source = 0; source < rows.size(); source++) {
      String[] fields = rows.get(source).split(" ", -1);
      float[] widths =
          WidestPath.run(graph, WidestPathOptions.defaults(source), Engine.cpu(1)).widths();
      assertThat(fields).hasSize(widths.length);
      for (int v = 0; v < widths.length; v++) {
        assertThat(widths[v]).as("%s from %d to %d", name, source, v).isEqualTo(width(fields[v]));
      }
    }
  }

  private static float width(String text) {
    return switch (text) {
      case "inf" -> Float.POSITIVE_INFINITY;
      case "-inf" -> Float.NEGATIVE_INFINITY;
      default -> Float.parseFloat(text);
    };
  }

  /** A REPETITA topology; the fourth field of an edge line is a cost, the fifth the bandwidth. */
  private static Graph topology(Path file) throws IOException {
    List<Edge> edges = new ArrayList<>();
    int vertexCount = 0;
    for (String line : Files.readAllLines(file)) {
      String[] fields = line.strip().split("\\s+", -1);
      if (fields[0].equals("NODES")) {
        vertexCount = Integer.parseInt(fields[1]);
      } else if (fields.length == 6 && !fields[0].equals("label")) {
        edges.add(
            new Edge(
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                Float.parseFloat(fields[4])));
      }
    }
    return TestGraphs.graph(vertexCount, false, true, edges, null);
  }

  @Test
  void streetsAndRmatGraphsPassTheVerifierOnAnyThreadCount() throws IOException {
    BuildOptions build = BuildOptions.defaults().withDirected(false).withOrdering(Ordering.DEGREE);
    try (Imported imported =
            new Rmat(14, 16, 3)
                .generate(build, Optional.of(new IntegerWeights(1, 255, 3)), RunControl.none());
        Graph streets = BremenStreets.graph(null)) {
      for (Graph graph : List.of(imported.graph(), streets)) {
        WidestPathOptions options = WidestPathOptions.defaults(4711);
        WidestPathResult result = WidestPath.run(graph, options, Engine.cpu(1));
        assertThat(
                WidestPathVerifier.firstViolation(
                    graph, options, result.widths(), result.parents()))
            .isEmpty();
        for (int threads : new int[] {2, 3, 8}) {
          WidestPathResult other = WidestPath.run(graph, options, Engine.cpu(threads));
          assertThat(other.widths()).containsExactly(result.widths());
          assertThat(other.parents()).containsExactly(result.parents());
        }
      }
    }
  }
}
