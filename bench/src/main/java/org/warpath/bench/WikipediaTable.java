package org.warpath.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import org.warpath.bench.peers.PeakMemory;
import org.warpath.kernels.Engine;

/** One engine's figures, for people and as JSON. */
final class WikipediaTable {
  static final int WARMUPS = 2;

  private final long links;
  private final double bytesPerSecond;
  private final PrintWriter out;
  private final ArrayNode figures;

  /**
   * A table that begins with its heading.
   *
   * @param links the graph's
   * @param bytesPerSecond of the memory, as measured
   */
  WikipediaTable(long links, double bytesPerSecond, ArrayNode figures, PrintWriter out) {
    this.links = links;
    this.bytesPerSecond = bytesPerSecond;
    this.figures = figures;
    this.out = out;
    out.printf(
        "%-17s %9s %8s %9s  %-19s %8s %9s %7s %6s %7s%n",
        "milliseconds",
        "1st total",
        "upload",
        "compute",
        "min to max",
        "download",
        "Medge/s",
        "GB/s",
        "share",
        "MiB");
  }

  /** Measures {@code algorithm} and adds its row. */
  void row(Algorithm algorithm, Engine engine, int runs) {
    PeakMemory.reset();
    EngineFigures measured = EngineFigures.measure(algorithm, engine, WARMUPS, runs);
    int passes = algorithm.iterative() ? measured.iterations() : 1;
    double edgesPerSecond = (double) links * passes / measured.compute();
    double share = measured.shareOfFloor(bytesPerSecond);
    double gigabytes = measured.bytes() / measured.compute() * 1e-9;
    ObjectNode figure = figures.addObject();
    figure.put("name", measured.name());
    figure.put("firstTotal", measured.firstTotal());
    figure.put("firstLoad", measured.first().load());
    figure.put("firstUpload", measured.first().upload());
    figure.put("load", measured.load());
    figure.put("upload", measured.upload());
    figure.put("compute", measured.compute());
    figure.put("computeMin", measured.computeMin());
    figure.put("computeMax", measured.computeMax());
    figure.put("download", measured.download());
    figure.put("iterations", measured.iterations());
    figure.put("edgesPerSecond", edgesPerSecond);
    figure.put("bytes", measured.bytes());
    figure.put("gigabytesPerSecond", gigabytes);
    figure.put("shareOfBandwidth", share);
    long peak = PeakMemory.bytes().orElse(0);
    if (peak > 0) {
      figure.put("peakBytes", peak);
    }
    out.printf(
        "%-17s %9.2f %8.2f %9.2f  %-19s %8.2f %9.0f %7.2f %5.0f%% %7d%n",
        measured.name(),
        measured.firstTotal() * 1e3,
        measured.first().upload() * 1e3,
        measured.compute() * 1e3,
        "%.2f to %.2f".formatted(measured.computeMin() * 1e3, measured.computeMax() * 1e3),
        measured.download() * 1e3,
        edgesPerSecond * 1e-6,
        gigabytes,
        100 * share,
        peak >> 20);
    if (algorithm.iterative()) {
      figure.put("secondsPerIteration", measured.perIteration());
      out.printf(
          "%17s %29.3f an iteration, %d iterations%n",
          "", measured.perIteration() * 1e3, measured.iterations());
    }
    out.flush();
  }
}
