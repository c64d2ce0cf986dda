package org.warpath.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.warpath.api.cli.console.EngineOptions;
import org.warpath.api.selftest.Check;
import org.warpath.api.selftest.KernelCoverage;
import org.warpath.api.selftest.SelfTest;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.CopyBandwidth;
import org.warpath.kernels.cuda.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warpath selftest}. */
@Command(
    name = "selftest",
    description = {
      "Check every algorithm and kernel of an engine against the CPU engine on one thread, on generated and"
          + " shipped graphs. Each runs twice and must give the same bits.",
      "Times are of the computation; GB/s are the bytes an algorithm must move at least over its time."
    },
    mixinStandardHelpOptions = true)
final class SelfTestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private EngineOptions engine;

  @Option(
      names = "--scale",
      paramLabel = "S",
      description = "R-MAT graphs of 2^S vertices, in [4, 24] (default: ${DEFAULT-VALUE})")
  private int scale = 16;

  @Option(
      names = "--copy-mib",
      paramLabel = "N",
      description = "MiB copied to measure bandwidth (default: ${DEFAULT-VALUE})")
  private int copyMebibytes = 1024;

  @Option(names = "--generated", description = "leave the shipped graphs out")
  private boolean generated;

  @Option(names = "--json", paramLabel = "FILE", description = "also write the table to FILE")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException {
    if (copyMebibytes < 1) {
      throw new IllegalArgumentException("--copy-mib must be at least 1, was " + copyMebibytes);
    }
    SelfTest.requireScale(scale);
    Engine chosen = engine.engine();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("self-test of %s against %s%n", chosen, Engine.cpu(1));
    out.printf(
        "%-26s %-22s %-4s %10s %10s %10s %9s%n",
        "algorithm", "graph", "", "cpu ms", "upload ms", "run ms", "GB/s");
    SelfTest test =
        SelfTest.run(
            chosen,
            scale,
            generated ? null : Path.of(System.getProperty("warpath.home", "."), "data"),
            (long) copyMebibytes << 20,
            check -> row(out, check));
    summary(out, test);
    if (json != null) {
      Files.writeString(json, Json.text(json(test)));
    }
    return test.failures().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static void row(PrintWriter out, Check check) {
    out.printf(
        "%-26s %-22s %-4s %10.3f %10.3f %10.3f %9s%n",
        check.algorithm(),
        check.graph(),
        check.passed() ? "ok" : "FAIL",
        check.referenceSeconds() * 1e3,
        check.uploadSeconds() * 1e3,
        check.computeSeconds() * 1e3,
        check.bytes() > 0 ? "%.2f".formatted(check.bandwidth() * 1e-9) : "");
    check.failure().ifPresent(failure -> out.printf("  %s%n", failure));
    out.flush();
  }

  private static void summary(PrintWriter out, SelfTest test) {
    CopyBandwidth bandwidth = test.bandwidth();
    if (bandwidth != null) {
      out.printf(
          "copies: %.1f GB/s on the device, %.1f to it, %.1f from it%n",
          bandwidth.deviceBytesPerSecond() * 1e-9,
          bandwidth.uploadBytesPerSecond() * 1e-9,
          bandwidth.downloadBytesPerSecond() * 1e-9);
    }
    out.printf(
        "%d passed, %d failed%n",
        test.checks().size() - test.failures().size(), test.failures().size());
    out.flush();
  }

  private ObjectNode json(SelfTest test) {
    ObjectNode root = Json.object();
    root.put("date", LocalDate.now(ZoneId.systemDefault()).toString());
    root.put("engine", test.engine().toString());
    root.put("scale", scale);
    if (test.engine() instanceof Engine.Cuda cuda) {
      root.put("device", cuda.device().name());
      root.put("computeCapability", cuda.device().architecture().toString());
      root.put("driver", Device.versionText(Device.driverVersion()));
    }
    CopyBandwidth bandwidth = test.bandwidth();
    if (bandwidth != null) {
      root.put("copyGigabytesPerSecond", bandwidth.deviceBytesPerSecond() * 1e-9);
      root.put("uploadGigabytesPerSecond", bandwidth.uploadBytesPerSecond() * 1e-9);
      root.put("downloadGigabytesPerSecond", bandwidth.downloadBytesPerSecond() * 1e-9);
    }
    ArrayNode rows = root.putArray("checks");
    for (Check check : test.checks()) {
      ObjectNode row = rows.addObject();
      row.put("algorithm", check.algorithm());
      row.put("graph", check.graph());
      row.put("passed", check.passed());
      check.failure().ifPresent(failure -> row.put("failure", failure));
      row.put("referenceSeconds", check.referenceSeconds());
      row.put("uploadSeconds", check.uploadSeconds());
      row.put("computeSeconds", check.computeSeconds());
      if (check.bytes() > 0) {
        row.put("bytes", check.bytes());
        row.put("gigabytesPerSecond", check.bandwidth() * 1e-9);
      }
    }
    KernelCoverage coverage = test.coverage();
    if (coverage != null) {
      ObjectNode launches = root.putObject("kernelLaunches");
      coverage.launched().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(entry -> launches.put(entry.getKey(), entry.getValue()));
    }
    return root;
  }
}
