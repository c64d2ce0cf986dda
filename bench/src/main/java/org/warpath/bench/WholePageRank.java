package org.warpath.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.graph.pagerank.PageRankResult;
import org.warpath.graph.pagerank.Precision;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.Timings;

/**
 * PageRank of a graph of links as someone waits for it who asks once: to a tolerance, from a graph
 * in host memory to ranks there. Every run on the device begins with nothing there and uploads the
 * graph; beside it the same on all processors. Compiling kernels and making in-edges are in
 * neither.
 *
 * @param links about how many, at least 1
 * @param engine the device
 * @param runs measured runs of each
 */
record WholePageRank(long links, Engine.Cuda engine, int runs) {
  /** Vertices and links as in a large Wikipedia: 84 million make a graph of scale 22. */
  private static final int LINKS_A_PAGE = 20;

  private static final double TOLERANCE = 1e-6;

  /** The directed graph: 2^scale vertices, and the whole number of links each that is nearest. */
  Rmat rmat() {
    int scale = 0;
    while (scale < 30 && (LINKS_A_PAGE * 2L) << scale <= links) {
      scale++;
    }
    double linksAPage = (double) links / (1L << scale);
    return new Rmat(scale, Math.toIntExact(Math.max(1, Math.round(linksAPage))), 1);
  }

  /**
   * Makes the graph, measures, and tells.
   *
   * @throws IllegalStateException if the engines' ranks differ by more than their error bounds
   */
  void report(ObjectNode node, PrintWriter out) throws IOException {
    Rmat rmat = rmat();
    BuildOptions build = BuildOptions.defaults().withInEdges(true).withWeights(false);
    try (Imported imported = rmat.generate(build, RunControl.none())) {
      Graph graph = imported.graph();
      node.put("graph", rmat.toString());
      node.put("vertices", graph.vertexCount());
      node.put("links", graph.edgeCount());
      node.put("tolerance", TOLERANCE);
      out.printf(
          "%nlinks: directed R-MAT %d, %,d vertices, %,d links; PageRank to %s, upload included%n",
          rmat.scale(), graph.vertexCount(), graph.edgeCount(), TOLERANCE);
      out.flush();
      for (Precision precision : Precision.values()) {
        String name = "PageRank " + precision.name().toLowerCase(Locale.ROOT);
        compare(name, graph, precision, node.putObject(name), out);
      }
    }
  }

  private void compare(
      String name, Graph graph, Precision precision, ObjectNode figure, PrintWriter out) {
    PageRankOptions options =
        PageRankOptions.defaults().withTolerance(TOLERANCE).withPrecision(precision);
    Engine.Cpu processors = Engine.cpu();
    PageRankResult onCpu = PageRank.run(graph, options, processors);
    PageRankResult onDevice = PageRank.run(graph, options, engine);
    double distance = requireSame(name, onCpu, onDevice);
    Measurement cpu = Measurement.of(name, 1, runs, 0, () -> seconds(graph, options, processors));
    Measurement cuda = Measurement.of(name, 1, runs, 0, () -> fromNothing(graph, options));
    double ratio = cpu.median() / cuda.median();
    figure.put("cpuThreads", processors.threads());
    figure.put("cpuIterations", onCpu.stats().iterations());
    figure.put("cudaIterations", onDevice.stats().iterations());
    put(figure, "cpu", cpu);
    put(figure, "cuda", cuda);
    figure.put("timesAsFast", ratio);
    figure.put("distance", distance);
    out.printf(
        "%-18s %s %.1f ms (%.1f to %.1f), device %.1f ms (%.1f to %.1f): %.2f times as fast;"
            + " %d iterations, %.1e apart in L1%n",
        name,
        processors,
        cpu.median() * 1e3,
        cpu.min() * 1e3,
        cpu.max() * 1e3,
        cuda.median() * 1e3,
        cuda.min() * 1e3,
        cuda.max() * 1e3,
        ratio,
        onDevice.stats().iterations(),
        distance);
    out.flush();
  }

  private static void put(ObjectNode figure, String engine, Measurement measured) {
    figure.put(engine + "Seconds", measured.median());
    figure.put(engine + "SecondsMin", measured.min());
    figure.put(engine + "SecondsMax", measured.max());
  }

  private static double seconds(Graph graph, PageRankOptions options, Engine on) {
    long start = System.nanoTime();
    var _ = PageRank.run(graph, options, on);
    return Timings.secondsSince(start);
  }

  private double fromNothing(Graph graph, PageRankOptions options) {
    engine.device().residents().evict(Long.MAX_VALUE);
    return seconds(graph, options, engine);
  }

  private static double requireSame(String name, PageRankResult one, PageRankResult other) {
    double[] ranks = one.ranks();
    double[] others = other.ranks();
    double distance = 0;
    for (int v = 0; v < ranks.length; v++) {
      distance += Math.abs(ranks[v] - others[v]);
    }
    double allowed = one.errorBound() + other.errorBound();
    if (!(distance <= allowed)) {
      throw new IllegalStateException(
          name
              + " is wrong: the engines' ranks are "
              + distance
              + " apart in L1, their error bounds allow "
              + allowed);
    }
    return distance;
  }
}
