package org.warpath.graph.generate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.EdgeBlock;
import org.warpath.graph.build.GraphBuilder;
import org.warpath.graph.build.ImportTally;
import org.warpath.graph.build.Imported;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.kernels.RunControl;

/**
 * A family of graphs: how many vertices and edges there are, and what edge number {@code e} is.
 * Edges are pure functions of the parameters, so the graph is the same for every thread count.
 */
public sealed interface Generator permits Rmat, UniformRandom, Shape {

  /** Edges made at a time by one thread. */
  int BLOCK_EDGES = 1 << 16;

  /** Vertices of the graph. */
  int vertexCount();

  /** Edges made, before the builder's policies. */
  long edgeCount();

  /** The ends of edge {@code edge}: source in the upper half, target in the lower. */
  long edge(long edge);

  /** Source and target as one number, as {@link #edge} returns them. */
  static long ends(int source, int target) {
    return ((long) source << Integer.SIZE) | target;
  }

  /**
   * The graph, unweighted.
   *
   * @throws IOException if edges were spilled and the disk failed
   */
  default Imported generate(BuildOptions options, RunControl control) throws IOException {
    return generate(options, Optional.empty(), control);
  }

  /**
   * The graph.
   *
   * @param weights how to weigh edges; empty for none. Both arcs of an undirected edge weigh the
   *     same
   * @throws IOException if edges were spilled and the disk failed
   */
  default Imported generate(
      BuildOptions options, Optional<IntegerWeights> weights, RunControl control)
      throws IOException {
    ImportTally tally = new ImportTally();
    try (GraphBuilder builder = new GraphBuilder(options, tally, control)) {
      long total = edgeCount();
      int blocksAtOnce = options.threads() * 4;
      long made = 0;
      long start = System.nanoTime();
      while (made < total) {
        long from = made;
        int blocks = (int) Math.min(blocksAtOnce, (total - from + BLOCK_EDGES - 1) / BLOCK_EDGES);
        EdgeBlock[] batch = new EdgeBlock[blocks];
        Parallel.forEach(
            options.threads(),
            blocks,
            i -> {
              long first = from + (long) i * BLOCK_EDGES;
              batch[i] = block(first, (int) Math.min(BLOCK_EDGES, total - first), weights);
            });
        for (EdgeBlock block : batch) {
          builder.accept(block);
          made += block.count();
        }
      }
      tally.addEdges(total);
      tally.time("generate", start);
      Graph graph = builder.build(vertexCount(), Optional.empty());
      return new Imported(graph, tally.report(graph.edgeCount()));
    }
  }

  /**
   * The graph, made by {@code engine}: the same on each.
   *
   * @param weights as above
   * @param engine the CPU engine's threads take the place of the options'; the CUDA engine makes
   *     R-MAT graphs only, needs device memory for all arcs at once, and pays no heed to the memory
   *     budget
   * @throws IllegalArgumentException if the engine does not make this kind of graph
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException if it does not fit the device,
   *     before anything is made
   * @throws IOException as above
   */
  default Imported generate(
      BuildOptions options, Optional<IntegerWeights> weights, Engine engine, RunControl control)
      throws IOException {
    return switch (engine) {
      case Engine.Cpu cpu -> generate(options.withThreads(cpu.threads()), weights, control);
      case Engine.Cuda cuda -> {
        if (this instanceof Rmat rmat) {
          yield CudaRmat.generate(rmat, options, weights, cuda.device(), control);
        }
        throw new IllegalArgumentException(
            "the CUDA engine makes R-MAT graphs only; " + this + " is for the CPU engine");
      }
    };
  }

  private EdgeBlock block(long first, int count, Optional<IntegerWeights> weights) {
    int[] sources = new int[count];
    int[] targets = new int[count];
    for (int i = 0; i < count; i++) {
      long ends = edge(first + i);
      sources[i] = (int) (ends >>> Integer.SIZE);
      targets[i] = (int) ends;
    }
    return new EdgeBlock(
        sources, targets, weights.map(w -> w.weights(first, count)).orElse(null), count);
  }

  /** All edges as pairs of source and target; for small graphs. */
  default List<int[]> edges() {
    List<int[]> edges = new ArrayList<>();
    for (long e = 0; e < edgeCount(); e++) {
      long ends = edge(e);
      edges.add(new int[] {(int) (ends >>> Integer.SIZE), (int) ends});
    }
    return edges;
  }
}
