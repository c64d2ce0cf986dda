package org.warpath.graph.pagerank;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;

/** A preference or start vector p as kernels use it, by stored place. */
sealed interface StoredPreference {

  /** The same everywhere: p[v] = weight. */
  record Constant(double weight) implements StoredPreference {
    @Override
    public void blend(double damping, double mass, Tile tile) {
      double[] sums = tile.ranks;
      int from = tile.from;
      int to = tile.to;
      double constant = mass * weight;
      for (int i = 0; i < to - from; i++) {
        sums[i] = damping * sums[i] + constant;
      }
    }
  }

  /** p[places[i]] = weights[i], 0 elsewhere; {@code places} ascending. */
  record Points(int[] places, double[] weights) implements StoredPreference {
    @Override
    public void blend(double damping, double mass, Tile tile) {
      double[] sums = tile.ranks;
      int from = tile.from;
      int to = tile.to;
      for (int i = 0; i < to - from; i++) {
        sums[i] *= damping;
      }
      for (int i = firstAt(from); i < places.length && places[i] < to; i++) {
        sums[places[i] - from] += mass * weights[i];
      }
    }

    private int firstAt(int from) {
      int found = Arrays.binarySearch(places, from);
      return found >= 0 ? found : -found - 1;
    }
  }

  /** p[v] = weights[v]. */
  record Vector(double[] weights) implements StoredPreference {
    @Override
    public void blend(double damping, double mass, Tile tile) {
      double[] sums = tile.ranks;
      int from = tile.from;
      int to = tile.to;
      for (int i = 0; i < to - from; i++) {
        sums[i] = damping * sums[i] + mass * weights[from + i];
      }
    }
  }

  /**
   * Where the run teleports to.
   *
   * @throws IllegalArgumentException if the personalization does not fit the graph
   */
  static StoredPreference of(Graph graph, PageRankOptions options) {
    VertexWeights personalization = options.personalization();
    return personalization == null
        ? uniform(graph.vertexCount(), options)
        : personalization.stored(graph, options.compat() != Compat.GDS);
  }

  /** Everywhere equally. */
  static StoredPreference uniform(int vertexCount, PageRankOptions options) {
    return new Constant(options.compat().uniformShare(vertexCount));
  }

  /**
   * The ranks the run starts from; null if they are where it teleports to.
   *
   * @throws IllegalArgumentException if the warm start does not fit the graph
   */
  static @Nullable StoredPreference otherStart(Graph graph, PageRankOptions options) {
    VertexWeights warmStart = options.warmStart();
    if (warmStart != null) {
      return warmStart.stored(graph, true);
    }
    return otherUniformStart(graph.vertexCount(), options);
  }

  /** As above, for a run that is not warm-started. */
  static @Nullable StoredPreference otherUniformStart(int vertexCount, PageRankOptions options) {
    return options.compat() == Compat.NETWORKX ? new Constant(1.0 / vertexCount) : null;
  }

  /** The tile's ranks become damping times themselves, whatever finite they were, plus mass · p. */
  void blend(double damping, double mass, Tile tile);
}
