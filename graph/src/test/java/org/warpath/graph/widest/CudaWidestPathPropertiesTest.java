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
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;

/**
 * Widest paths of random graphs have the CPU's bits, whatever the capacities and the options. Not
 */
@GpuTest
class CudaWidestPathPropertiesTest {
  @Provide
  Arbitrary<PathSamples.Sample> samples() {
    return PathSamples.of(
        0f,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        .1f,
        -.3f,
        1f,
        -7.25f,
        3e38f,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY);
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void widthsAndParentsHaveTheBitsOfTheCpu(
      @ForAll("samples") PathSamples.Sample sample,
      @ForAll boolean weighted,
      @ForAll boolean parents,
      @ForAll @IntRange(min = -12, max = 11) int target) {
    WidestPathOptions options =
        WidestPathOptions.defaults(sample.source()).withWeighted(weighted).withParents(parents);
    if (target >= 0) {
      options = options.withTarget(target % sample.vertexCount());
    }
    try (Graph graph = sample.graph();
        Graph shuffled = sample.shuffled()) {
      assertSameBits(graph, options);
      assertSameBits(shuffled, options);
    }
  }

  private static void assertSameBits(Graph graph, WidestPathOptions options) {
    WidestPathResult expected = WidestPath.run(graph, options, Engine.cpu(1));
    WidestPathResult result = WidestPath.run(graph, options, TestDevice.engine());
    assertThat(bits(result.widths())).containsExactly(bits(expected.widths()));
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
