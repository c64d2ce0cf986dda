package org.warpath.graph.widest;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.paths.LabelVerifier;
import org.warpath.linalg.sparse.Semiring;

/** Checks widths and parents in O(n + m), see {@link LabelVerifier}. */
public final class WidestPathVerifier {
  private WidestPathVerifier() {}

  /**
   * The first thing wrong, in words: a source whose width is not +∞, an edge that widens a width or
   * reaches a vertex that counts as unreachable, a width no path attains, a parent that is not the
   * tail of an edge giving the width, or a chain of parents that never reaches the source. Empty if
   * all is right. Does not look at which of several right parents was chosen.
   *
   * @param options of the run; the source and whether weights count matter, a target must be absent
   * @param widths float32[n] by vertex
   * @param parents int32[n] by vertex, or null to check widths alone
   * @throws IllegalArgumentException if the options do not fit the graph or have a target, or an
   *     array has another length
   */
  public static Optional<String> firstViolation(
      Graph graph, WidestPathOptions options, float[] widths, int @Nullable [] parents) {
    if (options.target().isPresent()) {
      throw new IllegalArgumentException("a run with a target leaves vertices unexplored");
    }
    return LabelVerifier.firstViolation(
        graph, Semiring.MAX_MIN, options.weighted(), options.source(), widths, parents);
  }
}
