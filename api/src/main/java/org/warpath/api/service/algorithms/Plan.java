package org.warpath.api.service.algorithms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/**
 * A request, understood: what to compute on a graph, and what that takes.
 *
 * @param options the options in force, defaults included: tells equal requests
 * @param source what the options do not tell of the input, such as which version of a stored
 *     vector; empty if nothing
 * @param edgeVisits about how many edges the run looks at
 * @param heapBytes what it takes on the heap, its result included
 * @param nativeBytes what it takes off the heap: in-edges that are to be made
 * @param deviceBytes what it takes on a GPU, the graph included
 * @param computation the run itself
 */
record Plan(
    ObjectNode options,
    String source,
    long edgeVisits,
    long heapBytes,
    long nativeBytes,
    long deviceBytes,
    Computation computation) {

  /** What an iteration costs beside its edges, in edges: tens of microseconds. */
  private static final double ITERATION = 20_000;

  /** Edge visits of so many iterations over all edges and vertices. */
  static long edgeVisits(double iterations, Graph graph) {
    return (long) (iterations * (graph.edgeCount() + graph.vertexCount() + ITERATION));
  }

  /** The run itself. */
  @FunctionalInterface
  interface Computation {
    AlgorithmResult run(Graph graph, Engine engine, RunControl control);
  }
}
