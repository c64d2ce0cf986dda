package org.warpath.graph.lcc;

import java.lang.foreign.MemorySegment;
import org.warpath.graph.Graph;
import org.warpath.graph.device.DeviceGraph;
import org.warpath.graph.device.OrientedGraph;
import org.warpath.graph.device.TriangleCorners;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;

/**
 * Clustering coefficients on a GPU, from a list of all triangles as on the CPU: the graph is
 * oriented on the device, each run anew, and every row looked up in hash tables in shared memory.
 * Arcs are counted in integers and divided once, so the coefficients are the CPU engine's, bit for
 * bit.
 *
 * <p>Floor: as for triangle counting, and three atomic additions for every triangle, two of them in
 * shared memory or registers.
 */
final class CudaLcc {
  private static final String FILE = "lcc";

  private CudaLcc() {}

  static LccResult run(Graph graph, Engine.Cuda engine, RunControl control) {
    control.cancellation().throwIfCancelled();
    int n = graph.vertexCount();
    long start = System.nanoTime();
    graph.in();
    double load = Timings.secondsSince(start);
    try (DeviceScope scope = engine.device().scope()) {
      start = System.nanoTime();
      DeviceGraph resident = DeviceGraph.in(scope, graph);
      resident.out(false);
      resident.in(false);
      boolean identity = graph.order().isIdentity();
      engine
          .device()
          .requireFree(
              OrientedGraph.vertexBytes(graph) + 2L * n * Long.BYTES,
              String.format("lcc of %,d vertices", n));
      DeviceBuffer arcs = scope.longs(n, "arcs among neighbours");
      DeviceBuffer coefficients = scope.doubles(n, "clustering coefficients");
      scope.zero(arcs);
      OrientedGraph.load(engine.device());
      engine.device().load(FILE);
      scope.synchronize();
      double upload = Timings.secondsSince(start);

      start = System.nanoTime();
      OrientedGraph oriented = OrientedGraph.of(scope, graph);
      new TriangleCorners(scope, oriented, control, "lcc")
          .count(FILE, "lcc_arcs", arcs, TriangleCorners.PIECE);
      Kernel divide = scope.kernel(FILE, "lcc_coefficients");
      scope.launch(
          divide,
          LaunchShape.threadEach(n).atMost(divide.filling(LaunchShape.BLOCK).blocks()),
          arcs,
          oriented.degrees(),
          identity ? oriented.degrees() : resident.vertexOfStored(),
          identity ? 1 : 0,
          n,
          coefficients);
      scope.synchronize();
      double compute = Timings.secondsSince(start);

      start = System.nanoTime();
      double[] byVertex = new double[n];
      scope.download(coefficients, MemorySegment.ofArray(byVertex));
      double average = CpuLcc.average(byVertex);
      Timings timings = new Timings(load, upload, compute, Timings.secondsSince(start));
      return new LccResult(byVertex, average, new RunStats(engine.toString(), 1, 0, true, timings));
    }
  }
}
