package org.warpath.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.SelfLoops;
import org.warpath.graph.generate.Generator;
import org.warpath.graph.generate.IntegerWeights;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.CopyBandwidth;
import org.warpath.kernels.cuda.libraries.CudaUnavailableException;

/**
 * Every algorithm on one graph after the other, and cuSPARSE beside PageRank.
 *
 * @param engine the device
 * @param bandwidth the yardstick
 * @param runs measured runs of each
 * @param out where the tables go
 */
record CudaGraphReport(Engine.Cuda engine, CopyBandwidth bandwidth, int runs, PrintWriter out) {
  private static final int WARMUPS = 2;

  /** Makes the graph, measures every algorithm on it, and tells. */
  void graph(String name, Generator generator, boolean neighbourhoods, ObjectNode node)
      throws IOException {
    BuildOptions options =
        BuildOptions.defaults()
            .withDirected(false)
            .withDuplicates(Duplicates.MIN)
            .withSelfLoops(SelfLoops.DROP);
    try (Imported imported =
        generator.generate(
            options, Optional.of(new IntegerWeights(1, 255, 1)), RunControl.none())) {
      Graph graph = imported.graph();
      node.put("graph", name);
      node.put("vertices", graph.vertexCount());
      node.put("arcs", graph.edgeCount());
      out.printf("%n%s: %,d vertices, %,d arcs%n", name, graph.vertexCount(), graph.edgeCount());
      out.printf(
          "%-18s %9s %9s %9s %9s %9s  %-20s %8s %6s%n",
          "milliseconds",
          "1st total",
          "load",
          "upload",
          "compute",
          "download",
          "min to max",
          "Medge/s",
          "floor");
      ObjectNode figures = node.putObject("figures");
      for (Algorithm algorithm : new CudaRuns(graph).algorithms(neighbourhoods)) {
        EngineFigures measured = EngineFigures.measure(algorithm, engine, WARMUPS, runs);
        row(figures, graph, algorithm, measured);
      }
      cusparse(graph, node, figures);
    }
  }

  private void row(ObjectNode figures, Graph graph, Algorithm algorithm, EngineFigures measured) {
    int passes = algorithm.iterative() ? measured.iterations() : 1;
    double edgesPerSecond = (double) graph.edgeCount() * passes / measured.compute();
    ObjectNode figure = figures.putObject(measured.name());
    figure.put("firstTotal", measured.firstTotal());
    figure.put("firstUpload", measured.first().upload());
    figure.put("load", measured.load());
    figure.put("upload", measured.upload());
    figure.put("compute", measured.compute());
    figure.put("computeMin", measured.computeMin());
    figure.put("computeMax", measured.computeMax());
    figure.put("download", measured.download());
    figure.put("iterations", measured.iterations());
    figure.put("edgesPerSecond", edgesPerSecond);
    String floor = "";
    if (measured.bytes() > 0) {
      double share = measured.shareOfFloor(bandwidth.deviceBytesPerSecond());
      figure.put("bytes", measured.bytes());
      figure.put("shareOfFloor", share);
      floor = "%.0f%%".formatted(100 * share);
    }
    out.printf(
        "%-18s %9.3f %9.3f %9.3f %9.3f %9.3f  %-20s %8.0f %6s%n",
        measured.name(),
        measured.firstTotal() * 1e3,
        measured.load() * 1e3,
        measured.upload() * 1e3,
        measured.compute() * 1e3,
        measured.download() * 1e3,
        "%.3f to %.3f".formatted(measured.computeMin() * 1e3, measured.computeMax() * 1e3),
        edgesPerSecond * 1e-6,
        floor);
    if (algorithm.iterative()) {
      figure.put("secondsPerIteration", measured.perIteration());
      out.printf("%-18s %49.4f ms an iteration%n", "", measured.perIteration() * 1e3);
    }
    out.flush();
  }

  private void cusparse(Graph graph, ObjectNode node, ObjectNode figures) {
    if (graph.edgeCount() > Integer.MAX_VALUE) {
      node.put("cusparse", "more than 2^31-1 entries");
      out.println("cuSPARSE SpMV: not run, it takes at most 2^31-1 entries");
      return;
    }
    double seconds;
    try {
      seconds = CusparseRun.secondsPerIteration(graph, engine.device(), WARMUPS, runs);
    } catch (CudaUnavailableException e) {
      node.put("cusparse", e.getMessage());
      out.printf("cuSPARSE SpMV: not run, %s%n", e.getMessage());
      return;
    }
    double ours = figures.at("/PageRank float32/secondsPerIteration").asDouble();
    node.put("cusparseSecondsPerIteration", seconds);
    node.put("timesAsFastAsCusparse", seconds / ours);
    out.printf(
        "cuSPARSE SpMV: %.4f ms an iteration; PageRank float32 is %.2f times as fast%n",
        seconds * 1e3, seconds / ours);
    out.flush();
  }
}
