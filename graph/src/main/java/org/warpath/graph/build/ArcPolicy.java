package org.warpath.graph.build;

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

  boolean drops(int source, int target) {
    return source == target && selfLoops == SelfLoops.DROP;
  }

  boolean mirrors(int source, int target) {
    return mirror && source != target;
  }

  /**
   * Merges the parallel arcs in one row, in place. Equal columns stand side by side in input order.
   *
   * @param weights null without weights
   * @return where the merged row ends
   */
  int merge(int[] columns, float[] weights, int begin, int end) {
    if (duplicates == Duplicates.KEEP) {
      return end;
    }
    int kept = begin;
    int e = begin;
    while (e < end) {
      int runEnd = e + 1;
      while (runEnd < end && columns[runEnd] == columns[e]) {
        runEnd++;
      }
      if (weights != null) {
        weights[kept] = merged(weights, e, runEnd);
      }
      columns[kept++] = columns[e];
      e = runEnd;
    }
    return kept;
  }

  private float merged(float[] weights, int begin, int end) {
    float first = weights[begin];
    return switch (duplicates) {
      case KEEP, FIRST -> first;
      case SUM -> {
        double sum = first;
        for (int e = begin + 1; e < end; e++) {
          sum += weights[e];
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
