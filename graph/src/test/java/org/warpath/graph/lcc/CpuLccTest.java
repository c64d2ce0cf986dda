package org.warpath.graph.lcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.Shapes;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.kernels.Engine;

class CpuLccTest extends LccContract {
  @Override
  Engine engine() {
    return Engine.cpu(2);
  }

  @Test
  void threadsDoNotChangeTheCoefficients() {
    Random random = new Random(5);
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      // Small numbers are drawn more often: some vertices have far more edges than others.
      int u = random.nextInt(1 + random.nextInt(1_000));
      edges.add(new Edge(u, random.nextInt(1 + random.nextInt(1_000)), 1));
    }
    try (Graph graph = TestGraphs.graph(1_000, false, false, edges, null)) {
      double[] one = Lcc.run(graph, Engine.cpu(1)).coefficients();
      assertThat(Lcc.run(graph, Engine.cpu(2)).coefficients()).containsExactly(one);
      assertThat(Lcc.run(graph, Engine.cpu(3)).coefficients()).containsExactly(one);
    }
  }

  @Test
  void rowsLongerThanTheFirstBufferAreCounted() {
    int[] ends = Shapes.join(Shapes.clique(0, 200), new int[] {199, 200});
    try (Graph graph = TestGraphs.undirected(201, ends)) {
      double[] coefficients = Lcc.run(graph, engine()).coefficients();
      assertThat(coefficients[0]).isEqualTo(1);
      assertThat(coefficients[199]).isCloseTo(199.0 * 198 / (200 * 199), within(1e-15));
      assertThat(coefficients[200]).isZero();
    }
  }
}
