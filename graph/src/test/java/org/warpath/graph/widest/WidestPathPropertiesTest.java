package org.warpath.graph.widest;

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

/** Widest paths of random graphs with ties, parallel edges, self-loops and capacities below 0. */
class WidestPathPropertiesTest {
  @Provide
  Arbitrary<PathSamples.Sample> samples() {
    return PathSamples.of(
        0f,
        -0f,
        .1f,
        -.3f,
        1f,
        2f,
        -7.25f,
        Float.MIN_VALUE,
        3e38f,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY);
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void widthsAndParentsAreThoseOfTheDefinition(
      @ForAll("samples") PathSamples.Sample sample,
      @ForAll @IntRange(min = 1, max = 3) int threads,
      @ForAll boolean weighted) {
    int source = sample.source();
    WidestPathOptions options = WidestPathOptions.defaults(source).withWeighted(weighted);
    try (Graph graph = sample.graph();
        Graph shuffled = sample.shuffled()) {
      float[] expected = SlowPaths.fixedPoint(graph, Semiring.MAX_MIN, weighted, source);
      int[] parents = SlowPaths.parents(graph, Semiring.MAX_MIN, weighted, source, expected);
      for (Graph stored : new Graph[] {graph, shuffled}) {
        WidestPathResult result = WidestPath.run(stored, options, Engine.cpu(threads));
        WidestPathContract.assertSameWidths(result.widths(), expected);
        assertThat(result.parents()).containsExactly(parents);
        assertThat(WidestPathVerifier.firstViolation(stored, options, expected, parents)).isEmpty();
        assertThat(WidestPathVerifier.firstViolation(stored, options, expected, null)).isEmpty();
      }
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void theLeastCapacityAlongAPathIsItsWidth(@ForAll("samples") PathSamples.Sample sample) {
    try (Graph graph = sample.shuffled()) {
      WidestPathResult result =
          WidestPath.run(graph, WidestPathOptions.defaults(sample.source()), Engine.cpu(1));
      for (int v = 0; v < sample.vertexCount(); v++) {
        float least =
            result.pathTo(v).isEmpty() ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
        for (float capacity : result.pathTo(v).weights()) {
          least = Math.min(least, capacity + 0f);
        }
        assertThat(least).isEqualTo(result.widths()[v]);
        assertThat(result.pathTo(v).total()).isEqualTo(least);
      }
    }
  }
}
