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
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;

/** Shortest paths of random graphs have the CPU's bits, whatever the weights and the options. */
@GpuTest
class CudaSsspPropertiesTest {
  @Provide
  Arbitrary<PathSamples.Sample> samples() {
    return PathSamples.of(
        0f,
        -0f,
        Float.MIN_VALUE,
        3 * Float.MIN_VALUE,
        Float.MIN_NORMAL,
        1e-30f,
        .1f,
        .3f,
        1f,
        1f,
        16777216f,
        3e38f,
        Float.MAX_VALUE,
        Float.POSITIVE_INFINITY);
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void distancesAndParentsHaveTheBitsOfTheCpu(
      @ForAll("samples") PathSamples.Sample sample,
      @ForAll boolean weighted,
      @ForAll boolean parents,
      @ForAll @IntRange(min = -12, max = 11) int target,
      @ForAll @IntRange(min = -50, max = 80) int deltaExponent) {
    SsspOptions options =
        SsspOptions.defaults(sample.source()).withWeighted(weighted).withParents(parents);
    if (target >= 0) {
      options = options.withTarget(target % sample.vertexCount());
    }
    if (deltaExponent < 40) {
      options = options.withDelta(Math.pow(10, deltaExponent));
    }
    try (Graph graph = sample.graph();
        Graph shuffled = sample.shuffled()) {
      assertSameBits(graph, options);
      assertSameBits(shuffled, options);
    }
  }

  private static void assertSameBits(Graph graph, SsspOptions options) {
    SsspResult expected = Sssp.run(graph, options, Engine.cpu(1));
    SsspResult result = Sssp.run(graph, options, TestDevice.engine());
    assertThat(bits(result.distances())).containsExactly(bits(expected.distances()));
    if (options.parents()) {
      assertThat(result.parents()).containsExactly(expected.parents());
    }
    assertThat(result.reachedCount()).isEqualTo(expected.reachedCount());
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }
}
