package org.warpath.bench.kernels;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warpath bench kernels}. */
@Command(
    name = "kernels",
    description = {
      "The hot kernel of each algorithm on the CPU, for \"warpath bench compare\" to compare with another version's.",
      "Runs JMH in rounds, each kernel in a process of its own; a figure is the median of the rounds' medians, with"
          + " the least and the greatest of those. Nothing else should run."
    },
    mixinStandardHelpOptions = true)
public final class KernelsBench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--filter",
      paramLabel = "REGEX",
      description = "only kernels in whose names, as printed, this is found")
  private Pattern filter = Pattern.compile("");

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "rounds; a comparison needs 5 (default: 5; with --short, 1)")
  private @Nullable Integer forks;

  @Option(names = "--short", description = "sizes that show that everything runs, and nothing else")
  private boolean isShort;

  @Option(names = "--json", paramLabel = "FILE", description = "also write all figures to FILE")
  private @Nullable Path json;

  @Option(
      names = "--append",
      description = {
        "add the rounds to those in FILE, if it is there:",
        "for two versions to be measured in turn"
      })
  private boolean append;

  @Override
  public Integer call() throws IOException, RunnerException {
    int rounds = forks != null ? forks : isShort ? 1 : 5;
    if (rounds < 1 || rounds > RankSum.MOST) {
      throw new IllegalArgumentException(
          "--forks must be in [1, %d], was %d".formatted(RankSum.MOST, rounds));
    }
    List<Kernel> kernels = chosen();
    Environment environment = Environment.current();
    KernelRuns runs = new KernelRuns(rounds, isShort);
    Optional<KernelResults> earlier = earlier(environment, runs.method(), kernels);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s%nrounds: %d; %s%n", environment, rounds, runs.method());
    out.flush();
    List<Series> measured =
        runs.run(
            kernels,
            round -> {
              out.printf("round %d%n", round);
              out.flush();
            });
    print(measured, out);
    if (json != null) {
      KernelResults now =
          new KernelResults(KernelResults.FORMAT, environment, runs.method(), measured);
      earlier.map(results -> results.plus(measured)).orElse(now).write(json);
    }
    return ExitCode.OK;
  }

  private List<Kernel> chosen() {
    List<Kernel> kernels =
        Arrays.stream(Kernel.values())
            .filter(kernel -> filter.matcher(kernel.label(isShort)).find())
            .toList();
    if (kernels.isEmpty()) {
      throw new IllegalArgumentException("--filter %s finds no kernel".formatted(filter));
    }
    return kernels;
  }

  /** What is to be appended to. */
  private Optional<KernelResults> earlier(
      Environment environment, String method, List<Kernel> kernels) throws NoSuchFileException {
    if (append && json == null) {
      throw new IllegalArgumentException("--append needs --json FILE");
    }
    List<String> names = kernels.stream().map(kernel -> kernel.label(isShort)).toList();
    if (json != null && append && Files.exists(json)) {
      KernelResults earlier = KernelResults.read(json);
      earlier.requireSame(environment, method, names);
      return Optional.of(earlier);
    }
    return Optional.empty();
  }

  private static void print(List<Series> measured, PrintWriter out) {
    out.printf("%n%-32s %10s  %-20s  %s%n", "", "median ms", "rounds, from to", "rate");
    for (Series series : measured) {
      double[] rounds = series.rounds();
      Arrays.sort(rounds);
      out.printf(
          "%-32s %10.4g  %-20s  %s%n",
          series.name(),
          series.median(),
          "%.4g to %.4g".formatted(rounds[0], rounds[rounds.length - 1]),
          series.unit().rate(series.work(), series.median()));
    }
    out.flush();
  }
}
