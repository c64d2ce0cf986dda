package org.warpath.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.generate.Shape;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.CopyBandwidth;
import org.warpath.kernels.cuda.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warpath bench cuda}. */
@Command(
    name = "cuda",
    description = {
      "The CUDA engine on Kronecker graphs (16 edges a vertex, symmetrised, weights 1 to 255), on a grid, and on graphs"
          + " of links and of any size.",
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

  @Option(
      names = "--links",
      paramLabel = "N",
      description =
          "also PageRank to 1e-6 of a directed graph of about N links, upload included, beside the CPU engine on all"
              + " processors; 0 for none (default: ${DEFAULT-VALUE})")
  private long links = 84_000_000;

  @Option(
      names = "--huge",
      description =
          "also PageRank of the largest graph that fits the device's memory: 2^S vertices, made there and never on"
              + " the host")
  private boolean huge;

  @Option(
      names = "--huge-scale",
      paramLabel = "S",
      description =
          "the same of 2^S vertices, at most 2^30; refused before it is made if it does not fit")
  private @Nullable Integer hugeScale;

  @Option(
      names = "--huge-factor",
      paramLabel = "F",
      description = "edges a vertex of the huge graph, 1 to 1024 (default: ${DEFAULT-VALUE})")
  private int hugeFactor = 20;

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

  // More than this and the host's memory is what is measured.
  private static final long MOST_LINKS = 2_000_000_000L;

  private final ObjectMapper mapper = new ObjectMapper();

  @Override
  public Integer call() throws IOException {
    if (runs < 1) {
      throw new IllegalArgumentException("--runs must be at least 1, was " + runs);
    }
    if (grid < 0 || grid > 40_000) {
      throw new IllegalArgumentException("--grid must be in [0, 40000], was " + grid);
    }
    if (links < 0 || links > MOST_LINKS) {
      throw new IllegalArgumentException(
          "--links must be in [0, " + MOST_LINKS + "], was " + links);
    }
    requireHuge();
    Engine.Cuda engine = new Engine.Cuda(Device.open(ordinal));
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode root = mapper.createObjectNode();
    CopyBandwidth bandwidth = CudaMachine.measure(engine.device(), copyMebibytes, root, out);
    Rmat hugeRmat = hugeRmat(engine.device());
    CudaGraphReport report = new CudaGraphReport(engine, bandwidth, runs, out);
    ArrayNode graphs = root.putArray("graphs");
    for (int scale : scales) {
      report.graph(
          "R-MAT " + scale,
          new Rmat(scale, 16, 1),
          scale <= neighbourhoodsUpTo,
          graphs.addObject());
    }
    if (grid > 0) {
      report.graph(
          "grid " + grid + "×" + grid, new Shape.Grid(grid, grid), true, graphs.addObject());
    }
    if (links > 0) {
      new WholePageRank(links, engine, runs).report(root.putObject("links"), out);
    }
    if (hugeRmat != null) {
      new HugePageRank(hugeRmat, engine.device(), bandwidth, runs)
          .report(root.putObject("huge"), out);
    }
    out.flush();
    if (json != null) {
      mapper.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), root);
    }
    return ExitCode.OK;
  }

  /**
   * The huge graph, null for none; one that does not fit is refused before the others are measured.
   */
  private @Nullable Rmat hugeRmat(Device device) {
    if (hugeScale == null) {
      return huge ? HugePageRank.largest(device, hugeFactor) : null;
    }
    Rmat rmat = new Rmat(hugeScale, hugeFactor, 1);
    HugePageRank.requireFits(device, rmat);
    return rmat;
  }

  private void requireHuge() {
    if (huge && hugeScale != null) {
      throw new IllegalArgumentException(
          "--huge chooses the scale itself: give it or --huge-scale, not both");
    }
    if (hugeScale != null && (hugeScale < 1 || hugeScale > 30)) {
      throw new IllegalArgumentException("--huge-scale must be in [1, 30], was " + hugeScale);
    }
    if (hugeFactor < 1 || hugeFactor > 1024) {
      throw new IllegalArgumentException("--huge-factor must be in [1, 1024], was " + hugeFactor);
    }
  }
}
