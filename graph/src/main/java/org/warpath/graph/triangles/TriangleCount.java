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
 *
 * <p>A GPU always brings the graph into that form, in its own memory: the graph, {@link Graph#in}
 * of a directed one, up to 28 bytes a vertex (16 more with counts of each) and 4 an edge (8 if
 * directed). Rows are looked up in hash tables in shared memory. The counts are the same.
 */
public final class TriangleCount {
  private TriangleCount() {}

  /** The triangles of {@code graph}. */
  public static TriangleCountResult run(Graph graph, TriangleCountOptions options, Engine engine) {
    return run(graph, options, engine, RunControl.none());
  }

  /**
   * As above; {@code control} hears of every 1,024th of the work that the caller's thread does (on
   * a GPU, of each of 2 to 32 parts of the rows), and may cancel between two.
   *
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static TriangleCountResult run(
      Graph graph, TriangleCountOptions options, Engine engine, RunControl control) {
    return switch (engine) {
      case Engine.Cpu cpu -> new CpuTriangleCount(graph, options, cpu, control).run();
      case Engine.Cuda cuda -> new CudaTriangleCount(graph, options, cuda, control).run();
    };
  }
}
