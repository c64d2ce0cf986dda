package org.warpath.graph.cdlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.generate.Rmat;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;

@GpuTest
class CudaCdlpTest extends CdlpContract {
  private static final Engine CPU = Engine.cpu(2);

  @Override
  Engine engine() {
    return TestDevice.engine();
  }

  private static void assertSame(CdlpResult actual, CdlpResult expected) {
    assertThat(actual.labels()).isEqualTo(expected.labels());
    assertThat(actual.communityCount()).isEqualTo(expected.communityCount());
    assertThat(actual.stats().iterations()).isEqualTo(expected.stats().iterations());
    assertThat(actual.stats().residual()).isEqualTo(expected.stats().residual());
    assertThat(actual.stats().converged()).isEqualTo(expected.stats().converged());
  }

  private void assertSameAsCpu(Graph graph, int iterations) {
    CdlpOptions options = new CdlpOptions(iterations);
    assertSame(Cdlp.run(graph, options, engine()), Cdlp.run(graph, options, CPU));
  }

  @ParameterizedTest
  @CsvSource({"true,DEGREE", "true,NONE", "false,DEGREE", "false,NONE"})
  void skewedGraphsGetTheLabelsOfTheCpuEngine(boolean directed, Ordering ordering)
      throws IOException {
    BuildOptions options = BuildOptions.defaults().withDirected(directed).withOrdering(ordering);
    for (int seed = 0; seed < 3; seed++) {
      try (Imported made = new Rmat(11, 24, seed).generate(options, RunControl.none())) {
        for (int iterations : new int[] {1, 2, 7}) {
          assertSameAsCpu(made.graph(), iterations);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyDegreeAroundTheSizesOfTheTablesIsCounted(boolean symmetric) {
    int[] degrees = {
      1, 2, 7, 8, 9, 16, 17, 31, 32, 33, 255, 256, 257, 2047, 2048, 2049, 4096, 4097
    };
    int leaves = 4200;
    Random random = new Random(7);
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < degrees.length; i++) {
      for (int k = 0; k < degrees[i]; k++) {
        edges.add(new Edge(leaves + i, (k * 37 + i) % leaves, 1));
      }
    }
    for (int leaf = 0; leaf < leaves; leaf++) {
      edges.add(new Edge(leaf, random.nextInt(1 + leaf), 1));
    }
    int n = leaves + degrees.length;
    List<Edge> arcs = symmetric ? TestGraphs.mirrored(edges) : edges;
    try (Graph graph = TestGraphs.graph(n, symmetric, false, arcs, null);
        Graph shuffled = TestGraphs.graph(n, symmetric, false, arcs, TestGraphs.shuffled(n, 3))) {
      for (int iterations = 1; iterations <= 4; iterations++) {
        assertSameAsCpu(graph, iterations);
        assertSameAsCpu(shuffled, iterations);
      }
    }
  }

  @Test
  void hubsTakeTurnsWhereTheirTablesDoNotFitAtOnce() {
    // More different labels than shared memory holds, so that each hub needs its segment.
    int n = 16_000;
    Random random = new Random(11);
    List<Edge> edges = new ArrayList<>();
    for (int hub = 0; hub < 5; hub++) {
      for (int k = 0; k < 9_000 + 1_000 * hub; k++) {
        edges.add(new Edge(hub, random.nextInt(n), 1));
      }
    }
    for (int v = 0; v < n; v++) {
      edges.add(new Edge(v, random.nextInt(n), 1));
    }
    try (Graph graph = TestGraphs.graph(n, true, false, TestGraphs.mirrored(edges), null)) {
      CdlpOptions options = new CdlpOptions(5);
      CdlpResult expected = Cdlp.run(graph, options, CPU);
      for (long slots : new long[] {1, 35_000, Long.MAX_VALUE}) {
        Engine.Cuda cuda = TestDevice.engine();
        assertSame(new CudaCdlp(graph, options, cuda, RunControl.none(), slots).run(), expected);
      }
    }
  }
}
