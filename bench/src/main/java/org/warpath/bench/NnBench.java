package org.warpath.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.warpath.api.cli.console.EngineOptions;
import org.warpath.bench.nn.LayerTable;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.DeviceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warpath bench nn}. */
@Command(
    name = "nn",
    description = {
      "Each neural-network layer's time forward and backward, as times of its floor: what the engine's product of"
          + " matrices and its memory would need for it.",
      "A figure is the median of all rounds after warm-up, with the least and the most. Nothing else should run."
          + " \"warpath selftest\" checks the kernels."
    },
    mixinStandardHelpOptions = true)
final class NnBench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private EngineOptions engines;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "rounds of each pass (default: ${DEFAULT-VALUE})")
  private int runs = 21;

  @Option(names = "--small", description = "sizes that show that everything runs, and nothing else")
  private boolean small;

  @Option(
      names = "--copy-mib",
      paramLabel = "N",
      description = "MiB copied to measure a device's bandwidth (default: ${DEFAULT-VALUE})")
  private int copyMebibytes = 1024;

  @Option(names = "--json", paramLabel = "FILE", description = "also write the figures to FILE")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException {
    if (runs < 1) {
      throw new IllegalArgumentException("--runs must be at least 1, was " + runs);
    }
    if (copyMebibytes < 1) {
      throw new IllegalArgumentException("--copy-mib must be at least 1, was " + copyMebibytes);
    }
    Engine engine = engines.engine();
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s, java %s, load average %.2f at the start, medians of %d%n",
        engine, Runtime.version(), load, runs);
    if (small) {
      out.println("--small: sizes that show that everything runs; the figures mean nothing");
    }
    out.flush();
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("date", LocalDate.now(ZoneId.systemDefault()).toString());
    root.put("engine", engine.toString());
    root.put("java", Runtime.version().toString());
    root.put("loadAverage", load);
    root.put("runs", runs);
    root.put("small", small);
    switch (engine) {
      case Engine.Cpu cpu -> {
        double bandwidth = readBandwidth(cpu, root, out);
        try (Arena arena = Arena.ofShared()) {
          measure(engine, ProductRate.onCpu(arena, cpu, runs, small), bandwidth, root, out);
        }
      }
      case Engine.Cuda cuda -> {
        double bandwidth =
            CudaMachine.measure(cuda.device(), copyMebibytes, root, out).deviceBytesPerSecond();
        try (DeviceScope scope = cuda.device().scope()) {
          measure(engine, ProductRate.onDevice(scope, runs, small), bandwidth, root, out);
        }
      }
    }
    if (json != null) {
      mapper.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), root);
    }
    return ExitCode.OK;
  }

  private double readBandwidth(Engine.Cpu engine, ObjectNode root, PrintWriter out) {
    double bandwidth = ReadBandwidth.measure(engine.threads(), runs).gigabytesPerSecond();
    root.put("readGigabytesPerSecond", bandwidth);
    out.printf("memory reads %.1f GB/s%n", bandwidth);
    return bandwidth * 1e9;
  }

  private void measure(
      Engine engine, ProductRate product, double bandwidth, ObjectNode root, PrintWriter out) {
    double rate = product.multiplyAddsPerSecond();
    root.put("productGigaMultiplyAddsPerSecond", rate * 1e-9);
    out.printf(
        "product of %d×%d matrices: %.1f · 10⁹ multiply-adds a second%n",
        product.size(), product.size(), rate * 1e-9);
    LayerRuns layers = new LayerRuns(engine, runs, small, product);
    NnReport report = new NnReport(bandwidth, out, root);
    LayerTable.of(engine, small).forEach(layer -> report.row(layers.run(layer)));
    report.verdicts(layers.lstms());
  }
}
