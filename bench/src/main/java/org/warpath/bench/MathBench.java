package org.warpath.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.warpath.kernels.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warpath bench math}. */
@Command(
    name = "math",
    description = {
      "Matrix products, sparse products and Fourier transforms on the CPU, beside what else computes them.",
      "Runs JMH, each benchmark in a process of its own; a figure is the median over all rounds, a ratio the median",
      "of the rounds' ratios."
    },
    mixinStandardHelpOptions = true)
final class MathBench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "WHAT",
      description = "some of: ${COMPLETION-CANDIDATES} (default: all)")
  private List<MathSuite> suites = List.of(MathSuite.values());

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "how often everything is run in turn (default: ${DEFAULT-VALUE})")
  private int rounds = 3;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "of warm-up, and of measuring, for each benchmark (default: ${DEFAULT-VALUE})")
  private int seconds = 5;

  @Option(names = "--small", description = "sizes that show that everything runs, and nothing else")
  private boolean small;

  @Option(names = "--json", paramLabel = "FILE", description = "also write the figures to FILE")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException, RunnerException {
    if (rounds < 1 || seconds < 1) {
      throw new IllegalArgumentException(
          "--rounds and --seconds must be at least 1, were " + rounds + " and " + seconds);
    }
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("date", LocalDate.now(ZoneId.systemDefault()).toString());
    root.put("java", Runtime.version().toString());
    root.put("engine", Engine.cpu().toString());
    root.put("rounds", rounds);
    ArrayNode results = root.putArray("suites");
    for (MathSuite suite : suites) {
      results.add(run(suite, out));
    }
    if (json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), root);
    }
    return ExitCode.OK;
  }

  private ObjectNode run(MathSuite suite, PrintWriter out) throws RunnerException {
    out.printf("%n%s%n", suite.title(small));
    out.flush();
    Map<String, double[]> milliseconds = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (RunResult result : new Runner(options(suite)).run()) {
        String name = result.getPrimaryResult().getLabel();
        milliseconds.computeIfAbsent(name, _ -> new double[rounds])[round] =
            result.getPrimaryResult().getStatistics().getPercentile(50);
      }
    }
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("suite", suite.toString());
    node.put("title", suite.title(small));
    ObjectNode figures = node.putObject("milliseconds");
    milliseconds.forEach((name, rounds) -> {
      double[] sorted = sorted(rounds);
      ArrayNode values = figures.putArray(name);
      Arrays.stream(sorted).forEach(values::add);
      out.printf(
          "  %-14s %10.3f ms  (%.3f to %.3f)%n",
          name, median(sorted), sorted[0], sorted[sorted.length - 1]);
    });
    ObjectNode ratios = node.putObject("ratios");
    for (MathSuite.Ratio ratio : suite.ratios()) {
      double[] above = milliseconds.get(ratio.above());
      double[] below = milliseconds.get(ratio.below());
      if (above == null || below == null) {
        out.printf("  %s: not measured%n", ratio.meaning());
        continue;
      }
      double[] each = new double[rounds];
      Arrays.setAll(each, round -> above[round] / below[round]);
      double[] sorted = sorted(each);
      ratios.put(ratio.meaning(), median(sorted));
      out.printf(
          "  %s: %.2f (%.2f to %.2f), target at least %s%n",
          ratio.meaning(), median(sorted), sorted[0], sorted[rounds - 1], ratio.target());
    }
    out.flush();
    return node;
  }

  private Options options(MathSuite suite) {
    return new OptionsBuilder()
        .include(suite.pattern())
        .forks(1)
        .warmupIterations(Math.max(1, seconds / 2))
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(Math.max(1, seconds))
        .measurementTime(TimeValue.seconds(1))
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        // The second is for JMH itself, which Java would warn of in each process.
        .jvmArgs("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
        .param(suite.parameter(), suite.size(small))
        .build();
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
