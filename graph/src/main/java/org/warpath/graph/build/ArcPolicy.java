package org.warpath.graph.build;

import org.jspecify.annotations.Nullable;

/**
 * How staged edges become arcs.
 *
 * @param mirror whether each edge makes both arcs (a self-loop one)
 * @param duplicates what becomes of parallel arcs
 * @param selfLoops what becomes of self-loops
 */
record ArcPolicy(boolean mirror, Duplicates duplicates, SelfLoops selfLoops) {
  /** Arcs as they are. */
  static final ArcPolicy VERBATIM = new ArcPolicy(false, Duplicates.KEEP, SelfLoops.KEEP);

  /** The same, but parallel arcs stay. */
  ArcPolicy keepingAll() {
    return new ArcPolicy(mirror, Duplicates.KEEP, selfLoops);
  }

  boolean drops(int source, int target) {
    return source == target && selfLoops == SelfLoops.DROP;
  }

  boolean mirrors(int source, int target) {
    return mirror && source != target;
  }

  /**
   * Merges the parallel arcs in the row {@code begin … end−1} and moves it forward to {@code to}.
   * Equal columns stand side by side in input order.
   *
   * @param weights null without weights
   * @param to at most {@code begin}
   * @return where the merged row ends
   */
  int merge(int[] columns, float @Nullable [] weights, int begin, int end, int to) {
    if (duplicates == Duplicates.KEEP) {
      if (to < begin) {
        System.arraycopy(columns, begin, columns, to, end - begin);
        if (weights != null) {
          System.arraycopy(weights, begin, weights, to, end - begin);
        }
      }
      return to + end - begin;
    }
    int kept = to;
    int e = begin;
    while (e < end) {
      int runEnd = e + 1;
      while (runEnd < end && columns[runEnd] == columns[e]) {
        runEnd++;
      }
      if (weights != null) {
        weights[kept] = merged(columns[e], weights, e, runEnd);
      }
      columns[kept++] = columns[e];
      e = runEnd;
    }
    return kept;
  }

  private float merged(int target, float[] weights, int begin, int end) {
    float first = weights[begin];
    return switch (duplicates) {
      case KEEP, FIRST -> first;
      case SUM -> {
        double sum = first;
        for (int e = begin + 1; e < end; e++) {
          sum += weights[e];
        }
        if (Double.isNaN(sum)) {
          throw new IllegalArgumentException(
              "parallel edges to vertex " + target + " weigh both +∞ and −∞, which have no sum");
        }
        yield (float) sum;
      }
      case MIN -> {
        float least = first;
        for (int e = begin + 1; e < end; e++) {
          least = Math.min(least, weights[e]);
        }
        yield least;
      }
      case MAX -> {
        float most = first;
        for (int e = begin + 1; e < end; e++) {
          most = Math.max(most, weights[e]);
        }
        yield most;
      }
    };
  }
}
