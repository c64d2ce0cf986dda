package org.warpath.bench.mediawiki;

import java.util.Arrays;
import org.warpath.graph.Graph;

/** Compares an imported graph with the one that was dumped. */
public final class DumpCheck {
  private DumpCheck() {}

  /**
   * Checks that {@code imported} has the vertices, their names and the links of {@code dumped}.
   *
   * @param dumped as {@link DumpWriter#write} took it
   * @param others as above
   * @param seed as above
   * @throws IllegalStateException naming the first vertex where they differ
   */
  public static void requireSame(Graph dumped, int others, long seed, Graph imported) {
    requireSame("vertices", dumped.vertexCount(), imported.vertexCount());
    requireSame("links", dumped.edgeCount(), imported.edgeCount());
    Wiki wiki = new Wiki(dumped.vertexCount(), others, seed);
    for (int v = 0; v < dumped.vertexCount(); v++) {
      String vertex = "vertex " + v;
      requireSame(vertex + " to be called", wiki.title(v).replace('_', ' '), imported.name(v));
      int[] expected = targets(dumped, v);
      int[] found = targets(imported, v);
      if (!Arrays.equals(expected, found)) {
        requireSame(vertex + " to lead to", Arrays.toString(expected), Arrays.toString(found));
      }
    }
  }

  private static void requireSame(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new IllegalStateException("expected " + what + ": " + expected + ", found " + found);
    }
  }

  /** Where the links of vertex {@code v} lead, ascending. */
  private static int[] targets(Graph graph, int v) {
    int row = graph.order().stored(v);
    long start = graph.out().rowStart(row);
    int[] targets = new int[Math.toIntExact(graph.out().rowStart(row + 1) - start)];
    Arrays.setAll(targets, i -> graph.order().vertex(graph.out().column(start + i)));
    Arrays.sort(targets);
    return targets;
  }
}
