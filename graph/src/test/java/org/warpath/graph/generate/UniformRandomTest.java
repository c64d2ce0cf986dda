package org.warpath.graph.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.warpath.graph.AssertGraph.assertSame;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.sparse.Csr;

class UniformRandomTest {
  private static final BuildOptions OPTIONS = BuildOptions.defaults();

  @Test
  void everyThreadCountGivesTheSameGraph() throws IOException {
    UniformRandom uniform = new UniformRandom(5000, 300_001, 1);
    try (Imported one = uniform.generate(OPTIONS.withThreads(1), RunControl.none());
        Imported three = uniform.generate(OPTIONS.withThreads(3), RunControl.none())) {
      assertThat(one.graph().edgeCount()).isEqualTo(300_001);
      assertSame(three.graph(), one.graph());
    }
  }

  @Test
  void degreesSpreadLikePoisson() throws IOException {
    int n = 20_000;
    double mean = 30;
    try (Imported built =
        new UniformRandom(n, (long) (n * mean), 2).generate(OPTIONS, RunControl.none())) {
      double outVariance = 0;
      double inVariance = 0;
      for (int v = 0; v < n; v++) {
        outVariance += Math.pow(built.graph().outDegree(v) - mean, 2) / n;
        inVariance += Math.pow(built.graph().inDegree(v) - mean, 2) / n;
      }
      assertThat(outVariance).isCloseTo(mean, within(1.5));
      assertThat(inVariance).isCloseTo(mean, within(1.5));
    }
  }

  @Test
  void bothArcsOfAnEdgeWeighTheSame() throws IOException {
    UniformRandom uniform = new UniformRandom(50, 400, 3);
    try (Imported built =
        uniform.generate(
            OPTIONS.withDirected(false),
            Optional.of(new IntegerWeights(1, 1 << 24, 4)),
            RunControl.none())) {
      Graph graph = built.graph();
      Csr out = graph.out();
      double upper = 0;
      double lower = 0;
      for (int u = 0; u < 50; u++) {
        for (long e = out.rowStart(u); e < out.rowStart(u + 1); e++) {
          upper += out.column(e) > u ? Math.pow(out.value(e), 2) : 0;
          lower += out.column(e) < u ? Math.pow(out.value(e), 2) : 0;
        }
      }
      assertThat(upper).isEqualTo(lower, within(1e-9 * upper)).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 255", "-2, 2", "7, 7", "-16777216, 16777216"})
  void weightsFillTheirRangeEvenly(int least, int most) {
    float[] weights = new IntegerWeights(least, most, 5).weights(1000, 200_000);
    double sum = 0;
    float smallest = Float.POSITIVE_INFINITY;
    float largest = Float.NEGATIVE_INFINITY;
    for (float weight : weights) {
      sum += weight;
      smallest = Math.min(smallest, weight);
      largest = Math.max(largest, weight);
    }
    double width = (double) most - least;
    assertThat(sum / weights.length).isCloseTo((least + (double) most) / 2, within(.005 * width));
    assertThat(smallest).isBetween((float) least, least + (float) (.001 * width));
    assertThat(largest).isBetween(most - (float) (.001 * width), (float) most);
  }

  @Test
  void weightsDoNotDependOnWhereABlockBegins() {
    IntegerWeights weights = new IntegerWeights(0, 1000, 6);
    assertThat(weights.weights(17, 1)[0]).isEqualTo(weights.weights(10, 20)[7]);
  }

  @Test
  void aGraphWithoutVerticesHasNoEdges() throws IOException {
    try (Imported built = new UniformRandom(0, 0, 1).generate(OPTIONS, RunControl.none())) {
      assertThat(built.graph().vertexCount()).isZero();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UniformRandom(0, 1, 1))
        .withMessage("there is no graph of 0 vertices and 1 edges");
  }

  @Test
  void generatingCanBeCancelled() {
    CancellationToken token = new CancellationToken();
    RunControl control =
        new RunControl(
            progress -> {
              if (progress.done() >= 100_000) {
                token.cancel();
              }
            },
            token);
    UniformRandom endless = new UniformRandom(10, Long.MAX_VALUE / 4, 1);
    assertThatThrownBy(() -> endless.generate(OPTIONS, control))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void weightRangesThatFloatsCannotHoldAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntegerWeights(2, 1, 0))
        .withMessageContaining("was 2..1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntegerWeights(0, (1 << 24) + 1, 0))
        .withMessageContaining("was 0..16777217");
  }
}
