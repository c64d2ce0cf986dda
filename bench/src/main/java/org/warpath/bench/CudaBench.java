package org.warpath.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.SelfLoops;
import org.warpath.graph.generate.Generator;
import org.warpath.graph.generate.IntegerWeights;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.generate.Shape;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.CopyBandwidth;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.libraries.CudaUnavailableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warpath bench cuda}. */
@Command(
    name = "cuda",
    description = {
      "The CUDA engine on Kronecker graphs (16 edges a vertex, symmetrised, weights 1 to 255) and on a grid.",
      "Load, upload, compute and download apart: the first run brings the graph to the device, later ones find it"
          + " there; figures are medians of those. Floor: the bytes that must move at least over the measured copy"
          + " bandwidth. \"warpath selftest\" checks the answers."
    },
    mixinStandardHelpOptions = true)
final class CudaBench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--scale",
      split = ",",
      paramLabel = "S",
      description = "2^S vertices; several are run in turn (default: 20,22,24,26)")
  private List<Integer> scales = List.of(20, 22, 24, 26);

  @Option(
      names = "--grid",
      paramLabel = "N",
      description = "also a grid of N×N vertices; 0 for none (default: ${DEFAULT-VALUE})")
  private int grid = 4096;

  @Option(
      names = "--neighbourhoods-up-to",
      paramLabel = "S",
      description = "CDLP, triangles and LCC up to this scale (default: ${DEFAULT-VALUE})")
  private int neighbourhoodsUpTo = 22;

  @Option(names = "--device", paramLabel = "N", description = "the device (default: 0)")
  private int ordinal;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "measured runs of each (default: ${DEFAULT-VALUE})")
  private int runs = 5;

  @Option(
      names = "--copy-mib",
      paramLabel = "N",
      description = "MiB copied to measure bandwidth (default: ${DEFAULT-VALUE})")
  private int copyMebibytes = 1024;

  @Option(names = "--json", paramLabel = "FILE", description = "also write the figures to FILE")
  private @Nullable Path json;

  private static final int WARMUPS = 2;

  private final ObjectMapper mapper = new ObjectMapper();
  private CopyBandwidth bandwidth = new CopyBandwidth(0, 0, 0);

  @Override
  public Integer call() throws IOException {
    if (runs < 1) {
      throw new IllegalArgumentException("--runs must be at least 1, was " + runs);
    }
    if (grid < 0 || grid > 40_000) {
      throw new IllegalArgumentException("--grid must be in [0, 40000], was " + grid);
    }
    Engine.Cuda engine = new Engine.Cuda(Device.open(ordinal));
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode root = mapper.createObjectNode();
    machine(engine.device(), root, out);
    ArrayNode graphs = root.putArray("graphs");
    for (int scale : scales) {
      graphs.add(
          graph(
              "R-MAT " + scale, new Rmat(scale, 16, 1), engine, scale <= neighbourhoodsUpTo, out));
    }
    if (grid > 0) {
      graphs.add(graph("grid " + grid + "×" + grid, new Shape.Grid(grid, grid), engine, true, out));
    }
    out.flush();
    if (json != null) {
      mapper.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), root);
    }
    return ExitCode.OK;
  }

  private void machine(Device device, ObjectNode root, PrintWriter out) {
    bandwidth = CopyBandwidth.measure(device, (long) copyMebibytes << 20);
    root.put("date", LocalDate.now(ZoneId.systemDefault()).toString());
    root.put("device", device.name());
    root.put("computeCapability", device.architecture().toString());
    root.put("driver", Device.versionText(Device.driverVersion()));
    root.put("java", Runtime.version().toString());
    root.put("copyGigabytesPerSecond", bandwidth.deviceBytesPerSecond() * 1e-9);
    root.put("uploadGigabytesPerSecond", bandwidth.uploadBytesPerSecond() * 1e-9);
    root.put("downloadGigabytesPerSecond", bandwidth.downloadBytesPerSecond() * 1e-9);
    out.printf(
        "%s, driver for CUDA %s; copies: %.1f GB/s on the device, %.1f to it, %.1f from it%n",
        device,
        Device.versionText(Device.driverVersion()),
        bandwidth.deviceBytesPerSecond() * 1e-9,
        bandwidth.uploadBytesPerSecond() * 1e-9,
        bandwidth.downloadBytesPerSecond() * 1e-9);
    out.flush();
  }

  private ObjectNode graph(
      String name, Generator generator, Engine.Cuda engine, boolean neighbourhoods, PrintWriter out)
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
      ObjectNode node = mapper.createObjectNode();
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
        row(out, figures, graph, algorithm, measured);
      }
      cusparse(graph, engine.device(), node, figures, out);
      return node;
    }
  }

  private void row(
      PrintWriter out,
      ObjectNode figures,
      Graph graph,
      Algorithm algorithm,
      EngineFigures measured) {
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

  private void cusparse(
      Graph graph, Device device, ObjectNode node, ObjectNode figures, PrintWriter out) {
    if (graph.edgeCount() > Integer.MAX_VALUE) {
      node.put("cusparse", "more than 2^31-1 entries");
      out.println("cuSPARSE SpMV: not run, it takes at most 2^31-1 entries");
      return;
    }
    double seconds;
    try {
      seconds = CusparseRun.secondsPerIteration(graph, device, WARMUPS, runs);
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
