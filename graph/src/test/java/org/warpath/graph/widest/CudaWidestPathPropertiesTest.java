package org.warpath.graph.widest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.warpath.graph.Graph;
import org.warpath.graph.paths.PathSamples;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.TestDevice;

/**
 * Widest paths of random graphs have the CPU's bits, whatever the capacities and the options. Not
 * by jqwik, which counts a test skipped for want of a device as failed.
 */
@Tag("gpu")
class CudaWidestPathPropertiesTest {
  private static final int TRIES = 200;

  private static final float[] CAPACITIES = {
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
    Float.NEGATIVE_INFINITY
  };

  @BeforeAll
  static void requireDevice() {
    TestDevice.engine();
  }

  @RepeatedTest(4)
  void widthsAndParentsHaveTheBitsOfTheCpu(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < TRIES; i++) {
      PathSamples.Sample sample = PathSamples.random(random, CAPACITIES);
      WidestPathOptions options = options(random, sample);
      try (Graph graph = sample.graph();
          Graph shuffled = sample.shuffled()) {
        assertSameBits(graph, options, sample.toString());
        assertSameBits(shuffled, options, sample + " stored in another order");
      }
    }
  }

  private static WidestPathOptions options(Random random, PathSamples.Sample sample) {
    WidestPathOptions options =
        WidestPathOptions.defaults(sample.source())
            .withWeighted(random.nextInt(8) > 0)
            .withParents(random.nextInt(8) > 0);
    if (random.nextInt(4) == 0) {
      options = options.withTarget(random.nextInt(sample.vertexCount()));
    }
    return options;
  }

  private static void assertSameBits(Graph graph, WidestPathOptions options, String sample) {
    WidestPathResult expected = WidestPath.run(graph, options, Engine.cpu(1));
    WidestPathResult result = WidestPath.run(graph, options, TestDevice.engine());
    String description = options + " on " + sample;
    assertThat(bits(result.widths())).as(description).containsExactly(bits(expected.widths()));
    if (options.parents()) {
      assertThat(result.parents()).as(description).containsExactly(expected.parents());
    }
    assertThat(result.reachedCount()).as(description).isEqualTo(expected.reachedCount());
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }
}
