package org.warpath.graph.generate;

import java.io.IOException;
import java.util.Optional;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.GraphBuilder;
import org.warpath.graph.build.ImportTally;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.SelfLoops;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.DeviceCsr;

/**
 * R-MAT graphs in host memory, made on a device: rows by {@link DeviceRmat}; their order and
 * in-edges by the builder, on the CPU. Books phases {@code "generate"} and {@code "download"}
 * besides the builder's.
 */
final class CudaRmat {
  private CudaRmat() {}

  static Imported generate(
      Rmat rmat,
      BuildOptions options,
      Optional<IntegerWeights> weights,
      Device device,
      RunControl control)
      throws IOException {
    ImportTally tally = new ImportTally();
    try (GraphBuilder builder = new GraphBuilder(options, tally, control);
        DeviceScope scope = device.scope()) {
      long start = System.nanoTime();
      DeviceRmat.Made made = DeviceRmat.make(scope, rmat, options, weights, false, control);
      scope.synchronize();
      tally.time("generate", start);
      tally.addEdges(rmat.edgeCount());
      DeviceCsr rows = made.rows();
      if (options.selfLoops() == SelfLoops.DROP) {
        long arcs = rows.entryCount() + made.arcsMerged();
        tally.drop("self-loop", rmat.edgeCount() - (options.directed() ? arcs : arcs / 2));
      }
      tally.drop("duplicate", made.arcsMerged());
      Graph graph =
          builder.buildFrom(
              rmat.vertexCount(),
              rows.entryCount(),
              rows.values() != null,
              host -> download(scope, rows, host, tally));
      return new Imported(graph, tally.report(graph.edgeCount()));
    }
  }

  private static void download(DeviceScope scope, DeviceCsr rows, Csr host, ImportTally tally) {
    long start = System.nanoTime();
    scope.download(rows.rowOffsets(), host.rowOffsets());
    scope.download(rows.columnIndices(), host.columnIndices());
    if (rows.values() != null && host.values() != null) {
      scope.download(rows.values(), host.values());
    }
    tally.time("download", start);
  }
}
