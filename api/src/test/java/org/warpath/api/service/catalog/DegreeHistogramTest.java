package org.warpath.api.service.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.warpath.api.service.catalog.DegreeHistogram.Bin;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.generate.Shape;
import org.warpath.kernels.RunControl;

class DegreeHistogramTest {

  @Property(tries = 200)
  void eachBinCountsTheDegreesInItsRange(
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @IntRange(max = 400) int m,
      @ForAll @IntRange(min = 1, max = 4) int threads,
      @ForAll long seed) {
    Random random = new Random(seed);
    // Squared, so that some vertices have most of the edges.
    int[] ends = random.doubles(2L * m).mapToInt(x -> (int) (x * x * n)).toArray();
    try (Graph graph = TestGraphs.directed(n, ends)) {
      long[] degrees = LongStream.range(0, n).map(v -> graph.outDegree((int) v)).toArray();
      DegreeHistogram histogram = DegreeHistogram.of(graph.out(), threads);

      assertThat(histogram.max()).isEqualTo(LongStream.of(degrees).max().orElseThrow());
      assertThat(histogram.mean()).isEqualTo((double) m / n);
      long expectedFrom = 0;
      for (Bin bin : histogram.bins()) {
        assertThat(bin.from()).isEqualTo(expectedFrom);
        assertThat(bin.vertices())
            .isEqualTo(
                (int) LongStream.of(degrees).filter(d -> d >= bin.from() && d <= bin.to()).count());
        expectedFrom = bin.to() + 1;
      }
      assertThat(histogram.bins().getLast().to()).isGreaterThanOrEqualTo(histogram.max());
      assertThat(histogram.bins().getLast().from()).isLessThanOrEqualTo(histogram.max());
    }
  }

  /** More vertices than a thread takes at once. */
  @Example
  void aStarHasItsClosedForm() throws IOException {
    int n = 300_000;
    try (Graph star = star(n)) {
      DegreeHistogram out = DegreeHistogram.of(star.out(), 3);
      DegreeHistogram in = DegreeHistogram.of(star.in(), 3);

      assertThat(out.max()).isEqualTo(n - 1);
      assertThat(out.bins()).hasSize(20).startsWith(new Bin(0, 0, n - 1), new Bin(1, 1, 0));
      assertThat(out.bins()).endsWith(new Bin(1 << 18, (1 << 19) - 1, 1));
      assertThat(in.bins()).containsExactly(new Bin(0, 0, 1), new Bin(1, 1, n - 1));
      assertThat(in.mean()).isEqualTo((n - 1.0) / n);
    }
  }

  @Example
  void withoutVerticesThereAreNoBins() {
    try (Graph graph = TestGraphs.directed(0)) {
      DegreeHistogram histogram = DegreeHistogram.of(graph.out(), 2);
      assertThat(histogram.bins()).isEmpty();
      assertThat(histogram.mean()).isZero();
      assertThat(histogram.toJson()).hasToString("{\"max\":0,\"mean\":0.0,\"bins\":[]}");
    }
  }

  private static Graph star(int vertexCount) throws IOException {
    return new Shape.Star(vertexCount).generate(BuildOptions.defaults(), RunControl.none()).graph();
  }
}
