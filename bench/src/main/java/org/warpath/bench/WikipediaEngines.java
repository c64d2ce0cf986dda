package org.warpath.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.libraries.CudaUnavailableException;

/** Verifies and measures engine after engine. */
final class WikipediaEngines {
  private final Graph graph;
  private final WikipediaRuns algorithms;
  private final int threads;
  private final int runs;
  private final int copyMebibytes;
  private final PrintWriter out;

  WikipediaEngines(Graph graph, int threads, int runs, int copyMebibytes, PrintWriter out) {
    this.graph = graph;
    this.threads = threads;
    this.runs = runs;
    this.copyMebibytes = copyMebibytes;
    this.out = out;
    algorithms = new WikipediaRuns(graph);
  }

  /**
   * The engines of these names; if there are none, the CPU and where it is usable CUDA.
   *
   * @throws IllegalArgumentException if one has another name
   * @throws CudaUnavailableException if CUDA was asked for and is not usable
   */
  static List<Engine> of(List<String> names, int threads) {
    Engine cpu = Engine.cpu(threads);
    List<Engine> engines = new ArrayList<>();
    for (String name : names) {
      engines.add(
          switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "cpu" -> cpu;
            case "cuda" -> Engine.cuda();
            default ->
                throw new IllegalArgumentException(
                    "--engines: expected cpu or cuda, was \"" + name + "\"");
          });
    }
    if (engines.isEmpty()) {
      engines.add(cpu);
      if (Engine.auto() instanceof Engine.Cuda cuda) {
        engines.add(cuda);
      }
    }
    return engines;
  }

  /**
   * One engine's part of the report.
   *
   * @throws IllegalStateException if an answer is wrong
   */
  void measure(Engine engine, ObjectNode node) {
    node.put("kind", engine instanceof Engine.Cuda ? "cuda" : "cpu");
    node.put("engine", engine.toString());
    out.println();
    double bandwidth =
        switch (engine) {
          case Engine.Cpu _ -> readBandwidth(node);
          case Engine.Cuda cuda ->
              CudaMachine.measure(cuda.device(), copyMebibytes, node, out).deviceBytesPerSecond();
        };
    node.put("bandwidthGigabytesPerSecond", bandwidth * 1e-9);
    algorithms.verify(engine, node.putObject("verified"));
    node.put("source", algorithms.source());
    out.printf(
        "%s: all answers verified; medians of %d after %d warm-ups%n",
        engine, runs, WikipediaTable.WARMUPS + 1);
    if (engine instanceof Engine.Cuda cuda) {
      cuda.device().residents().evict(Long.MAX_VALUE);
    }
    WikipediaTable table =
        new WikipediaTable(graph.edgeCount(), bandwidth, node.putArray("figures"), out);
    algorithms.algorithms().forEach(algorithm -> table.row(algorithm, engine, runs));
    if (engine instanceof Engine.Cuda cuda) {
      cusparse(cuda.device(), node);
    }
  }

  private double readBandwidth(ObjectNode node) {
    Measurement read = ReadBandwidth.measure(threads, runs);
    double gigabytes = read.gigabytesPerSecond();
    node.put("readGigabytesPerSecond", gigabytes);
    out.printf("memory reads %.1f GB/s on %d threads%n", gigabytes, threads);
    out.flush();
    return gigabytes * 1e9;
  }

  private void cusparse(Device device, ObjectNode node) {
    if (graph.edgeCount() > Integer.MAX_VALUE) {
      node.put("cusparseNotRun", "it takes at most 2^31-1 entries");
    } else {
      try {
        double seconds =
            CusparseRun.secondsPerIteration(graph, device, WikipediaTable.WARMUPS, runs);
        double ours = node.at("/figures/0/secondsPerIteration").asDouble();
        node.put("cusparseSecondsPerIteration", seconds);
        node.put("cusparseRatio", seconds / ours);
        out.printf(
            "cuSPARSE's product alone, float32: %.3f ms an iteration, %.2f of Warpath's%n",
            seconds * 1e3, seconds / ours);
      } catch (CudaUnavailableException e) {
        node.put("cusparseNotRun", e.getMessage());
      }
    }
    if (node.has("cusparseNotRun")) {
      out.printf("cuSPARSE: not run, %s%n", node.get("cusparseNotRun").asText());
    }
    out.flush();
  }
}
