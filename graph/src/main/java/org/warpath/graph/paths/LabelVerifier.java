package org.warpath.graph.paths;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.VertexOrder;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.Semiring;

/**
 * Proves or refutes the labels, and if given the parents, of a path search without repeating it: no
 * edge may improve a label, and every label must be attained along tight edges from the source. O(n
 * + m) time on one thread and up to 5 n bytes; shares no code with the search.
 */
public final class LabelVerifier {
  private static final byte UNSEEN = 0;
  private static final byte TIGHT = 1;
  private static final byte ON_CHAIN = 2;
  private static final byte ROOTED = 3;

  private final Csr out;
  private final VertexOrder order;
  private final Semiring semiring;
  private final int source;
  private final float[] labels;
  private final int @Nullable [] parents;
  private final byte[] state;

  private LabelVerifier(
      Graph graph,
      Semiring semiring,
      boolean weighted,
      int source,
      float[] labels,
      int @Nullable [] parents) {
    this.out = weighted ? graph.out() : graph.out().withoutValues();
    this.order = graph.order();
    this.semiring = semiring;
    this.source = source;
    this.labels = labels;
    this.parents = parents;
    this.state = new byte[labels.length];
  }

  /**
   * The first thing wrong with an answer, in words; empty if it is right. Without parents, that
   * labels are attained is shown by a walk over tight edges.
   *
   * @param semiring MIN_PLUS or MAX_MIN
   * @param weighted false if every edge counts 1
   * @param source a vertex
   * @param labels float32[n] by vertex, of a run without a target
   * @param parents int32[n] by vertex, or null
   * @throws IllegalArgumentException if the source does not exist or an array has another length
   */
  public static Optional<String> firstViolation(
      Graph graph,
      Semiring semiring,
      boolean weighted,
      int source,
      float[] labels,
      int @Nullable [] parents) {
    graph.requireVertex("source", source);
    requireLength("labels", labels.length, graph.vertexCount());
    if (parents != null) {
      requireLength("parents", parents.length, graph.vertexCount());
    }
    LabelVerifier verifier = new LabelVerifier(graph, semiring, weighted, source, labels, parents);
    return Optional.ofNullable(verifier.check());
  }

  private static void requireLength(String name, int length, int vertexCount) {
    if (length != vertexCount) {
      throw new IllegalArgumentException(
          name + " must have one entry for each of " + vertexCount + " vertices, had " + length);
    }
  }

  private @Nullable String check() {
    if (labels[source] != semiring.one()) {
      return "the source " + source + " must have " + semiring.one() + ", has " + labels[source];
    }
    String wrong = checkEdges();
    if (wrong != null) {
      return wrong;
    }
    return parents == null ? checkAttained() : checkParents(parents);
  }

  private boolean reached(int v) {
    return labels[v] != semiring.zero();
  }

  private boolean tight(float label, long e, int v) {
    return semiring.multiply(label, out.value(e)) == labels[v];
  }

  /** No edge improves a label; marks vertices whose edge from their parent is tight. */
  private @Nullable String checkEdges() {
    for (int row = 0; row < labels.length; row++) {
      int u = order.vertex(row);
      float label = labels[u];
      if (Float.isNaN(label)) {
        return "vertex " + u + " has NaN";
      }
      long end = reached(u) ? out.rowStart(row + 1) : out.rowStart(row);
      for (long e = out.rowStart(row); e < end; e++) {
        int v = order.vertex(out.column(e));
        float offer = semiring.multiply(label, out.value(e));
        if (!Float.isNaN(labels[v]) && semiring.add(labels[v], offer) != labels[v]) {
          return (reached(v) ? "vertex %d has %s" : "vertex %d counts as unreached, with %s")
              .concat(", but the edge %d→%d of weight %s offers %s")
              .formatted(v, labels[v], u, v, out.value(e), offer);
        }
        if (parents != null && parents[v] == u && tight(label, e, v)) {
          state[v] = TIGHT;
        }
      }
    }
    return null;
  }

  private @Nullable String checkParents(int[] chosen) {
    if (chosen[source] != -1) {
      return "the source " + source + " must have parent -1, has " + chosen[source];
    }
    state[source] = ROOTED;
    for (int v = 0; v < chosen.length; v++) {
      if (!reached(v) && chosen[v] != -1) {
        return "vertex " + v + " is unreached but has parent " + chosen[v];
      }
      if (reached(v) && v != source && state[v] != TIGHT) {
        return "vertex %d has %s, which no edge from its parent %d gives it"
            .formatted(v, labels[v], chosen[v]);
      }
    }
    for (int v = 0; v < chosen.length; v++) {
      if (reached(v) && !rooted(v, chosen)) {
        return "the parents of vertex " + v + " run in a cycle and never reach the source";
      }
    }
    return null;
  }

  /** Whether the chain of parents from {@code v} ends at the source; marks it as such. */
  private boolean rooted(int v, int[] chosen) {
    int u = v;
    while (state[u] == TIGHT) {
      state[u] = ON_CHAIN;
      u = chosen[u];
    }
    if (state[u] == ON_CHAIN) {
      return false;
    }
    for (int w = v; state[w] == ON_CHAIN; w = chosen[w]) {
      state[w] = ROOTED;
    }
    return true;
  }

  /** Every reached vertex is found by a walk from the source over tight edges. */
  private @Nullable String checkAttained() {
    int[] stack = new int[Math.min(1024, labels.length)];
    int size = 0;
    stack[size++] = source;
    state[source] = ROOTED;
    while (size > 0) {
      int u = stack[--size];
      int row = order.stored(u);
      for (long e = out.rowStart(row); e < out.rowStart(row + 1); e++) {
        int v = order.vertex(out.column(e));
        if (state[v] == UNSEEN && reached(v) && tight(labels[u], e, v)) {
          state[v] = ROOTED;
          if (size == stack.length) {
            stack = Arrays.copyOf(stack, (int) Math.min(labels.length, size * 2L));
          }
          stack[size++] = v;
        }
      }
    }
    for (int v = 0; v < labels.length; v++) {
      if (reached(v) && state[v] == UNSEEN) {
        return "vertex " + v + " has " + labels[v] + ", which no path from the source attains";
      }
    }
    return null;
  }
}
