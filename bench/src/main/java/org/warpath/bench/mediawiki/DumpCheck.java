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
    require(
        dumped.vertexCount() == imported.vertexCount(),
        "expected %d vertices, found %d",
        dumped.vertexCount(),
        imported.vertexCount());
    require(
        dumped.edgeCount() == imported.edgeCount(),
        "expected %d links, found %d",
        dumped.edgeCount(),
        imported.edgeCount());
    Wiki wiki = new Wiki(dumped.vertexCount(), others, seed);
    for (int v = 0; v < dumped.vertexCount(); v++) {
      String name = wiki.title(v).replace('_', ' ');
      require(
          imported.name(v).equals(name),
          "expected vertex %d to be called \"%s\", found \"%s\"",
          v,
          name,
          imported.name(v));
      require(
          Arrays.equals(targets(dumped, v), targets(imported, v)),
          "expected vertex %d to lead to %s, found %s",
          v,
          Arrays.toString(targets(dumped, v)),
          Arrays.toString(targets(imported, v)));
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

  private static void require(boolean isSame, String problem, Object... values) {
    if (!isSame) {
      throw new IllegalStateException(problem.formatted(values));
    }
  }
}
