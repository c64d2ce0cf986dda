package org.warpath.bench.kernels;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs kernels in rounds: each kernel once a round, in a process of its own, so that a machine that
 * is slow for a while is so for all of them, and in one round.
 *
 * @param rounds how many
 * @param small whether to take sizes and times that only show that everything runs
 */
record KernelRuns(int rounds, boolean small) {
  private static final int WARM_UPS = 1;
  private static final int ITERATIONS = 3;

  /** How each round is measured, in words. */
  String method() {
    return small
        ? "JMH at small sizes, 50 ms each, not warmed up"
        : "JMH, each kernel in a process of its own in each round: %d × 1 s to warm up, %d × 0.5 s"
            .formatted(WARM_UPS, ITERATIONS);
  }

  /**
   * Measures.
   *
   * @param progress told of each round that begins, from 1
   */
  List<Series> run(List<Kernel> kernels, Consumer<Integer> progress) throws RunnerException {
    double[][][] milliseconds = new double[kernels.size()][rounds][];
    for (int round = 0; round < rounds; round++) {
      progress.accept(round + 1);
      for (int k = 0; k < kernels.size(); k++) {
        milliseconds[k][round] = once(kernels.get(k));
      }
    }
    Series[] series = new Series[kernels.size()];
    for (int k = 0; k < series.length; k++) {
      Kernel kernel = kernels.get(k);
      series[k] =
          new Series(kernel.label(small), kernel.unit(), kernel.work(small), milliseconds[k]);
    }
    return List.of(series);
  }

  private double[] once(Kernel kernel) throws RunnerException {
    RunResult result = new Runner(options(kernel)).runSingle();
    return result.getBenchmarkResults().stream()
        .map(BenchmarkResult::getIterationResults)
        .flatMap(Collection::stream)
        .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
        .toArray();
  }

  private Options options(Kernel kernel) {
    return new OptionsBuilder()
        .include(kernel.pattern())
        .param(kernel.parameter(), Integer.toString(kernel.size(small)))
        .forks(1)
        .warmupIterations(small ? 0 : WARM_UPS)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(small ? 1 : ITERATIONS)
        .measurementTime(TimeValue.milliseconds(small ? 50 : 500))
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        // The collector is the launcher's; the last is for JMH itself, which Java would warn of.
        .jvmArgs(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseParallelGC",
            "--sun-misc-unsafe-memory-access=allow")
        .build();
  }
}
