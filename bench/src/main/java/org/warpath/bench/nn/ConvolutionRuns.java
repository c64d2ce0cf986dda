package org.warpath.bench.nn;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.dense.Matrix;
import org.warpath.nn.convolution.Convolution;
import org.warpath.nn.convolution.ConvolutionAlgorithm;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Noise;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.layer.Step;
import org.warpath.nn.layer.Workspace;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * Convolutions on the processor, float32, as time ÷ floor: the floor is a pass's multiply-adds over
 * the rate of a product of 1024×1024 matrices, measured just before and after it on as many
 * threads. A pass backward has twice the multiply-adds of one forward.
 *
 * @param threads of the processor
 * @param runs rounds of each pass, of which the median counts, at least 1
 */
public record ConvolutionRuns(int threads, int runs) {
  private static final int SIZE = 1024;
  private static final int WARM_UPS = 3;
  private static final long WARM_UP_NANOS = 1_000_000_000;

  public ConvolutionRuns {
    if (threads < 1 || runs < 1) {
      throw new IllegalArgumentException(
          "threads and runs must be at least 1, were %d and %d".formatted(threads, runs));
    }
  }

  /** A convolution and the shape of its input. */
  private record Layer(String name, Convolution convolution, Shape input) {
    Layer by(ConvolutionAlgorithm algorithm) {
      return new Layer(
          name + " " + algorithm.name().toLowerCase(Locale.ROOT),
          convolution.withAlgorithm(algorithm),
          input);
    }

    double multiplyAdds() {
      return convolution.multiplyAdds(List.of(input));
    }
  }

  private static List<Layer> layers() {
    Layer three =
        new Layer(
            "64→64 3×3 of 56×56",
            Convolution.of(64, 3, 3).withPadding(1, 1),
            Shape.of(8, 64, 56, 56));
    Layer seven =
        new Layer(
            "64→64 7×7 of 48×48",
            Convolution.of(64, 7, 7).withPadding(3, 3),
            Shape.of(4, 64, 48, 48));
    return List.of(
        new Layer("LeNet conv1", Convolution.of(20, 5, 5), Shape.of(64, 1, 28, 28)),
        new Layer("LeNet conv2", Convolution.of(50, 5, 5), Shape.of(64, 20, 12, 12)),
        new Layer(
            "cifar10_quick conv1",
            Convolution.of(32, 5, 5).withPadding(2, 2),
            Shape.of(100, 3, 32, 32)),
        new Layer(
            "cifar10_quick conv2",
            Convolution.of(32, 5, 5).withPadding(2, 2),
            Shape.of(100, 32, 16, 16)),
        three.by(ConvolutionAlgorithm.IM2COL_GEMM),
        three.by(ConvolutionAlgorithm.SHIFTED_GEMM),
        three.by(ConvolutionAlgorithm.WINOGRAD_2X2_3X3),
        three.by(ConvolutionAlgorithm.WINOGRAD_4X4_3X3),
        seven.by(ConvolutionAlgorithm.SHIFTED_GEMM),
        seven.by(ConvolutionAlgorithm.FFT));
  }

  /** Prints a line a layer; the machine should do nothing else meanwhile. */
  public void run(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%d threads, load %.2f; medians of %d (least to most)%n",
        threads,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        runs);
    for (Layer layer : layers()) {
      Passes passes = new Passes(layer);
      double before = gemmRate();
      Times forward = times(() -> passes.step.forward(Mode.TRAINING));
      Times backward = times(passes.step::backward);
      Times weightsAlone = times(passes.withoutInput::backward);
      double rate = (before + gemmRate()) / 2;
      double floor = layer.multiplyAdds() / rate;
      out.printf(
          Locale.ROOT,
          "%-36s gemm %.1f GFLOP/s  forward %s  backward %s  without dx %s%n",
          layer.name(),
          2 * rate * 1e-9,
          forward.over(floor),
          backward.over(2 * floor),
          weightsAlone.over(floor));
    }
  }

  /** Seconds, ascending. */
  private record Times(double[] seconds) {
    double median() {
      return seconds[seconds.length / 2];
    }

    String over(double floor) {
      return String.format(
          Locale.ROOT,
          "%.3f ms = %.2f floors (%.2f–%.2f), %.0f%%",
          median() * 1e3,
          median() / floor,
          seconds[0] / floor,
          seconds[seconds.length - 1] / floor,
          100 * floor / median());
    }
  }

  private Times times(Runnable pass) {
    long begin = System.nanoTime();
    for (int i = 0; i < WARM_UPS || System.nanoTime() - begin < WARM_UP_NANOS; i++) {
      pass.run();
    }
    double[] seconds = new double[runs];
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      pass.run();
      seconds[i] = (System.nanoTime() - start) * 1e-9;
    }
    Arrays.sort(seconds);
    return new Times(seconds);
  }

  // Multiply-adds a second.
  private double gemmRate() {
    Matrix a = random(1).matrix(SIZE, SIZE);
    Matrix b = random(2).matrix(SIZE, SIZE);
    Matrix c = Matrix.zeros(ElementType.FLOAT32, SIZE, SIZE);
    Engine engine = Engine.cpu(threads);
    return Math.pow(SIZE, 3) / times(() -> Blas.gemm(1, a, b, 0, c, engine)).median();
  }

  private static Tensor random(long key) {
    return random(Shape.of(SIZE, SIZE), key);
  }

  private static Tensor random(Shape shape, long key) {
    Tensor tensor = Tensor.zeros(ElementType.FLOAT32, shape);
    Initialiser.gaussian(0, 1).fill(tensor, new Noise(key));
    return tensor;
  }

  /** A layer's steps: one for all gradients, and one as a network's first layer has it. */
  private final class Passes {
    final Step step;
    final Step withoutInput;

    Passes(Layer layer) {
      List<Shape> inputs = List.of(layer.input());
      Shape output = layer.convolution().outputs(inputs).getFirst();
      List<Tensor> parameters = new ArrayList<>();
      List<@Nullable Tensor> gradients = new ArrayList<>();
      for (Parameter parameter : layer.convolution().parameters(inputs)) {
        parameters.add(random(parameter.shape(), 3));
        gradients.add(Tensor.zeros(ElementType.FLOAT32, parameter.shape()));
      }
      Binding<Tensor> binding =
          new Binding<>(
              layer.name(),
              List.of(random(layer.input(), 4)),
              List.of(Tensor.zeros(ElementType.FLOAT32, output)),
              List.of(Tensor.zeros(ElementType.FLOAT32, layer.input())),
              List.of(random(output, 5)),
              parameters,
              gradients,
              0,
              new Fresh());
      step = layer.convolution().onCpu(binding, threads);
      Binding<Tensor> first =
          new Binding<>(
              layer.name(),
              binding.inputs(),
              binding.outputs(),
              Collections.singletonList(null),
              binding.outputGradients(),
              parameters,
              gradients,
              0,
              new Fresh());
      withoutInput = layer.convolution().onCpu(first, threads);
    }
  }

  /** Memory that nobody shares. */
  private static final class Fresh implements Workspace<Tensor> {
    @Override
    public Tensor own(ElementType type, Shape shape, String what) {
      return Tensor.zeros(type, shape);
    }

    @Override
    public Tensor shared(ElementType type, Shape shape, String what) {
      return Tensor.zeros(type, shape);
    }
  }

  /** Prints the table for two threads. */
  public static void main(String[] arguments) {
    new ConvolutionRuns(2, 21).run(System.out);
  }
}
