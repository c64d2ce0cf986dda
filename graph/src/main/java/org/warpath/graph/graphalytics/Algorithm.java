package org.warpath.graph.graphalytics;

import java.util.Locale;
import java.util.Optional;

/** The algorithms of the benchmark. */
public enum Algorithm {
  BFS,
  CDLP,
  LCC,
  PR,
  SSSP,
  WCC;

  /** The algorithm that a properties file calls {@code name}. */
  static Optional<Algorithm> of(String name) {
    for (Algorithm algorithm : values()) {
      if (algorithm.key().equals(name)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** Its name in properties files: {@code bfs}. Files of reference outputs end in {@code -BFS}. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
