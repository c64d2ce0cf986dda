package org.warpath.bench;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.device.Traffic;
import org.warpath.graph.generate.DeviceRmat;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.pagerank.DevicePageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.graph.pagerank.Precision;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.CopyBandwidth;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.sparse.DeviceCsr;

/**
 * PageRank in float32 over as many edges as one device holds: a directed R-MAT graph, parallel
 * edges and self-loops kept, made there and never on the host.
 *
 * @param rmat the graph
 * @param device where
 * @param bandwidth the yardstick
 * @param runs measured runs
 */
record HugePageRank(Rmat rmat, Device device, CopyBandwidth bandwidth, int runs) {
  /** What float32 may round off the sum of ranks, which is 1: 2⁻²⁴ · (1 ÷ (1−d) + 1), doubled. */
  static final double SUM_TOLERANCE = 1e-6;

  private static final int LARGEST_SCALE = 30;
  private static final int SUMMED_AT_ONCE = 1 << 22;
  private static final BuildOptions BUILD =
      BuildOptions.defaults().withOrdering(Ordering.NONE).withWeights(false);
  private static final PageRankOptions OPTIONS =
      PageRankOptions.defaults()
          .withIterations(CudaRuns.ITERATIONS)
          .withPrecision(Precision.FLOAT32);

  /**
   * The largest graph of {@code edgeFactor} edges a vertex that fits the memory free now, at least
   * of scale 1.
   */
  static Rmat largest(Device device, int edgeFactor) {
    device.residents().evict(Long.MAX_VALUE);
    long free = device.freeBytes() / 20 * 19;
    int scale = LARGEST_SCALE;
    while (scale > 1 && neededBytes(new Rmat(scale, edgeFactor, 1)) > free) {
      scale--;
    }
    return new Rmat(scale, edgeFactor, 1);
  }

  /** Bytes that making and ranking {@code rmat} needs at most at the same time. */
  static long neededBytes(Rmat rmat) {
    int n = rmat.vertexCount();
    long making = DeviceRmat.workingBytes(rmat, BUILD);
    long graph = rmat.edgeCount() * Integer.BYTES + (n + 2L) * Long.BYTES + 4L * n;
    return Math.max(making, graph + DevicePageRank.workingBytes(n, rmat.edgeCount(), OPTIONS));
  }

  /**
   * Refuses a graph too large for the device.
   *
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException saying the bytes needed and free
   */
  static void requireFits(Device device, Rmat rmat) {
    device.requireFree(neededBytes(rmat), "making and ranking " + rmat);
  }

  /**
   * Makes the graph, ranks it once unmeasured and then {@code runs} times, and tells.
   *
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException if it does not fit, before it is
   *     made
   * @throws IllegalStateException if the ranks do not add up to 1
   */
  void report(ObjectNode node, PrintWriter out) {
    int n = rmat.vertexCount();
    node.put("graph", rmat.toString());
    out.printf(
        "%nhuge: directed R-MAT %d, %,d vertices, %,d edges; needs %,d bytes%n",
        rmat.scale(), n, rmat.edgeCount(), neededBytes(rmat));
    out.flush();
    requireFits(device, rmat);
    try (DeviceScope scope = device.scope()) {
      long start = System.nanoTime();
      DeviceCsr in = DeviceRmat.in(scope, rmat, BUILD, Optional.empty(), RunControl.none());
      DeviceBuffer outDegrees = DeviceRmat.outDegrees(scope, rmat, BUILD, RunControl.none());
      scope.synchronize();
      double making = Timings.secondsSince(start);
      long graphBytes =
          in.rowOffsets().byteSize() + in.columnIndices().byteSize() + outDegrees.byteSize();
      node.put("vertices", n);
      node.put("edges", in.entryCount());
      node.put("graphBytes", graphBytes);
      node.put("makeSeconds", making);
      out.printf(
          "made on the device in %.3f s: %,d bytes, %.0f million edges a second%n",
          making, graphBytes, in.entryCount() / making * 1e-6);
      out.flush();
      ranks(scope, in, outDegrees, node, out);
    }
  }

  private void ranks(
      DeviceScope scope, DeviceCsr in, DeviceBuffer outDegrees, ObjectNode node, PrintWriter out) {
    Measurement measured =
        Measurement.of(
            "PageRank float32",
            1,
            runs,
            OPTIONS.maxIterations()
                * Traffic.pageRankIteration(in.rowCount(), in.entryCount(), Float.BYTES, false),
            () -> {
              DevicePageRank.Result result =
                  DevicePageRank.run(scope, in, outDegrees, OPTIONS, RunControl.none());
              requireSumOfOne(scope, result.ranks(), node);
              scope.free(result.ranks());
              return result.stats().timings().compute();
            });
    double perIteration = measured.median() / OPTIONS.maxIterations();
    double edgesPerSecond = in.entryCount() / perIteration;
    double share = measured.bytes() / bandwidth.deviceBytesPerSecond() / measured.median();
    node.put("iterations", OPTIONS.maxIterations());
    node.put("secondsPerIteration", perIteration);
    node.put("secondsPerIterationMin", measured.min() / OPTIONS.maxIterations());
    node.put("secondsPerIterationMax", measured.max() / OPTIONS.maxIterations());
    node.put("edgesPerSecond", edgesPerSecond);
    node.put("bytes", measured.bytes());
    node.put("shareOfFloor", share);
    out.printf(
        "PageRank float32, %d iterations: %.3f ms an iteration (%.3f to %.3f), %.0f million edges a"
            + " second, %.0f%% of the floor; ranks add up to %.9f%n",
        OPTIONS.maxIterations(),
        perIteration * 1e3,
        measured.min() * 1e3 / OPTIONS.maxIterations(),
        measured.max() * 1e3 / OPTIONS.maxIterations(),
        edgesPerSecond * 1e-6,
        100 * share,
        node.get("sumOfRanks").asDouble());
    out.flush();
  }

  private static void requireSumOfOne(DeviceScope scope, DeviceBuffer ranks, ObjectNode node) {
    double sum = sum(scope, ranks);
    node.put("sumOfRanks", sum);
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
      throw new IllegalStateException(
          "PageRank is wrong: the ranks must add up to 1 within "
              + SUM_TOLERANCE
              + ", add up to "
              + sum);
    }
  }

  /** The sum of float32 numbers on a device, brought here piece by piece. */
  static double sum(DeviceScope scope, DeviceBuffer numbers) {
    try (Arena arena = Arena.ofConfined()) {
      long bytes = numbers.byteSize();
      MemorySegment piece = arena.allocate(Math.min(bytes, 4L * SUMMED_AT_ONCE), 64);
      double sum = 0;
      for (long at = 0; at < bytes; at += piece.byteSize()) {
        MemorySegment part = piece.asSlice(0, Math.min(piece.byteSize(), bytes - at));
        scope.download(numbers.slice(at, part.byteSize()), part);
        double partSum = 0;
        for (long i = 0; i < part.byteSize() / Float.BYTES; i++) {
          partSum += part.getAtIndex(JAVA_FLOAT, i);
        }
        sum += partSum;
      }
      return sum;
    }
  }
}
