package org.warpath.graph.wcc;

import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/**
 * Weakly connected components by Afforest: trees of vertices are hooked together along a few arcs
 * of every vertex, which joins nearly all of the largest component; the vertices found in it are
 * then left out when the remaining arcs are looked at. Sutton, Ben-Nun and Barak, "Optimizing
 * parallel graph connectivity computation via subgraph sampling", 2018.
 *
 * <p>Leaving vertices out needs both ends of an arc to look at it, hence in-edges. On a directed
 * graph without them ({@link Graph#hasInEdges}) every arc is looked at once from its tail instead,
 * which is cheaper than making in-edges.
 *
 * <p>O(n + m) time in practice, mostly looking at few arcs; 12 bytes a vertex beyond the graph, 16
 * of device memory on the CUDA engine, which runs the same phases. Labels are the same for every
 * engine, thread count and storage order.
 */
public final class Wcc {
  private Wcc() {}

  /**
   * The components of {@code graph}.
   *
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException if the device has too little memory
   * @throws org.warpath.kernels.cuda.CudaException if the device fails
   */
  public static WccResult run(Graph graph, WccOptions options, Engine engine) {
    return run(graph, options, engine, RunControl.none());
  }

  /**
   * As above; {@code control} hears of each phase.
   *
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static WccResult run(Graph graph, WccOptions options, Engine engine, RunControl control) {
    return switch (engine) {
      case Engine.Cpu cpu -> new CpuWcc(graph, options, cpu, control).run();
      case Engine.Cuda cuda -> new CudaWcc(graph, options, cuda, control).run();
    };
  }
}
