package org.warpath.graph.paths;

import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.kernels.RunStats;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.Semiring;

/**
 * The answer of a path search from one source: a label for every vertex and, if asked for, its
 * parent. Over (min, +) labels are distances, over (max, min) they are widths. Keeps the graph, to
 * read the weights along a path.
 */
public final class PathLabels {
  private final Graph graph;
  private final boolean weighted;
  private final Semiring semiring;
  private final float[] labels;
  private final int @Nullable [] parents;
  private final int reachedCount;
  private final RunStats stats;

  PathLabels(
      Graph graph,
      boolean weighted,
      Semiring semiring,
      float[] labels,
      int @Nullable [] parents,
      int reachedCount,
      RunStats stats) {
    this.graph = graph;
    this.weighted = weighted;
    this.semiring = semiring;
    this.labels = labels;
    this.parents = parents;
    this.reachedCount = reachedCount;
    this.stats = stats;
  }

  /** The semiring in which labels are formed. */
  public Semiring semiring() {
    return semiring;
  }

  /** The label of each vertex, the semiring's zero where there is no path; not to be modified. */
  public float[] labels() {
    return labels;
  }

  /**
   * The parent of each vertex, −1 for the source and where there is no path; not to be modified.
   *
   * @throws IllegalStateException if the run was asked to leave parents out
   */
  public int[] parents() {
    if (parents == null) {
      throw new IllegalStateException("the run was asked to leave parents out");
    }
    return parents;
  }

  /**
   * The path to {@code target}.
   *
   * @throws IllegalArgumentException if there is no such vertex
   * @throws IllegalStateException if the run was asked to leave parents out, or the graph is closed
   */
  public Path pathTo(int target) {
    graph.requireVertex("target", target);
    return Path.follow(this, target);
  }

  /** How many vertices have a label other than the semiring's zero, the source among them. */
  public int reachedCount() {
    return reachedCount;
  }

  /** Engine, rounds and times of the run. */
  public RunStats stats() {
    return stats;
  }

  /** The weight of the tight edge u→v; of several, the one that the semiring's sum prefers. */
  float tightWeight(int u, int v) {
    Csr out = weighted ? graph.out() : graph.out().withoutValues();
    int row = graph.order().stored(u);
    int column = graph.order().stored(v);
    float best = semiring.zero();
    for (long e = out.rowStart(row); e < out.rowStart(row + 1); e++) {
      float weight = out.value(e);
      if (out.column(e) == column && semiring.multiply(labels[u], weight) == labels[v]) {
        best = semiring.add(best, weight);
      }
    }
    return best;
  }
}
