package org.warpath.graph.bfs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;

/** Every way in which an answer can be wrong is told. The graph is 0→1→2, 0→3, 4→0. */
class BfsVerifierTest {
  private static final int[] DEPTHS = {0, 1, 2, 1, -1};
  private static final int[] PARENTS = {-1, 0, 1, 0, -1};

  private static String verdict(int[] depths, int[] parents) {
    RunStats stats = new RunStats("test", 1, 0, true, new Timings(0, 0, 0, 0));
    try (Graph graph = TestGraphs.directed(5, 0, 1, 1, 2, 0, 3, 4, 0)) {
      return BfsVerifier.firstViolation(graph, new BfsResult(0, depths, parents, 4, 3, stats))
          .orElse("right");
    }
  }

  @Test
  void aRightAnswerPasses() {
    assertThat(verdict(DEPTHS, PARENTS)).isEqualTo("right");
    assertThat(verdict(DEPTHS, null)).isEqualTo("right");
  }

  @Test
  void wrongAnswersAreTold() {
    assertThat(verdict(new int[] {0, 1, 3, 1, -1}, null)).isNotEqualTo("right");
    assertThat(verdict(new int[] {0, 1, -1, 1, -1}, null)).isNotEqualTo("right");
    assertThat(verdict(new int[] {0, 1, 1, 1, -1}, null)).isNotEqualTo("right");
    assertThat(verdict(new int[] {0, 1, 2, 1, 1}, null)).isNotEqualTo("right");
    assertThat(verdict(new int[] {0, 1, 2, 0, -1}, null)).isNotEqualTo("right");
    assertThat(verdict(new int[] {1, 2, 3, 2, 0}, null)).isNotEqualTo("right");
    assertThat(verdict(DEPTHS, new int[] {-1, 0, 0, 0, -1})).isNotEqualTo("right");
    assertThat(verdict(DEPTHS, new int[] {-1, 0, 1, 0, 0})).isNotEqualTo("right");
    assertThat(verdict(DEPTHS, new int[] {4, 0, 1, 0, -1})).isNotEqualTo("right");
  }
}
