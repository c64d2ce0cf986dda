package org.warpath.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.graph.pagerank.PageRankResult;
import org.warpath.graph.pagerank.Precision;
import org.warpath.graph.store.CsrFile;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code warpath bench disk}. */
@Command(
    name = "disk",
    description = {
      "PageRank of a graph in a file, perhaps larger than memory: each iteration's time beside what the disk needs to read the",
      "in-edges once. The file's checksums are not looked at."
    },
    mixinStandardHelpOptions = true)
final class DiskBench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "GRAPH.csr", description = "with in-edges")
  private Path file = Path.of("");

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "of PageRank, the first of which is not counted (default: ${DEFAULT-VALUE})")
  private int iterations = 6;

  @Option(names = "--threads", paramLabel = "N", description = "threads (default: all processors)")
  private int threads = Engine.cpu().threads();

  @Option(names = "--json", paramLabel = "FILE", description = "also write the figures to FILE")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException {
    if (iterations < 2) {
      throw new IllegalArgumentException("--iterations must be at least 2, was " + iterations);
    }
    Engine.Cpu engine = Engine.cpu(threads);
    PrintWriter out = spec.commandLine().getOut();
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    try (Graph graph = CsrFile.openTrusted(file)) {
      if (!graph.hasInEdges()) {
        throw new IllegalArgumentException(file + " must be stored with its in-edges");
      }
      Surroundings.describe(
          spec.commandLine().getParseResult().originalArgs(), root.putObject("environment"), out);
      Measurement disk = DiskBandwidth.measure(file, threads, 3);
      long bytes = graph.in().columnIndices().byteSize();
      root.put("engine", engine.toString());
      root.put("vertices", graph.vertexCount());
      root.put("edges", graph.edgeCount());
      root.put("inEdgeBytes", bytes);
      root.put("diskGigabytesPerSecond", disk.gigabytesPerSecond());
      out.printf(
          "%s: %,d vertices, %,d edges, %,d bytes of in-edges; the"
              + " disk reads %.2f GB/s (%.2f to %.2f)%n",
          engine,
          graph.vertexCount(),
          graph.edgeCount(),
          bytes,
          disk.gigabytesPerSecond(),
          disk.bytes() / disk.max() * 1e-9,
          disk.bytes() / disk.min() * 1e-9);
      out.flush();
      iterate(graph, engine, disk, root, out);
    }
    if (json != null) {
      mapper.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), root);
    }
    return ExitCode.OK;
  }

  private void iterate(
      Graph graph, Engine.Cpu engine, Measurement disk, ObjectNode root, PrintWriter out) {
    long[] ends = new long[iterations];
    PageRankResult result =
        PageRank.run(
            graph,
            PageRankOptions.defaults().withIterations(iterations).withPrecision(Precision.FLOAT32),
            engine,
            new RunControl(
                progress -> ends[(int) progress.done() - 1] = System.nanoTime(),
                new CancellationToken()));
    double[] seconds = new double[iterations - 1];
    Arrays.setAll(seconds, i -> (ends[i + 1] - ends[i]) * 1e-9);
    Arrays.sort(seconds);
    Measurement measured =
        new Measurement("iteration", seconds, graph.in().columnIndices().byteSize());
    double share = measured.gigabytesPerSecond() / disk.gigabytesPerSecond();
    double sum = 0;
    for (double rank : result.ranks()) {
      sum += rank;
    }
    root.put("secondsPerIteration", measured.median());
    root.put("secondsPerIterationMin", measured.min());
    root.put("secondsPerIterationMax", measured.max());
    root.put("edgesPerSecond", graph.edgeCount() / measured.median());
    root.put("shareOfDisk", share);
    root.put("sumOfRanks", sum);
    out.printf(
        "PageRank float32: %.2f s an iteration (%.2f to %.2f), %.0f million edges a second, in-edges"
            + " at %.2f GB/s, %.0f%% of the disk's rate; ranks add up to %.7f%n",
        measured.median(),
        measured.min(),
        measured.max(),
        graph.edgeCount() / measured.median() * 1e-6,
        measured.gigabytesPerSecond(),
        100 * share,
        sum);
    out.flush();
  }
}
