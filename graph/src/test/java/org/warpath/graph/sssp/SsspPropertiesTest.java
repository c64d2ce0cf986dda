package org.warpath.graph.sssp;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.warpath.graph.Graph;
import org.warpath.graph.paths.PathSamples;
import org.warpath.graph.paths.SlowPaths;
import org.warpath.kernels.Engine;
import org.warpath.linalg.sparse.Semiring;

/** Shortest paths of random graphs with ties, parallel edges, self-loops and cycles of length 0. */
class SsspPropertiesTest {
  @Provide
  Arbitrary<PathSamples.Sample> samples() {
    return PathSamples.of(0f, -0f, .1f, .3f, 1f, 1f, 2f, 7.25f, Float.MIN_VALUE, 3e38f);
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void distancesAndParentsAreThoseOfTheDefinition(
      @ForAll("samples") PathSamples.Sample sample,
      @ForAll @IntRange(min = 1, max = 3) int threads,
      @ForAll boolean weighted) {
    int source = sample.source();
    SsspOptions options = SsspOptions.defaults(source).withWeighted(weighted);
    try (Graph graph = sample.graph();
        Graph shuffled = sample.shuffled()) {
      float[] expected = SlowPaths.fixedPoint(graph, Semiring.MIN_PLUS, weighted, source);
      assertThat(SlowPaths.labelSetting(graph, Semiring.MIN_PLUS, weighted, source))
          .containsExactly(expected);
      int[] parents = SlowPaths.parents(graph, Semiring.MIN_PLUS, weighted, source, expected);
      for (Graph stored : new Graph[] {graph, shuffled}) {
        SsspResult result = Sssp.run(stored, options, Engine.cpu(threads));
        assertThat(result.distances()).containsExactly(expected);
        assertThat(result.parents()).containsExactly(parents);
        assertThat(ShortestPathVerifier.firstViolation(stored, options, expected, parents))
            .isEmpty();
        assertThat(ShortestPathVerifier.firstViolation(stored, options, expected, null)).isEmpty();
      }
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void weightsAlongAPathAddUpToTheDistance(@ForAll("samples") PathSamples.Sample sample) {
    try (Graph graph = sample.shuffled()) {
      SsspResult result = Sssp.run(graph, SsspOptions.defaults(sample.source()), Engine.cpu(1));
      for (int v = 0; v < sample.vertexCount(); v++) {
        float sum = result.pathTo(v).isEmpty() ? Float.POSITIVE_INFINITY : 0;
        for (float weight : result.pathTo(v).weights()) {
          sum += weight;
        }
        assertThat(sum).isEqualTo(result.distances()[v]);
        assertThat(result.pathTo(v).total()).isEqualTo(sum);
      }
    }
  }
}
