package org.warpath.bench;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.warpath.graph.Graph;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.cuda.CusparseSpmv;

/**
 * PageRank's product Aᵀ D⁻¹ r as cuSPARSE has it: in float32, the matrix's values spelled out. Only
 * the product is timed; teleporting, the residual and the sinks' rank would come on top, so the
 * comparison favours cuSPARSE.
 */
final class CusparseRun {
  private CusparseRun() {}

  /** The median seconds of one product. */
  static double secondsPerIteration(Graph graph, Device device, int warmups, int runs) {
    Csr in = graph.in();
    try (Arena arena = Arena.ofShared();
        DeviceScope scope = device.scope()) {
      DeviceBuffer values = scope.uploaded(values(graph, in, arena), "transition values");
      DeviceBuffer ranks = scope.floats(in.columnCount(), "ranks");
      DeviceBuffer sums = scope.floats(in.rowCount(), "sums");
      scope.fillInts(ranks, Float.floatToRawIntBits(1f / Math.max(1, graph.vertexCount())));
      try (CusparseSpmv product = new CusparseSpmv(scope, in, values, ranks, sums)) {
        double[] seconds = new double[runs];
        for (int run = -warmups; run < runs; run++) {
          scope.synchronize();
          long start = System.nanoTime();
          for (int i = 0; i < CudaRuns.ITERATIONS; i++) {
            product.multiply();
          }
          scope.synchronize();
          if (run >= 0) {
            seconds[run] = Timings.secondsSince(start) / CudaRuns.ITERATIONS;
          }
        }
        Arrays.sort(seconds);
        return seconds[runs / 2];
      }
    }
  }

  /** 1 ÷ out-degree of each entry's column. */
  private static MemorySegment values(Graph graph, Csr in, Arena arena) {
    Csr out = graph.out();
    MemorySegment values = arena.allocate(Math.max(4, in.entryCount() * Float.BYTES), 64);
    MemorySegment columns = in.columnIndices();
    for (long e = 0; e < in.entryCount(); e++) {
      long degree = out.rowLength(columns.getAtIndex(JAVA_INT, e));
      values.setAtIndex(JAVA_FLOAT, e, 1f / degree);
    }
    return values;
  }
}
