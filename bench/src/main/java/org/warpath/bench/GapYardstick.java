package org.warpath.bench;

import java.util.OptionalDouble;

/**
 * The C++ GAP benchmark on its own Kronecker graphs (16 edges a vertex, symmetrised), 2 threads, on
 * a quiet machine of the kind Warpath is developed on; the faster end where it varied. Beamer,
 * Asanović and Patterson, "The GAP benchmark suite", 2015.
 */
enum GapYardstick {
  PAGERANK("PageRank", 0.51, 6.3),
  BFS("BFS", 0.021, 0.098),
  SSSP("SSSP", 0.19, 1.2),
  COMPONENTS("WCC", 0.036, 0.195),
  TRIANGLES("triangles", 8.1, Double.NaN);

  private final String measurement;
  private final double scale20;
  private final double scale22;

  GapYardstick(String measurement, double scale20, double scale22) {
    this.measurement = measurement;
    this.scale20 = scale20;
    this.scale22 = scale22;
  }

  /** GAP's seconds for the measurement of that name, where they are known. */
  static OptionalDouble of(String name, int scale) {
    for (GapYardstick yardstick : values()) {
      if (name.startsWith(yardstick.measurement)) {
        double seconds =
            scale == 20 ? yardstick.scale20 : scale == 22 ? yardstick.scale22 : Double.NaN;
        return Double.isNaN(seconds) ? OptionalDouble.empty() : OptionalDouble.of(seconds);
      }
    }
    return OptionalDouble.empty();
  }
}
