package org.warpath.graph.bfs;

import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/**
 * Breadth-first search along out-edges, direction-optimising: while the frontier is small its arcs
 * are followed (top-down); once it holds much of the graph, every unreached vertex looks for an
 * in-neighbour in it and stops at the first (bottom-up). Beamer, Asanović and Patterson,
 * "Direction-optimizing breadth-first search", 2012.
 *
 * <p>Bottom-up steps need in-edges and are taken only when {@link Graph#hasInEdges} says that these
 * are at hand: one search does not repay making them. Who searches a directed graph many times
 * calls {@link Graph#in} once before.
 *
 * <p>O(n + m) time, usually looking at a small part of the arcs; up to 20 bytes a vertex beyond the
 * graph. Depths and parents are the same for every engine, thread count and storage order.
 *
 * <p>On the CUDA engine the device chooses each step; frontiers of a few thousand arcs are searched
 * level after level by one block, so that graphs of large diameter cost far fewer launches than
 * they have levels. 16.4 bytes a vertex of device memory beyond the graph, 20.4 with parents. It
 * counts arcs and vertices in one 64-bit word: at most 2³³ arcs with 2³⁰ vertices or more, twice as
 * many for each halving of the vertices.
 */
public final class Bfs {
  private Bfs() {}

  /**
   * Searches {@code graph} as {@code options} say.
   *
   * @throws IllegalArgumentException if the source or the target is not a vertex of the graph, or
   *     the CUDA engine cannot count its arcs
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException if the device has too little memory
   * @throws org.warpath.kernels.cuda.CudaException if the device fails
   */
  public static BfsResult run(Graph graph, BfsOptions options, Engine engine) {
    return run(graph, options, engine, RunControl.none());
  }

  /**
   * As above; {@code control} hears of each level, from the CUDA engine of several at once.
   *
   * @throws IllegalArgumentException as above
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static BfsResult run(Graph graph, BfsOptions options, Engine engine, RunControl control) {
    graph.requireVertex("source", options.source());
    options.target().ifPresent(target -> graph.requireVertex("target", target));
    return switch (engine) {
      case Engine.Cpu cpu -> new CpuBfs(graph, options, cpu, control).run();
      case Engine.Cuda cuda -> new CudaBfs(graph, options, cuda, control).run();
    };
  }
}
