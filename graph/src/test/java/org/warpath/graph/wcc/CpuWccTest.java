package org.warpath.graph.wcc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.generate.Rmat;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;

class CpuWccTest extends WccContract {
  @Override
  protected Engine engine() {
    return Engine.cpu(2);
  }

  @Test
  void theThreadCountDoesNotShow() throws IOException {
    try (Imported made = new Rmat(14, 2, 9).generate(BuildOptions.defaults(), RunControl.none())) {
      int[] one = Wcc.run(made.graph(), WccOptions.defaults(), Engine.cpu(1)).labels();
      for (int threads = 2; threads <= 4; threads++) {
        assertThat(Wcc.run(made.graph(), WccOptions.defaults(), Engine.cpu(threads)).labels())
            .isEqualTo(one);
      }
    }
  }

  @Test
  void theVerifierTellsWrongPartitions() {
    assertThat(verdict(0, 0, 2, 2)).isEqualTo("right");
    assertThat(verdict(0, 1, 2, 2)).isNotEqualTo("right");
    assertThat(verdict(1, 1, 2, 2)).isNotEqualTo("right");
    assertThat(verdict(0, 0, 0, 0)).isNotEqualTo("right");
  }

  private static String verdict(int... labels) {
    RunStats stats = new RunStats("test", 1, 0, true, new Timings(0, 0, 0, 0));
    try (Graph graph = TestGraphs.directed(4, 0, 1, 3, 2)) {
      return WccVerifier.firstViolation(graph, new WccResult(labels, 2, 2, stats)).orElse("right");
    }
  }
}
