package org.warpath.graph.pagerank;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;

/**
 * D on a device, by stored place; made on the host once, then resident beside the graph.
 *
 * @param values uint32[n], the out-degrees, or float64[n], the sums of out-weights
 * @param weighted 1 if sums of weights, 0 if degrees
 */
record DeviceOutWeights(DeviceBuffer values, int weighted) {
  private static final long LARGEST_DEGREE = 0xffff_ffffL;
  private static final int CHUNK = 1 << 18;
  private static final int MOST_BLOCKS = 1024;

  /**
   * The out-weights of {@code graph}, which has a vertex.
   *
   * @throws IllegalArgumentException as {@link OutWeights#sums}
   */
  static DeviceOutWeights of(DeviceScope scope, Graph graph, boolean weighted) {
    return weighted
        ? new DeviceOutWeights(sums(scope, graph), 1)
        : new DeviceOutWeights(degrees(scope, graph), 0);
  }

  private static DeviceBuffer sums(DeviceScope scope, Graph graph) {
    MemorySegment weights = graph.out().values();
    if (weights == null) {
      throw new IllegalStateException("a weighted run needs weights");
    }
    return scope.resident(
        weights,
        "sums of out-weights",
        (long) graph.vertexCount() * Double.BYTES,
        buffer ->
            scope.upload(
                MemorySegment.ofArray(OutWeights.sums(graph, Engine.cpu().threads())), buffer));
  }

  private static DeviceBuffer degrees(DeviceScope scope, Graph graph) {
    return scope.resident(
        graph.out().rowOffsets(),
        "out-degrees",
        (long) graph.vertexCount() * Integer.BYTES,
        buffer -> uploadDegrees(scope, graph, buffer));
  }

  private static void uploadDegrees(DeviceScope scope, Graph graph, DeviceBuffer buffer) {
    MemorySegment offsets = graph.out().rowOffsets();
    int n = graph.vertexCount();
    int[] chunk = new int[Math.min(n, CHUNK)];
    for (int first = 0; first < n; first += CHUNK) {
      int count = Math.min(CHUNK, n - first);
      for (int i = 0; i < count; i++) {
        long place = (long) first + i;
        long degree =
            offsets.getAtIndex(JAVA_LONG, place + 1) - offsets.getAtIndex(JAVA_LONG, place);
        if (degree > LARGEST_DEGREE) {
          throw new IllegalArgumentException(
              "PageRank on a GPU needs out-degrees of at most "
                  + LARGEST_DEGREE
                  + ", vertex "
                  + graph.order().vertex((int) place)
                  + " has "
                  + degree);
        }
        chunk[i] = (int) degree;
      }
      long bytes = (long) count * Integer.BYTES;
      scope.upload(
          MemorySegment.ofArray(chunk).asSlice(0, bytes),
          buffer.slice((long) first * Integer.BYTES, bytes));
    }
  }

  /**
   * Refuses sums of out-weights that float32 cannot divide by.
   *
   * @throws IllegalArgumentException naming the first vertex by stored place
   */
  void requireFloat32(DeviceScope scope, Graph graph) {
    int n = graph.vertexCount();
    DeviceBuffer first = scope.ints(1, "first out-weight out of range");
    scope.writeInt(first, 0, n);
    scope.launch(
        scope.kernel("pagerank_vectors", "pagerank_out_of_range"),
        LaunchShape.threadEach(n).atMost(MOST_BLOCKS),
        n,
        values,
        OutWeights.FLOAT32_LEAST,
        OutWeights.FLOAT32_LARGEST,
        first);
    int place = scope.readInt(first, 0);
    if (place < n) {
      throw OutWeights.unsuitedToFloat32(graph, place, scope.readDouble(values, place));
    }
  }
}
