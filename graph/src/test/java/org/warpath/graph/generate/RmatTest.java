package org.warpath.graph.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.warpath.graph.AssertGraph.assertSame;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.build.SelfLoops;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

class RmatTest {
  /** As GAP builds its Kronecker graphs. */
  private static final BuildOptions GAP =
      BuildOptions.defaults()
          .withDirected(false)
          .withDuplicates(Duplicates.MIN)
          .withSelfLoops(SelfLoops.DROP)
          .withOrdering(Ordering.NONE);

  @Test
  void theStreamNeverChanges() throws IOException {
    try (Imported built =
        new Rmat(10, 16, 42)
            .generate(GAP, Optional.of(new IntegerWeights(1, 255, 43)), RunControl.none())) {
      Graph graph = built.graph();
      CRC32C checksum = new CRC32C();
      checksum.update(graph.out().rowOffsets().asByteBuffer());
      checksum.update(graph.out().columnIndices().asByteBuffer());
      checksum.update(graph.out().values().asByteBuffer());
      assertThat(graph.edgeCount()).isEqualTo(21_018);
      assertThat(checksum.getValue()).isEqualTo(0xBD6D_A95FL);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 16", "1, 1", "5, 3", "11, 300"})
  void everyThreadCountGivesTheSameGraph(int scale, int edgeFactor) throws IOException {
    Optional<IntegerWeights> weights = Optional.of(new IntegerWeights(-3, 3, 9));
    Rmat rmat = new Rmat(scale, edgeFactor, 7);
    try (Imported one = rmat.generate(GAP.withThreads(1), weights, RunControl.none());
        Imported two = rmat.generate(GAP.withThreads(2), weights, RunControl.none());
        Imported three = rmat.generate(GAP.withThreads(3), weights, RunControl.none())) {
      assertThat(one.report().edgesRead()).isEqualTo((long) edgeFactor << scale);
      assertSame(two.graph(), one.graph());
      assertSame(three.graph(), one.graph());
    }
  }

  @Test
  void theCpuEnginesThreadsDoNotShow() throws IOException {
    Rmat rmat = new Rmat(9, 8, 7);
    Optional<IntegerWeights> weights = Optional.of(new IntegerWeights(1, 3, 9));
    try (Imported one = rmat.generate(GAP.withThreads(2), weights, RunControl.none());
        Imported three = rmat.generate(GAP, weights, Engine.cpu(3), RunControl.none())) {
      assertSame(three.graph(), one.graph());
    }
  }

  @Test
  void anotherSeedIsAnotherGraph() {
    assertThat(new Rmat(20, 1, 1).edge(0)).isNotEqualTo(new Rmat(20, 1, 2).edge(0));
  }

  @Test
  void quadrantsAreChosenWithTheirChances() {
    // At scale 1 an edge is one choice; the scramble may swap the two vertices.
    Rmat rmat = new Rmat(1, 1024, 5);
    int edges = 1_000_000;
    double[] share = new double[4];
    for (int e = 0; e < edges; e++) {
      long ends = rmat.edge(e);
      share[(int) (ends >>> 31 | (ends & 1))] += 1.0 / edges;
    }
    Arrays.sort(share);
    assertThat(share).containsExactly(new double[] {.05, .19, .19, .57}, within(.002));
  }

  @Test
  void degreesAreSkewedAndManyVerticesIsolated() throws IOException {
    try (Imported built = new Rmat(14, 16, 3).generate(GAP, RunControl.none())) {
      Graph graph = built.graph();
      long largest = 0;
      int isolated = 0;
      long topHalf = 0;
      for (int v = 0; v < graph.vertexCount(); v++) {
        largest = Math.max(largest, graph.outDegree(v));
        isolated += graph.outDegree(v) == 0 ? 1 : 0;
        topHalf += v < graph.vertexCount() / 2 ? graph.outDegree(v) : 0;
      }
      double mean = (double) graph.edgeCount() / graph.vertexCount();
      assertThat(largest).isGreaterThan((long) (50 * mean));
      assertThat(isolated).isBetween(graph.vertexCount() / 10, graph.vertexCount() / 2);
      // Unscrambled, the lower numbers would have three quarters of the arcs.
      assertThat((double) topHalf / graph.edgeCount()).isCloseTo(.5, within(.1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 16})
  void numbersAreScrambledOneToOne(int bits) {
    Scramble scramble = new Scramble(bits, 11);
    boolean[] seen = new boolean[1 << bits];
    for (int v = 0; v < seen.length; v++) {
      int image = (int) scramble.apply(v);
      assertThat(scramble.inverse().apply(image)).isEqualTo(v);
      assertThat(seen[image]).as("image of %d", v).isFalse();
      seen[image] = true;
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 16, scale", "31, 16, scale", "4, -1, edgeFactor", "4, 1025, edgeFactor"})
  void parametersOutOfRangeAreRefused(int scale, int edgeFactor, String named) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rmat(scale, edgeFactor, 1))
        .withMessageStartingWith(named + " must be in ");
  }
}
