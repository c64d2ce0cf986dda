package org.warpath.graph.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.sssp.ShortestPathVerifier;
import org.warpath.graph.sssp.SsspOptions;
import org.warpath.graph.widest.WidestPathOptions;
import org.warpath.graph.widest.WidestPathVerifier;
import org.warpath.linalg.sparse.Semiring;

/** Each kind of damage to a right answer must be found and named. */
class LabelVerifierTest {
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  // 0→1 2, 1→2 3, 0→2 6; 3 and 4 joined both ways by weight 0 and hung on 2; 5 leads to 0 only.
  private static Graph graph() {
    return TestGraphs.graph(
        6,
        false,
        true,
        List.of(
            new Edge(0, 1, 2f),
            new Edge(1, 2, 3f),
            new Edge(0, 2, 6f),
            new Edge(2, 3, 1f),
            new Edge(3, 4, 0f),
            new Edge(4, 3, 0f),
            new Edge(5, 0, 1f)),
        new int[] {3, 5, 0, 1, 4, 2});
  }

  private static float[] distances() {
    return new float[] {0, 2, 5, 6, 6, INFINITY};
  }

  private static int[] parents() {
    return new int[] {-1, 0, 1, 2, 3, -1};
  }

  private static Optional<String> violation(float[] distances, int @Nullable [] parents) {
    try (Graph graph = graph()) {
      return ShortestPathVerifier.firstViolation(
          graph, SsspOptions.defaults(0), distances, parents);
    }
  }

  private static Optional<String> withDistance(int v, float distance) {
    float[] distances = distances();
    distances[v] = distance;
    assertThat(violation(distances, null)).as("without parents").isPresent();
    return violation(distances, parents());
  }

  private static Optional<String> withParent(int v, int parent) {
    int[] parents = parents();
    parents[v] = parent;
    return violation(distances(), parents);
  }

  @Test
  void aRightAnswerPasses() {
    assertThat(violation(distances(), parents())).isEmpty();
    assertThat(violation(distances(), null)).isEmpty();
  }

  @Test
  void wrongDistancesAreFound() {
    assertThat(withDistance(0, 1)).hasValue("the source 0 must have 0.0, has 1.0");
    assertThat(withDistance(1, Float.NaN)).hasValue("vertex 1 has NaN");
    assertThat(withDistance(2, 5.5f))
        .hasValue("vertex 2 has 5.5, but the edge 1→2 of weight 3.0 offers 5.0");
    assertThat(withDistance(3, INFINITY))
        .hasValueSatisfying(text -> assertThat(text).startsWith("vertex 3 counts as unreached"));
    assertThat(withDistance(1, 1.5f)).isPresent();
    assertThat(withDistance(4, -1)).isPresent();
    assertThat(withDistance(5, 9))
        .hasValue("vertex 5 has 9.0, which no edge from its parent -1 gives it");
  }

  @Test
  void aCycleOfZerosDoesNotCarryItself() {
    float[] low = distances();
    low[3] = 4;
    low[4] = 4;
    int[] parents = parents();
    parents[3] = 4;
    assertThat(violation(low, parents))
        .hasValue("the parents of vertex 3 run in a cycle and never reach the source");
    assertThat(violation(low, null))
        .hasValue("vertex 3 has 4.0, which no path from the source attains");
  }

  @Test
  void wrongParentsAreFound() {
    assertThat(withParent(0, 5)).hasValue("the source 0 must have parent -1, has 5");
    assertThat(withParent(5, 0)).hasValue("vertex 5 is unreached but has parent 0");
    assertThat(withParent(2, 0))
        .hasValue("vertex 2 has 5.0, which no edge from its parent 0 gives it");
    assertThat(withParent(2, -1)).isPresent();
    assertThat(withParent(4, 77)).isPresent();
    assertThat(withParent(4, 2)).isPresent();
    assertThat(withParent(3, 4))
        .hasValue("the parents of vertex 3 run in a cycle and never reach the source");
  }

  @Test
  void wrongWidthsAreFound() {
    float[] widths = {INFINITY, 2, 6, 1, 0, -INFINITY};
    int[] parents = {-1, 0, 0, 2, 3, -1};
    WidestPathOptions options = WidestPathOptions.defaults(0);
    try (Graph graph = graph()) {
      assertThat(WidestPathVerifier.firstViolation(graph, options, widths, parents)).isEmpty();
      List<String> found = new ArrayList<>();
      for (int v = 0; v < 6; v++) {
        for (float wrong : new float[] {-3, .5f, 7, INFINITY, -INFINITY, Float.NaN}) {
          float[] damaged = widths.clone();
          damaged[v] = wrong;
          if (wrong != widths[v]) {
            for (int[] tree : new int[][] {parents, null}) {
              WidestPathVerifier.firstViolation(graph, options, damaged, tree)
                  .ifPresent(found::add);
            }
          }
        }
      }
      assertThat(found).hasSize((6 * 6 - 2) * 2);
    }
  }

  @Test
  void whatDoesNotFitTheGraphIsRefused() {
    assertThatThrownBy(() -> violation(new float[5], parents()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("labels must have one entry for each of 6 vertices, had 5");
    assertThatThrownBy(() -> violation(distances(), new int[7]))
        .isInstanceOf(IllegalArgumentException.class);
    try (Graph graph = graph()) {
      assertThatThrownBy(() ->
              ShortestPathVerifier.firstViolation(
                  graph, SsspOptions.defaults(0).withTarget(1), distances(), null))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() ->
              LabelVerifier.firstViolation(graph, Semiring.MIN_PLUS, true, 6, distances(), null))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
