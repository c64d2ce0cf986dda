package org.warpath.graph.wcc;

import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.device.DeviceGraph;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.sparse.DeviceCsr;

/**
 * A forest over the stored numbers of a graph on a device, see {@link DisjointTrees}; and from its
 * roots to labels, see {@link ComponentLabels}. Every method returns before the device is done.
 *
 * <p>The floor is reading an arc or two and the offsets of each vertex, and the forest a few times:
 * about 60 bytes a vertex over the memory bandwidth; on a directed graph without in-edges 4 bytes
 * an arc besides.
 */
final class CudaTrees {
  private static final String FILE = "wcc";
  private static final int SAMPLES = 256; // as in wcc.cu
  private static final int VERTEX_ARRAYS = 4;

  private final DeviceScope scope;
  private final int vertexCount;
  private final boolean symmetric;
  private final DeviceCsr out;
  private final @Nullable DeviceCsr in;
  private final @Nullable DeviceBuffer vertexOfStored;
  private final DeviceBuffer parents;
  private final DeviceBuffer least;
  private final DeviceBuffer sizes;
  private final DeviceBuffer labels;
  private final DeviceBuffer frequent;
  private final DeviceBuffer counts;

  /** Takes the graph's in-edges only if they are at hand. */
  CudaTrees(DeviceScope scope, DeviceGraph resident) {
    this.scope = scope;
    scope.load(FILE);
    Graph graph = resident.graph();
    vertexCount = graph.vertexCount();
    symmetric = graph.symmetric();
    out = resident.out(false);
    in = graph.hasInEdges() ? resident.in(false) : null;
    vertexOfStored = graph.order().isIdentity() ? null : resident.vertexOfStored();
    parents = scope.ints(vertexCount, "wcc parents");
    least = scope.ints(vertexCount, "wcc least vertices");
    sizes = scope.ints(vertexCount, "wcc sizes");
    labels = scope.ints(vertexCount, "wcc labels");
    frequent = scope.ints(1, "wcc frequent root");
    counts = scope.ints(2, "wcc counts");
  }

  /** Bytes of all this beyond the graph. */
  static long byteSize(int vertexCount) {
    return (long) VERTEX_ARRAYS * Integer.BYTES * vertexCount;
  }

  /** Makes every vertex a root. */
  void plant() {
    Kernel kernel = kernel("wcc_plant");
    scope.launch(kernel, striding(kernel, vertexCount), vertexCount, parents);
  }

  /** Hooks each row's arc number {@code arc}, counted within the row. */
  void hookOne(int arc) {
    Kernel kernel = kernel("wcc_hook_one");
    scope.launch(
        kernel,
        striding(kernel, vertexCount),
        vertexCount,
        out.rowOffsets(),
        out.columnIndices(),
        arc,
        parents);
  }

  /** Makes roots the parents of all. */
  void flatten() {
    Kernel kernel = kernel("wcc_flatten");
    scope.launch(kernel, striding(kernel, vertexCount), vertexCount, parents);
  }

  /**
   * Hooks all arcs; with in-edges, but those of vertices in the largest tree, by a sample of a
   * flattened forest.
   */
  void hookRest() {
    DeviceCsr in = this.in;
    if (in == null) {
      hookRows(out, false);
    } else {
      sample();
      hookRows(out, true);
      if (!symmetric) {
        hookRows(in, true);
      }
    }
  }

  private void sample() {
    scope.launch(
        kernel("wcc_frequent_root"), LaunchShape.of(1, SAMPLES), vertexCount, parents, frequent);
  }

  private void hookRows(DeviceCsr arcs, boolean skip) {
    Kernel kernel = kernel("wcc_hook_rest");
    scope.launch(
        kernel,
        striding(kernel, arcs.entryCount()),
        vertexCount,
        arcs.rowOffsets(),
        arcs.columnIndices(),
        skip ? 1 : 0,
        frequent,
        parents);
  }

  /** Labels and counts the trees of a flattened forest. */
  void label() {
    sample(); // many threads would count the same tree
    scope.fillInts(least, Integer.MAX_VALUE);
    scope.zero(sizes);
    scope.zero(counts);
    DeviceBuffer order = vertexOfStored == null ? parents : vertexOfStored;
    int identity = vertexOfStored == null ? 1 : 0;
    Kernel gather = kernel("wcc_gather");
    scope.launch(
        gather,
        striding(gather, vertexCount),
        vertexCount,
        parents,
        order,
        identity,
        frequent,
        least,
        sizes);
    Kernel label = kernel("wcc_label");
    scope.launch(
        label,
        striding(label, vertexCount),
        vertexCount,
        parents,
        order,
        identity,
        least,
        sizes,
        labels,
        counts);
  }

  /** int32[n] by vertex: the smallest vertex of its component. */
  DeviceBuffer labels() {
    return labels;
  }

  /** How many components; waits. */
  int componentCount() {
    return scope.readInt(counts, 0);
  }

  /** How many vertices the largest has; waits. */
  int largestSize() {
    return scope.readInt(counts, 1);
  }

  private Kernel kernel(String name) {
    return scope.kernel(FILE, name);
  }

  private static LaunchShape striding(Kernel kernel, long items) {
    long blocks = Math.clamp(items / LaunchShape.BLOCK + 1, 1, Integer.MAX_VALUE);
    return kernel.filling(LaunchShape.BLOCK).atMost((int) blocks);
  }
}
