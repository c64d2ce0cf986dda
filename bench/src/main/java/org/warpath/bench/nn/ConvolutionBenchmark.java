package org.warpath.bench.nn;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.warpath.kernels.Engine;
import org.warpath.nn.convolution.Convolution;
import org.warpath.nn.layer.Step;

/** A convolution 64→64 of 3×3, padded, over 8 images of float32, by the algorithm of its choice. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ConvolutionBenchmark {
  private static final int IMAGES = 8;
  private static final int CHANNELS = 64;

  /** Rows and columns of an image. */
  @Param("56")
  public int side;

  private final Engine.Cpu engine = Engine.cpu();
  private final Arena arena = Arena.ofShared();
  private Step step;

  private static LayerCase layer(int side) {
    return new LayerCase(
        "convolution",
        Convolution.of(CHANNELS, 3, 3).withPadding(1, 1),
        List.of(Operand.numbers(IMAGES, CHANNELS, side, side)),
        Kept.INPUTS,
        false);
  }

  /** Floating-point operations of the definition forward; backward are twice as many. */
  public static double operations(int side) {
    return 2 * layer(side).forward().multiplyAdds();
  }

  /** Makes the layer, and goes forward once, as backward needs it. */
  @Setup
  public void make() {
    step = layer(side).onCpu(arena, engine.threads());
    step.forward(org.warpath.nn.layer.Mode.TRAINING);
  }

  /** Frees it. */
  @TearDown
  public void free() {
    arena.close();
  }

  /** In training. */
  @Benchmark
  public void forward() {
    step.forward(org.warpath.nn.layer.Mode.TRAINING);
  }

  /** Gradients of images, weights and bias. */
  @Benchmark
  public void backward() {
    step.backward();
  }
}
