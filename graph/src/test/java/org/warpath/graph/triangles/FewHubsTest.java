package org.warpath.graph.triangles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.build.SelfLoops;
import org.warpath.graph.generate.Rmat;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/** Small graphs lie wholly among the hubs; with fewer hubs they, too, are counted in all ways. */
class FewHubsTest {

  @ParameterizedTest
  @CsvSource({"DEGREE,false", "DEGREE,true", "NONE,false", "NONE,true"})
  void theNumberOfHubsDoesNotShow(Ordering ordering, boolean perVertex) throws IOException {
    BuildOptions options =
        BuildOptions.defaults()
            .withDirected(false)
            .withDuplicates(Duplicates.FIRST)
            .withSelfLoops(SelfLoops.DROP)
            .withOrdering(ordering);
    TriangleCountOptions counting = TriangleCountOptions.defaults().withPerVertex(perVertex);
    try (Imported made = new Rmat(12, 16, 8).generate(options, RunControl.none())) {
      Graph graph = made.graph();
      TriangleCountResult expected = TriangleCount.run(graph, counting, Engine.cpu(1));
      assertThat(expected.triangles()).isPositive();
      for (int hubs : new int[] {0, 1, 63, 64, 65, 1000, graph.vertexCount()}) {
        for (int threads = 1; threads <= 3; threads++) {
          TriangleCountResult actual =
              new CpuTriangleCount(graph, counting, Engine.cpu(threads), RunControl.none(), hubs)
                  .run();
          assertThat(actual.triangles()).isEqualTo(expected.triangles());
          assertThat(actual.perVertex()).isEqualTo(expected.perVertex());
        }
      }
    }
  }
}
