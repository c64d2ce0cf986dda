package org.warpath.graph.sssp;

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
 * Shortest paths of random graphs have the CPU's bits, whatever the weights and the options. Not by
 * jqwik, which counts a test skipped for want of a device as failed.
 */
@Tag("gpu")
class CudaSsspPropertiesTest {
  private static final int TRIES = 200;

  private static final float[] WEIGHTS = {
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
    16777217f,
    3e38f,
    Float.MAX_VALUE,
    Float.POSITIVE_INFINITY
  };

  @BeforeAll
  static void requireDevice() {
    TestDevice.engine();
  }

  @RepeatedTest(4)
  void distancesAndParentsHaveTheBitsOfTheCpu(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < TRIES; i++) {
      PathSamples.Sample sample = PathSamples.random(random, WEIGHTS);
      SsspOptions options = options(random, sample);
      try (Graph graph = sample.graph();
          Graph shuffled = sample.shuffled()) {
        assertSameBits(graph, options, sample.toString());
        assertSameBits(shuffled, options, sample + " stored in another order");
      }
    }
  }

  private static SsspOptions options(Random random, PathSamples.Sample sample) {
    SsspOptions options =
        SsspOptions.defaults(sample.source())
            .withWeighted(random.nextInt(8) > 0)
            .withParents(random.nextInt(8) > 0);
    if (random.nextInt(4) == 0) {
      options = options.withTarget(random.nextInt(sample.vertexCount()));
    }
    if (random.nextInt(2) == 0) {
      options = options.withDelta(Math.pow(10, random.nextInt(90) - 50));
    }
    return options;
  }

  private static void assertSameBits(Graph graph, SsspOptions options, String sample) {
    SsspResult expected = Sssp.run(graph, options, Engine.cpu(1));
    SsspResult result = Sssp.run(graph, options, TestDevice.engine());
    String description = options + " on " + sample;
    assertThat(bits(result.distances()))
        .as(description)
        .containsExactly(bits(expected.distances()));
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
