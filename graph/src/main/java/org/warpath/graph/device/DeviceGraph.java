package org.warpath.graph.device;

import java.lang.foreign.MemorySegment;
import org.warpath.graph.Graph;
import org.warpath.graph.VertexOrder;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.DeviceCsr;

/**
 * A graph's arrays on a device, in stored numbers: each is uploaded when it is first asked for and
 * stays there between runs. Runs that use it keep it there; when none does it goes once memory runs
 * short, the least recently used first, or once the graph is closed.
 *
 * <p>Every CUDA algorithm makes one in its own scope. Hold one open to be sure that the graph stays
 * between runs:
 *
 * <pre>{@code
 * try (DeviceGraph resident = DeviceGraph.open(graph, device)) {
 *   resident.out();
 *   … // many runs
 * }
 * }</pre>
 */
public final class DeviceGraph implements AutoCloseable {
  private final Graph graph;
  private final DeviceScope scope;
  private final boolean ownsScope;

  private DeviceGraph(Graph graph, DeviceScope scope, boolean ownsScope) {
    this.graph = graph;
    this.scope = scope;
    this.ownsScope = ownsScope;
  }

  /** {@code graph} for one run: its arrays are in use until {@code scope} closes. */
  public static DeviceGraph in(DeviceScope scope, Graph graph) {
    return new DeviceGraph(graph, scope, false);
  }

  /** {@code graph} on {@code device}, kept there until this is closed. For one thread. */
  public static DeviceGraph open(Graph graph, Device device) {
    return new DeviceGraph(graph, device.scope(), true);
  }

  /** The graph. */
  public Graph graph() {
    return graph;
  }

  /** Out-edges with their weights, if it has any. */
  public DeviceCsr out() {
    return DeviceCsr.resident(scope, graph.out());
  }

  /** Out-edges; without weights if {@code weighted} is false. */
  public DeviceCsr out(boolean weighted) {
    return DeviceCsr.resident(scope, weighted ? graph.out() : graph.out().withoutValues());
  }

  /** In-edges; without weights if {@code weighted} is false. Made on the host on first need. */
  public DeviceCsr in(boolean weighted) {
    Csr in = graph.in();
    return DeviceCsr.resident(scope, weighted ? in : in.withoutValues());
  }

  /**
   * The vertex of each stored number, int32[n]: {@code order().vertex(…)}; only for a graph that is
   * not stored in vertex order.
   */
  public DeviceBuffer vertexOfStored() {
    VertexOrder order = graph.order();
    int n = graph.vertexCount();
    return scope.resident(
        graph.out().rowOffsets(),
        "vertex of stored",
        (long) n * Integer.BYTES,
        buffer -> {
          int[] vertices = new int[n];
          for (int v = 0; v < n; v++) {
            vertices[v] = order.vertex(v);
          }
          scope.upload(MemorySegment.ofArray(vertices), buffer);
        });
  }

  @Override
  public void close() {
    if (ownsScope) {
      scope.close();
    }
  }
}
