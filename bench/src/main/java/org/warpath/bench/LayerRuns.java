package org.warpath.bench;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.warpath.bench.nn.LayerCase;
import org.warpath.bench.nn.LstmPair;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;

/**
 * Times layers on one engine: on the processor for some milliseconds a round, on a device many
 * passes between two waits. The product of matrices is measured before and after each layer, as the
 * speed of a machine that others use too changes.
 *
 * @param engine where
 * @param runs rounds of each pass
 * @param small whether to do without a long warm-up
 * @param product the yardstick
 */
record LayerRuns(Engine engine, int runs, boolean small, ProductRate product) {
  private static final int WARM_UPS = 3;
  private static final double WARM_UP_SECONDS = 1;

  /** In less, it decides where the system happens to have put the threads. */
  private static final double ROUND_SECONDS = 0.02;

  /**
   * A layer's passes.
   *
   * @param layer the layer
   * @param multiplyAddsPerSecond of the product
   * @param forward seconds
   * @param backward seconds
   */
  record Passes(
      LayerCase layer, double multiplyAddsPerSecond, Measurement forward, Measurement backward) {}

  /**
   * Two LSTMs, in turn.
   *
   * @param fused seconds forward and backward
   * @param stepByStep seconds of separate layers
   * @param ratios how many times as fast the fused one is, round by round, ascending
   */
  record Lstms(Measurement fused, Measurement stepByStep, double[] ratios) {
    /** The median. */
    double ratio() {
      return new Measurement("ratio", ratios, 0).median();
    }
  }

  /** One layer, in memory of its own. */
  Passes run(LayerCase layer) {
    return switch (engine) {
      case Engine.Cpu cpu -> {
        try (Arena arena = Arena.ofShared()) {
          yield run(layer, layer.onCpu(arena, cpu.threads()), this::onCpu);
        }
      }
      case Engine.Cuda cuda -> {
        try (DeviceScope scope = cuda.device().scope()) {
          yield run(
              layer,
              layer.onCuda(scope),
              (name, pass) -> DeviceRace.alone(scope, runs, name, 0, pass));
        }
      }
    };
  }

  private Passes run(LayerCase layer, Step step, BiFunction<String, Runnable, Measurement> timer) {
    double before = product.multiplyAddsPerSecond();
    Measurement forward = timer.apply("forward", () -> step.forward(Mode.TRAINING));
    Measurement backward = timer.apply("backward", step::backward);
    double rate = (before + product.multiplyAddsPerSecond()) / 2;
    return new Passes(layer, rate, forward, backward);
  }

  private Measurement onCpu(String name, Runnable pass) {
    int passes = small ? 1 : (int) Math.max(1, ROUND_SECONDS / warmUp(pass));
    return Measurement.of(name, 0, runs, 0, () -> seconds(pass, passes));
  }

  /** Seconds that a pass took in the mean. */
  private double warmUp(Runnable pass) {
    long begin = System.nanoTime();
    double most = small ? 0 : WARM_UP_SECONDS;
    int passes = 0;
    while (passes < WARM_UPS || Timings.secondsSince(begin) < most) {
      pass.run();
      passes++;
    }
    return Timings.secondsSince(begin) / passes;
  }

  private static double seconds(Runnable pass, int passes) {
    long start = System.nanoTime();
    for (int i = 0; i < passes; i++) {
      pass.run();
    }
    return Timings.secondsSince(start) / passes;
  }

  static double seconds(Runnable pass) {
    long start = System.nanoTime();
    pass.run();
    return Timings.secondsSince(start);
  }

  /** An LSTM as char-rnn's second: 50 steps of 50 sequences, 128 numbers to 128 units. */
  Lstms lstms() {
    try (LstmPair pair =
        small ? LstmPair.of(3, 2, 5, 4, engine) : LstmPair.of(50, 50, 128, 128, engine)) {
      double least = Math.min(warmUp(pair::runFused), warmUp(pair::runStepByStep));
      int passes = small ? 1 : (int) Math.max(1, ROUND_SECONDS / least);
      double[] fused = new double[runs];
      double[] stepByStep = new double[runs];
      double[] ratios = new double[runs];
      for (int run = 0; run < runs; run++) {
        fused[run] = seconds(pair::runFused, passes);
        stepByStep[run] = seconds(pair::runStepByStep, passes);
        ratios[run] = stepByStep[run] / fused[run];
      }
      Arrays.sort(fused);
      Arrays.sort(stepByStep);
      Arrays.sort(ratios);
      return new Lstms(
          new Measurement("fused", fused, 0),
          new Measurement("step by step", stepByStep, 0),
          ratios);
    }
  }
}
