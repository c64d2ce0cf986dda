package org.warpath.graph.triangles;

import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/**
 * Counts triangles, whatever the direction of arcs; self-loops and parallel edges do not matter.
 *
 * <p>Every edge is held once, at its end of lower degree, which leaves even hubs a short row and
 * shows each triangle at one corner only (Schank and Wagner, "Finding, counting and listing all
 * triangles in large graphs", 2005). Two rows are intersected as bitmaps where both lie among the
 * {@value CpuTriangleCount#HUBS} vertices of highest degree, and by looking one up in a bitmap of
 * the other elsewhere.
 *
 * <p>An undirected graph without parallel edges, stored by descending degree, is counted as it
 * stands, with 4 bytes a vertex, a bit a vertex and thread, and 16 MiB; another one is first
 * brought into that form, which takes O(m log m) time and up to 8 bytes an edge more, and for a
 * directed graph {@link Graph#in}. O(m√m) time at worst.
 */
public final class TriangleCount {
  private TriangleCount() {}

  /** The triangles of {@code graph}. */
  public static TriangleCountResult run(Graph graph, TriangleCountOptions options, Engine engine) {
    return run(graph, options, engine, RunControl.none());
  }

  /**
   * As above; {@code control} hears of every 1,024th of the work that the caller's thread does, and
   * may cancel between two.
   *
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static TriangleCountResult run(
      Graph graph, TriangleCountOptions options, Engine engine, RunControl control) {
    return switch (engine) {
      case Engine.Cpu cpu -> new CpuTriangleCount(graph, options, cpu, control).run();
      case Engine.Cuda cuda -> throw new UnsupportedOperationException("not yet on " + cuda);
    };
  }
}
