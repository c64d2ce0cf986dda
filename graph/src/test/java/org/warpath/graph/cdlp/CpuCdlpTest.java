package org.warpath.graph.cdlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.kernels.Engine;

class CpuCdlpTest extends CdlpContract {
  @Override
  Engine engine() {
    return Engine.cpu(2);
  }

  @Test
  void threadsDoNotChangeTheLabels() {
    Random random = new Random(5);
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      // Small numbers are drawn more often: some vertices have far more edges than others.
      int u = random.nextInt(1 + random.nextInt(5_000));
      edges.add(new Edge(u, random.nextInt(5_000), 1));
    }
    try (Graph graph = TestGraphs.graph(5_000, false, false, edges, null)) {
      CdlpOptions options = new CdlpOptions(6);
      int[] one = Cdlp.run(graph, options, Engine.cpu(1)).labels();
      assertThat(Cdlp.run(graph, options, Engine.cpu(2)).labels()).containsExactly(one);
      assertThat(Cdlp.run(graph, options, Engine.cpu(3)).labels()).containsExactly(one);
    }
  }
}
