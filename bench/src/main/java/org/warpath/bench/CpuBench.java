package org.warpath.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.pagerank.Precision;
import org.warpath.kernels.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warpath bench cpu}. */
@Command(
    name = "cpu",
    description = {
      "The CPU engine on Kronecker graphs (16 edges a vertex, symmetrised), beside the C++ GAP benchmark's figures.",
      "Each figure is the median of several runs after warm-up, with minimum and maximum; answers are verified first."
    },
    mixinStandardHelpOptions = true)
final class CpuBench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--scale",
      split = ",",
      paramLabel = "S",
      description = "2^S vertices; several are run in turn (default: 20,22)")
  private List<Integer> scales = List.of(20, 22);

  @Option(names = "--threads", paramLabel = "N", description = "threads (default: all processors)")
  private int threads = Engine.cpu().threads();

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "measured runs of each (default: ${DEFAULT-VALUE})")
  private int runs = 5;

  @Option(
      names = "--triangles-up-to",
      paramLabel = "S",
      description = "count triangles up to this scale (default: ${DEFAULT-VALUE})")
  private int trianglesUpTo = 22;

  @Option(names = "--no-files", description = "do not measure importing and opening files")
  private boolean noFiles;

  @Option(names = "--json", paramLabel = "FILE", description = "also write the figures to FILE")
  private @Nullable Path json;

  private final ObjectMapper mapper = new ObjectMapper();

  @Override
  public Integer call() throws IOException {
    if (runs < 1) {
      throw new IllegalArgumentException("--runs must be at least 1, was " + runs);
    }
    Engine engine = Engine.cpu(threads);
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode root = mapper.createObjectNode();
    root.put("date", LocalDate.now(java.time.ZoneId.systemDefault()).toString());
    root.put("engine", engine.toString());
    root.put("java", Runtime.version().toString());
    Measurement bandwidth = ReadBandwidth.measure(threads, runs);
    double gigabytes = bandwidth.gigabytesPerSecond();
    root.put("readGigabytesPerSecond", gigabytes);
    out.printf(
        "%s, java %s, memory reads %.1f GB/s (%.1f to %.1f)%n",
        engine,
        Runtime.version(),
        gigabytes,
        bandwidth.bytes() / bandwidth.max() * 1e-9,
        bandwidth.bytes() / bandwidth.min() * 1e-9);
    ArrayNode graphs = root.putArray("graphs");
    for (int scale : scales) {
      graphs.add(kronecker(scale, engine, gigabytes, out));
    }
    if (!noFiles) {
      ObjectNode files = root.putObject("files");
      try (FileRuns run = new FileRuns(scales.getFirst(), threads)) {
        out.printf(
            "%nfiles: text of %,d lines, %,d bytes%n", 16L << scales.getFirst(), run.textBytes());
        heading(out);
        row(out, files, run.importText(runs), gigabytes, OptionalDouble.empty());
        row(out, files, run.open(runs), gigabytes, OptionalDouble.empty());
      }
    }
    out.flush();
    if (json != null) {
      mapper.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), root);
    }
    return ExitCode.OK;
  }

  private ObjectNode kronecker(int scale, Engine engine, double gigabytes, PrintWriter out)
      throws IOException {
    ObjectNode node = mapper.createObjectNode();
    try (KroneckerRuns run = new KroneckerRuns(scale, threads, runs)) {
      node.put("scale", scale);
      node.put("vertices", run.graph().vertexCount());
      node.put("arcs", run.graph().edgeCount());
      node.set("makeSeconds", mapper.valueToTree(run.report().seconds()));
      out.printf(
          "%nscale %d: %,d vertices, %,d arcs; made in %s s%n",
          scale, run.graph().vertexCount(), run.graph().edgeCount(), phases(run));
      out.flush();
      run.verify(engine);
      heading(out);
      ObjectNode figures = node.putObject("figures");
      for (Measurement measured : run.measure(engine, scale <= trianglesUpTo)) {
        row(out, figures, measured, gigabytes, GapYardstick.of(measured.name(), scale));
      }
      Measurement alone = run.pageRank(Precision.FLOAT32, Engine.cpu(1), 0);
      double speedUp = alone.median() / figures.at("/PageRank float32/median").asDouble();
      node.put("pageRankSpeedUp", speedUp);
      out.printf(
          "PageRank float32 on 1 thread %.3f s: %d threads are %.2f times as fast%n",
          alone.median(), threads, speedUp);
      out.flush();
    }
    return node;
  }

  private static String phases(KroneckerRuns run) {
    StringBuilder text = new StringBuilder();
    run.report()
        .seconds()
        .forEach((phase, seconds) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(phase)
                .append(" %.2f".formatted(seconds)));
    return text.toString();
  }

  private static void heading(PrintWriter out) {
    out.printf(
        "%-29s %9s  %-19s %7s %6s  %8s %6s%n",
        "", "median s", "min to max", "GB/s", "share", "GAP s", "ratio");
  }

  private static void row(
      PrintWriter out,
      ObjectNode figures,
      Measurement measured,
      double gigabytes,
      OptionalDouble yardstick) {
    ObjectNode figure = figures.putObject(measured.name());
    figure.put("median", measured.median());
    figure.put("min", measured.min());
    figure.put("max", measured.max());
    out.printf(
        "%-29s %9.4f  %-19s",
        measured.name(),
        measured.median(),
        "%.4f to %.4f".formatted(measured.min(), measured.max()));
    if (measured.bytes() > 0) {
      double achieved = measured.gigabytesPerSecond();
      figure.put("bytes", measured.bytes());
      figure.put("gigabytesPerSecond", achieved);
      out.printf(" %7.2f %5.0f%%", achieved, 100 * achieved / gigabytes);
    } else {
      out.printf(" %7s %6s", "", "");
    }
    if (yardstick.isPresent()) {
      figure.put("gapSeconds", yardstick.getAsDouble());
      out.printf(
          "  %8.3f %6.2f", yardstick.getAsDouble(), measured.median() / yardstick.getAsDouble());
    }
    out.println();
    out.flush();
  }
}
