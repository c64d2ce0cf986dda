package org.warpath.graph.pagerank;

import java.util.List;
import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.DeviceScope;

/**
 * Runs the preference vectors in groups of up to 32, as many as fit; the answers do not depend on
 * how many. The rows are cut as in {@link CudaPageRank}, and each is summed by a warp for all
 * vectors of the group, so that a column index read once serves 8, 16 or 32 reads of neighbouring
 * memory.
 *
 * <p>An iteration of k vectors moves at least 4 bytes an edge (8 weighted) and 16 + 24 k a vertex;
 * its gathers are 8 k bytes an edge, which beyond the cache's size come from memory and then
 * outweigh all else.
 */
final class CudaBatchedPageRank {
  private CudaBatchedPageRank() {}

  static BatchedPageRankResult run(
      Graph graph, BatchedPageRankOptions options, Engine.Cuda engine, RunControl control) {
    control.cancellation().throwIfCancelled();
    OutWeights.requireWeights(graph, options.weighted());
    Batch batch = new Batch(graph, options, engine.toString(), control);
    long start = System.nanoTime();
    graph.in();
    double load = Timings.secondsSince(start);
    List<VertexWeights> preferences = options.preferences();
    if (graph.vertexCount() == 0) {
      preferences.getFirst().stored(graph, true); // refuses it: none fits
    }
    try (DeviceScope scope = engine.device().scope()) {
      start = System.nanoTime();
      DevicePull pull = DevicePull.of(scope, graph, options.weighted());
      int width = DeviceBatch.width(pull, preferences.size());
      DeviceBatch group = new DeviceBatch(pull, width);
      double upload = Timings.secondsSince(start);
      for (int first = 0; first < preferences.size(); first += width) {
        start = System.nanoTime();
        group.start(
            preferences.subList(first, Math.min(preferences.size(), first + width)).stream()
                .map(preference -> preference.stored(graph, true))
                .toList());
        scope.synchronize();
        upload += Timings.secondsSince(start);
        batch.run(group);
      }
      return batch.result(load, upload);
    }
  }
}
