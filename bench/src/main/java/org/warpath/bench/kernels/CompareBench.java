package org.warpath.bench.kernels;

import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.StatUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code warpath bench compare}. */
@Command(
    name = "compare",
    description = {
      "Whether kernels are slower than they were: compares two files of \"warpath bench kernels --json\".",
      "A difference counts if the 99 % interval of the ratio of new to old times does not hold 1, and the ratio of"
          + " medians is beyond the threshold."
    },
    footer = "Exit codes: 0 nothing is slower, 1 something is, 2 a file is not such a result.",
    mixinStandardHelpOptions = true)
public final class CompareBench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BASELINE.json", description = "the old result")
  private Path baseline;

  @Parameters(index = "1", paramLabel = "NEW.json", description = "the new one")
  private Path latest;

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      description = "differences up to this do not count (default: ${DEFAULT-VALUE})")
  private double threshold = 5;

  @Override
  public Integer call() throws NoSuchFileException {
    if (!(threshold >= 0 && threshold < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("--threshold must be in [0, ∞) percent, was " + threshold);
    }
    KernelResults old = KernelResults.read(baseline);
    KernelResults now = KernelResults.read(latest);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("old: %s%nnew: %s%n", old.environment(), now.environment());
    List<String> differences = new ArrayList<>(now.environment().differences(old.environment()));
    if (!now.method().equals(old.method())) {
      differences.add("%s, not %s".formatted(now.method(), old.method()));
    }
    if (!differences.isEmpty()) {
      out.printf(
          "WARNING: these were not measured alike, and ratios tell of that too: %s%n",
          String.join("; ", differences));
    }
    List<Comparison> comparisons = compare(old, now);
    print(comparisons, out);
    printMissing("not in the new file", old, now, out);
    printMissing("not in the old file", now, old, out);
    out.flush();
    boolean slower = comparisons.stream().anyMatch(c -> c.verdict() == Comparison.Verdict.SLOWER);
    return slower ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private List<Comparison> compare(KernelResults old, KernelResults now) {
    Map<String, Series> news =
        now.kernels().stream().collect(Collectors.toMap(Series::name, Function.identity()));
    List<Comparison> comparisons = new ArrayList<>();
    for (Series series : old.kernels()) {
      Series other = news.get(series.name());
      if (other != null) {
        comparisons.add(Comparison.of(series, other, threshold / 100));
      }
    }
    return comparisons;
  }

  private static void print(List<Comparison> comparisons, PrintWriter out) {
    if (comparisons.isEmpty()) {
      out.println("no kernel, of one size, is in both files");
      return;
    }
    out.printf("%n%-32s %9s %9s  %6s  %-16s%n", "", "old ms", "new ms", "ratio", "99 % interval");
    for (Comparison c : comparisons) {
      out.printf(
          "%-32s %9.4g %9.4g  %6.3f  %-16s  %s%n",
          c.name(),
          c.before(),
          c.after(),
          c.ratio(),
          c.verdict() == Comparison.Verdict.UNDECIDED
              ? "none"
              : "%.3f to %.3f".formatted(c.low(), c.high()),
          c.verdict());
    }
    double[] ratios = comparisons.stream().mapToDouble(Comparison::ratio).toArray();
    out.printf(
        "all together %.3f: what all kernels share is more often the machine's than the code's%n",
        StatUtils.geometricMean(ratios));
  }

  private static void printMissing(
      String where, KernelResults of, KernelResults in, PrintWriter out) {
    List<String> names = in.names();
    for (Series series : of.kernels()) {
      if (!names.contains(series.name())) {
        out.printf("%s: %s%n", where, series.name());
      }
    }
  }
}
