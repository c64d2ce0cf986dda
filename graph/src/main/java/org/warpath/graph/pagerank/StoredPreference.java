package org.warpath.graph.pagerank;

import java.util.Arrays;

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

  /** The tile's ranks become damping times themselves, whatever finite they were, plus mass · p. */
  void blend(double damping, double mass, Tile tile);
}
