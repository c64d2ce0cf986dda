package org.warpath.graph.device;

import org.warpath.graph.Graph;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScan;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.sparse.DeviceCsr;

/**
 * The simple undirected graph below a graph, on a device and in stored numbers: v's row lists,
 * ascending and once each, the neighbours over arcs of either direction that have more neighbours
 * than v, or as many and a smaller number. Every edge is held once, and no row is longer than
 * √(2m).
 *
 * @param vertexCount n
 * @param edgeCount entries of all rows
 * @param offsets int64[n + 1]
 * @param entries uint32[edgeCount]: {@code neighbour << 1 | (arcs − 1)}; arcs is how many of the
 *     two possible arcs join the pair, both if the graph is symmetric
 * @param degrees int32[n]: distinct neighbours of each vertex, itself not among them
 */
public record OrientedGraph(
    int vertexCount,
    long edgeCount,
    DeviceBuffer offsets,
    DeviceBuffer entries,
    DeviceBuffer degrees) {
  private static final String FILE = "orientation";
  // As orientation.cu has it.
  private static final int LONG_ROW = 1024;

  /**
   * Makes it on the device, in buffers of {@code scope}: three passes over the arcs, 12 bytes a
   * vertex and 4 an edge to keep, and while it lasts 4 bytes a vertex and, if the graph is
   * directed, as many more and 4 an edge.
   *
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException if it does not fit, before the rows
   *     are allocated
   */
  public static OrientedGraph of(DeviceScope scope, Graph graph) {
    return new Builder(scope, graph).build();
  }

  /** Loads the kernels that {@link #of} launches; see {@link DeviceScope#load}. */
  public static void load(DeviceScope scope) {
    scope.load(FILE);
    DeviceScan.load(scope);
  }

  /** Bytes that {@link #of} allocates before it knows how many edges there are. */
  public static long vertexBytes(Graph graph) {
    int n = graph.vertexCount();
    return (n + 1L) * (2 * Long.BYTES + Integer.BYTES)
        + DeviceScan.workingBytes(n)
        + mostLongRows(graph) * Integer.BYTES;
  }

  private static long mostLongRows(Graph graph) {
    long arcs = (graph.symmetric() ? 1 : 2) * graph.edgeCount();
    return Math.min(graph.vertexCount(), arcs / (LONG_ROW + 1)) + 1;
  }

  /** The steps, each over all rows: those of few arcs by warps, the long ones by blocks. */
  private static final class Builder {
    private final DeviceScope scope;
    private final boolean symmetric;
    private final int n;
    private final DeviceCsr out;
    private final DeviceCsr in;
    private final DeviceBuffer longRows;
    private final int longCount;

    Builder(DeviceScope scope, Graph graph) {
      this.scope = scope;
      symmetric = graph.symmetric();
      n = graph.vertexCount();
      DeviceGraph resident = DeviceGraph.in(scope, graph);
      out = resident.out(false);
      in = symmetric ? out : resident.in(false);
      long mostLong = mostLongRows(graph);
      longRows = scope.ints(mostLong, "long rows");
      longCount = listLongRows();
    }

    private int listLongRows() {
      DeviceBuffer count = scope.ints(1, "long row count");
      scope.zero(count);
      Kernel kernel = scope.kernel(FILE, "orientation_long_rows");
      scope.launch(
          kernel,
          LaunchShape.threadEach(n).atMost(kernel.filling(LaunchShape.BLOCK).blocks()),
          out.rowOffsets(),
          in.rowOffsets(),
          directed(),
          n,
          longRows,
          count);
      return scope.readInt(count, 0);
    }

    OrientedGraph build() {
      DeviceBuffer degrees = scope.ints(n, "degrees");
      DeviceBuffer lengths = scope.ints(n, "oriented row lengths");
      DeviceBuffer offsets = scope.longs(n + 1L, "oriented row offsets");
      count(false, degrees, degrees);
      count(true, degrees, lengths);
      try (DeviceScan scan = new DeviceScan(scope, n)) {
        scan.exclusive(lengths, n, offsets);
      }
      long edges = scope.readLong(offsets, n);
      scope
          .device()
          .requireFree(
              edges * Integer.BYTES + (symmetric ? 0 : (edges + n) * Integer.BYTES),
              String.format("orienting %,d edges", edges));
      DeviceBuffer entries = scope.ints(edges, "oriented rows");
      if (symmetric) {
        write(degrees, offsets, entries, lengths);
      } else {
        DeviceBuffer seams = scope.ints(n, "seams of oriented rows");
        DeviceBuffer parts = scope.ints(edges, "oriented rows in two parts");
        write(degrees, offsets, parts, seams);
        Kernel merge = scope.kernel(FILE, "orientation_merge");
        scope.launch(merge, warpEachRow(merge), offsets, seams, n, parts, entries);
        scope.free(parts);
        scope.free(seams);
      }
      scope.free(lengths);
      scope.free(longRows);
      return new OrientedGraph(n, edges, offsets, entries, degrees);
    }

    private void count(boolean ordered, DeviceBuffer degrees, DeviceBuffer lengths) {
      Kernel shortRows = scope.kernel(FILE, "orientation_count");
      scope.launch(
          shortRows,
          warpEachRow(shortRows),
          out.rowOffsets(),
          out.columnIndices(),
          in.rowOffsets(),
          in.columnIndices(),
          directed(),
          n,
          ordered ? 1 : 0,
          degrees,
          lengths);
      if (longCount > 0) {
        scope.launch(
            scope.kernel(FILE, "orientation_count_long"),
            LaunchShape.blockEach(longCount),
            out.rowOffsets(),
            out.columnIndices(),
            in.rowOffsets(),
            in.columnIndices(),
            directed(),
            longRows,
            ordered ? 1 : 0,
            degrees,
            lengths);
      }
    }

    private void write(
        DeviceBuffer degrees, DeviceBuffer offsets, DeviceBuffer entries, DeviceBuffer seams) {
      Kernel shortRows = scope.kernel(FILE, "orientation_write");
      scope.launch(
          shortRows,
          warpEachRow(shortRows),
          out.rowOffsets(),
          out.columnIndices(),
          in.rowOffsets(),
          in.columnIndices(),
          directed(),
          n,
          degrees,
          offsets,
          entries,
          seams);
      if (longCount > 0) {
        scope.launch(
            scope.kernel(FILE, "orientation_write_long"),
            LaunchShape.blockEach(longCount),
            out.rowOffsets(),
            out.columnIndices(),
            in.rowOffsets(),
            in.columnIndices(),
            directed(),
            longRows,
            degrees,
            offsets,
            entries,
            seams);
      }
    }

    private LaunchShape warpEachRow(Kernel kernel) {
      return LaunchShape.warpEach(n).atMost(kernel.filling(LaunchShape.BLOCK).blocks());
    }

    private int directed() {
      return symmetric ? 0 : 1;
    }
  }
}
