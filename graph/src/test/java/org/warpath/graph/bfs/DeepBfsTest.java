package org.warpath.graph.bfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.generate.Shape;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/** More levels than a byte tells apart, and more than arcs are counted for. */
class DeepBfsTest {

  @ParameterizedTest
  @CsvSource({
    "255,true", "256,true", "257,true", "1024,true", "1025,true", "5000,true",
    "255,false", "256,false", "257,false", "1024,false", "1025,false", "5000,false"
  })
  void everyLevelOfALadderHasItsParents(int rungs, boolean directed) throws IOException {
    BuildOptions options =
        BuildOptions.defaults().withDirected(directed).withOrdering(Ordering.DEGREE);
    try (Imported made = new Shape.Grid(rungs, 3).generate(options, RunControl.none())) {
      Graph graph = made.graph();
      for (boolean inEdges : new boolean[] {false, true}) {
        if (inEdges) {
          assertThat(graph.in().entryCount()).isEqualTo(graph.edgeCount());
        }
        for (int threads = 1; threads <= 3; threads++) {
          BfsResult result = Bfs.run(graph, BfsOptions.defaults(0), Engine.cpu(threads));
          assertThat(result.levels()).isEqualTo(rungs + 2);
          assertThat(BfsVerifier.firstViolation(graph, result)).isEmpty();
        }
      }
    }
  }
}
