package org.warpath.api.selftest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.CopyBandwidth;

/**
 * The whole self-test.
 *
 * @param engine the engine under test
 * @param bandwidth what its device's memory can do, null for the CPU
 * @param checks every comparison, in order
 * @param coverage the kernels that ran, null for the CPU
 */
public record SelfTest(
    Engine engine,
    @Nullable CopyBandwidth bandwidth,
    List<Check> checks,
    @Nullable KernelCoverage coverage) {

  /**
   * Runs it.
   *
   * @param engine compared with the CPU engine on one thread
   * @param scale R-MAT graphs of 2^scale vertices, in [4, 24]
   * @param data the folder of shipped graphs, null to leave them out
   * @param copyBytes size of the copies that measure the bandwidth; less if memory is short
   * @param listener told of each check as it ends
   * @throws IOException if a shipped graph cannot be read
   */
  public static SelfTest run(
      Engine engine, int scale, @Nullable Path data, long copyBytes, Consumer<Check> listener)
      throws IOException {
    requireScale(scale);
    CopyBandwidth bandwidth = null;
    Map<String, Long> before = Map.of();
    if (engine instanceof Engine.Cuda cuda) {
      before = KernelCoverage.launches(cuda.device());
      long bytes = Math.min(copyBytes, cuda.device().freeBytes() / 4);
      bandwidth = CopyBandwidth.measure(cuda.device(), bytes);
    }
    Engine reference = Engine.cpu(1);
    List<Check> checks = new ArrayList<>();
    List<SampleGraph> samples = SampleGraph.all(scale, data);
    try {
      for (SampleGraph sample : samples) {
        new GraphChecks(sample, engine, reference, listener.andThen(checks::add)).run();
      }
    } finally {
      samples.forEach(SampleGraph::close);
    }
    KernelCoverage coverage = null;
    if (engine instanceof Engine.Cuda cuda) {
      DeviceChecks.run(cuda, listener.andThen(checks::add));
      new GenerationChecks(cuda, Engine.cpu(), listener.andThen(checks::add)).run(scale);
      new LinalgChecks(cuda, Engine.cpu(1), listener.andThen(checks::add)).run();
      new SolverChecks(cuda, Engine.cpu(), listener.andThen(checks::add)).run();
      new FftChecks(cuda, reference, listener.andThen(checks::add)).run();
      new LayerChecks(cuda, reference, listener.andThen(checks::add)).run();
      coverage = KernelCoverage.since(before, cuda.device());
      Check launched = kernels(coverage);
      listener.accept(launched);
      checks.add(launched);
    }
    return new SelfTest(engine, bandwidth, List.copyOf(checks), coverage);
  }

  /**
   * Refuses a scale that {@link #run} would.
   *
   * @throws IllegalArgumentException if {@code scale} is not in [4, 24]
   */
  public static void requireScale(int scale) {
    if (scale < 4 || scale > 24) {
      throw new IllegalArgumentException("scale must be in [4, 24], was " + scale);
    }
  }

  private static Check kernels(KernelCoverage coverage) {
    Optional<String> failure =
        coverage.never().isEmpty()
            ? Optional.empty()
            : Optional.of("never launched: " + String.join(", ", coverage.never()));
    return new Check(
        "all " + coverage.launched().size() + " kernels launched", "", failure, 0, 0, 0, 0);
  }

  /** The comparisons that failed. */
  public List<Check> failures() {
    return checks.stream().filter(check -> !check.passed()).toList();
  }
}
