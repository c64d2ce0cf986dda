package org.warpath.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;

/**
 * An algorithm's times on one engine: the first run, which brings the graph to the device, and the
 * medians of later ones.
 *
 * @param name the algorithm
 * @param first the first run's times
 * @param load median, in seconds; likewise the next three
 * @param computeMin the fastest computation
 * @param computeMax the slowest
 * @param iterations of the last run
 * @param bytes what a run must move at least
 */
record EngineFigures(
    String name,
    Timings first,
    double load,
    double upload,
    double compute,
    double download,
    double computeMin,
    double computeMax,
    int iterations,
    double bytes) {

  /**
   * Runs {@code algorithm} once for {@code first}, {@code warmups} times more, and then {@code
   * runs} times.
   */
  static EngineFigures measure(Algorithm algorithm, Engine engine, int warmups, int runs) {
    RunStats first = algorithm.run().apply(engine);
    for (int i = 0; i < warmups; i++) {
      var _ = algorithm.run().apply(engine);
    }
    List<RunStats> measured = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      measured.add(algorithm.run().apply(engine));
    }
    double[] compute = sorted(measured, Timings::compute);
    int iterations = measured.getLast().iterations();
    return new EngineFigures(
        algorithm.name(),
        first.timings(),
        median(sorted(measured, Timings::load)),
        median(sorted(measured, Timings::upload)),
        median(compute),
        median(sorted(measured, Timings::download)),
        compute[0],
        compute[compute.length - 1],
        iterations,
        algorithm.bytes().bytes(iterations));
  }

  private static double[] sorted(List<RunStats> runs, ToDoubleFunction<Timings> part) {
    double[] seconds = runs.stream().map(RunStats::timings).mapToDouble(part).toArray();
    Arrays.sort(seconds);
    return seconds;
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Seconds of the computation an iteration. */
  double perIteration() {
    return compute / Math.max(1, iterations);
  }

  /**
   * The least time any implementation could take, over the time taken; 0 where no floor is stated.
   */
  double shareOfFloor(double bytesPerSecond) {
    return bytes / bytesPerSecond / compute;
  }

  /** Everything, upload of the graph included, as someone waits who asks once. */
  double firstTotal() {
    return first.total();
  }
}
