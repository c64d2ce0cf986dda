package org.warpath.graph.paths;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.warpath.graph.Graph;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.sparse.DeviceCsr;

/**
 * {@link EdgeWeights} found on a device: 4 m bytes read once a graph. Its sums are added in the
 * same order on every device, but in another than the CPU's, so each engine remembers its own.
 */
final class DeviceWeights {
  private static final Map<Graph, EdgeWeights> KNOWN =
      Collections.synchronizedMap(new WeakHashMap<>());

  private static final int BLOCKS = 1024;
  private static final int SPAN_BYTES = 24;

  private DeviceWeights() {}

  /**
   * The weights of {@code graph}, which has some.
   *
   * @param out its out-edges with their weights
   */
  static EdgeWeights of(Graph graph, DeviceScope scope, DeviceCsr out) {
    EdgeWeights known = KNOWN.get(graph);
    if (known == null) {
      known = scan(scope, out);
      KNOWN.put(graph, known);
    }
    return known;
  }

  private static EdgeWeights scan(DeviceScope scope, DeviceCsr out) {
    LaunchShape shape = LaunchShape.threadEach(out.entryCount()).atMost(BLOCKS);
    DeviceBuffer spans = scope.bytes((long) SPAN_BYTES * shape.blocks(), "spans of weights");
    scope.launch(
        scope.kernel("edge_weights", "edge_weights_scan"),
        shape,
        out.valuesOrColumns(),
        out.entryCount(),
        spans);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment found = arena.allocate(spans.byteSize(), Long.BYTES);
      scope.download(spans, found);
      return combine(found);
    } finally {
      scope.free(spans);
    }
  }

  /** Spans are {double sum; int64 finite; float least; int nans}. */
  private static EdgeWeights combine(MemorySegment spans) {
    double sum = 0;
    long finite = 0;
    float least = Float.POSITIVE_INFINITY;
    boolean hasNaN = false;
    for (long at = 0; at < spans.byteSize(); at += SPAN_BYTES) {
      sum += spans.get(JAVA_DOUBLE, at);
      finite += spans.get(JAVA_LONG, at + 8);
      least = Math.min(least, spans.get(JAVA_FLOAT, at + 16));
      hasNaN |= spans.get(JAVA_INT, at + 20) != 0;
    }
    return new EdgeWeights(least, finite == 0 ? 0 : sum / finite, hasNaN);
  }
}
