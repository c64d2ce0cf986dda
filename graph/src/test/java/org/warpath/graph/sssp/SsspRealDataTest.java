package org.warpath.graph.sssp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphalyticsExample;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.generate.IntegerWeights;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.paths.BremenStreets;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.SharedData;

/** Shortest paths of real graphs, and of large ones made by the generator. */
class SsspRealDataTest {
  @Test
  void graphalyticsExamplesMatchTheirReferences() throws IOException {
    for (boolean directed : new boolean[] {true, false}) {
      GraphalyticsExample example = GraphalyticsExample.of(directed);
      try (Graph graph = example.graph()) {
        SsspOptions options = SsspOptions.defaults(example.vertex(directed ? "1" : "2"));
        float[] distances = Sssp.run(graph, options, Engine.cpu(2)).distances();
        List<String> expected = example.expected("SSSP");
        for (int v = 0; v < distances.length; v++) {
          String reference = expected.get(v);
          if (reference.equals("Infinity")) {
            assertThat(distances[v]).isInfinite();
          } else {
            assertThat((double) distances[v])
                .isCloseTo(Double.parseDouble(reference), within(1e-6));
          }
        }
      }
    }
  }

  @Test
  void streetsOfBremenMatchTheReferenceExactly() throws IOException {
    List<String> lines =
        BremenStreets.lines(SharedData.file("expected/bremen_dist-sssp-from0.txt.gz"));
    assertThat(lines).hasSize(BremenStreets.VERTICES);
    float[] expected = new float[lines.size()];
    for (int v = 0; v < expected.length; v++) {
      String line = lines.get(v);
      expected[v] = line.equals("inf") ? Float.POSITIVE_INFINITY : Float.parseFloat(line);
    }
    int[] shuffle = TestGraphs.shuffled(BremenStreets.VERTICES, 5);
    try (Graph graph = BremenStreets.graph(null);
        Graph shuffled = BremenStreets.graph(shuffle)) {
      SsspOptions options = SsspOptions.defaults(0);
      for (int threads = 1; threads <= 2; threads++) {
        SsspResult result = Sssp.run(graph, options, Engine.cpu(threads));
        assertThat(result.distances()).containsExactly(expected);
        assertThat(
                ShortestPathVerifier.firstViolation(
                    graph, options, result.distances(), result.parents()))
            .isEmpty();
        SsspResult other = Sssp.run(shuffled, options, Engine.cpu(threads));
        assertThat(other.distances()).containsExactly(expected);
        assertThat(other.parents()).containsExactly(result.parents());
      }
    }
  }

  @Test
  void rmatGraphsPassTheVerifierOnAnyThreadCount() throws IOException {
    BuildOptions build = BuildOptions.defaults().withDirected(false).withOrdering(Ordering.DEGREE);
    try (Imported imported =
        new Rmat(15, 16, 3)
            .generate(build, Optional.of(new IntegerWeights(1, 255, 3)), RunControl.none())) {
      Graph graph = imported.graph();
      for (int source : new int[] {1, 4711}) {
        SsspOptions options = SsspOptions.defaults(source);
        SsspResult result = Sssp.run(graph, options, Engine.cpu(1));
        assertThat(
                ShortestPathVerifier.firstViolation(
                    graph, options, result.distances(), result.parents()))
            .isEmpty();
        for (int threads : new int[] {2, 3, 8}) {
          SsspResult other = Sssp.run(graph, options, Engine.cpu(threads));
          assertThat(other.distances()).containsExactly(result.distances());
          assertThat(other.parents()).containsExactly(result.parents());
        }
      }
    }
  }
}
