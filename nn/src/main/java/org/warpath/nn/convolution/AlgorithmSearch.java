package org.warpath.nn.convolution;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Noise;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.layer.Step;
import org.warpath.nn.layer.Workspace;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;
import org.warpath.nn.tensor.TensorView;

/**
 * Runs a convolution by each algorithm, on normal numbers.
 *
 * @param layer the convolution
 * @param input the shape of its input
 * @param type what elements are
 * @param isTrained whether passes backward count
 */
record AlgorithmSearch(Convolution layer, Shape input, ElementType type, boolean isTrained) {
  private static final int MOST_RUNS = 9;
  private static final long ENOUGH_NANOS = 200_000_000;

  /** An algorithm on an engine. */
  @FunctionalInterface
  private interface Trial {
    AlgorithmTimes.Timing time(ConvolutionAlgorithm algorithm);
  }

  AlgorithmTimes on(Engine engine) {
    return switch (engine) {
      case Engine.Cpu cpu -> all(algorithm -> onCpu(algorithm, cpu.threads()));
      case Engine.Cuda cuda ->
          all(algorithm -> {
            try (DeviceScope scope = cuda.device().scope()) {
              return onCuda(algorithm, scope);
            }
          });
    };
  }

  private static AlgorithmTimes all(Trial trial) {
    List<AlgorithmTimes.Timing> timings = new ArrayList<>();
    Map<ConvolutionAlgorithm, String> refused = new EnumMap<>(ConvolutionAlgorithm.class);
    for (ConvolutionAlgorithm algorithm : ConvolutionAlgorithm.values()) {
      if (algorithm == ConvolutionAlgorithm.AUTO) {
        continue;
      }
      try {
        timings.add(trial.time(algorithm));
      } catch (IllegalArgumentException e) {
        refused.put(algorithm, String.valueOf(e.getMessage()));
      }
    }
    return new AlgorithmTimes(timings, refused);
  }

  private AlgorithmTimes.Timing onCpu(ConvolutionAlgorithm algorithm, int threads) {
    try (Arena arena = Arena.ofShared()) {
      Counted<Tensor> memory = new Counted<>(shape -> Tensor.zeros(arena, type, shape));
      Binding<Tensor> binding = binding(shape -> random(arena, shape), memory);
      Step step = layer.withAlgorithm(algorithm).onCpu(binding, threads);
      return timing(algorithm, step, () -> {}, memory.bytes);
    }
  }

  private AlgorithmTimes.Timing onCuda(ConvolutionAlgorithm algorithm, DeviceScope scope) {
    Counted<DeviceTensor> memory =
        new Counted<>(shape -> DeviceTensor.allocate(scope, type, shape, "workspace"));
    Binding<DeviceTensor> binding =
        binding(
            shape -> {
              DeviceTensor tensor = DeviceTensor.allocate(scope, type, shape, "trial");
              try (Arena arena = Arena.ofShared()) {
                scope.upload(random(arena, shape).memory(), tensor.memory());
              }
              return tensor;
            },
            memory);
    Step step = layer.withAlgorithm(algorithm).onCuda(binding, scope);
    return timing(algorithm, step, scope::synchronize, memory.bytes);
  }

  private Tensor random(Arena arena, Shape shape) {
    Tensor tensor = Tensor.zeros(arena, type, shape);
    Initialiser.gaussian(0, 1).fill(tensor, new Noise(shape.count()));
    return tensor;
  }

  private <T extends TensorView<T>> Binding<T> binding(
      Function<Shape, T> random, Workspace<T> workspace) {
    Shape output = layer.outputs(List.of(input)).getFirst();
    List<T> parameters = new ArrayList<>();
    List<@Nullable T> parameterGradients = new ArrayList<>();
    for (Parameter parameter : layer.parameters(List.of(input))) {
      parameters.add(random.apply(parameter.shape()));
      parameterGradients.add(isTrained ? random.apply(parameter.shape()) : null);
    }
    List<@Nullable T> inputGradients =
        isTrained ? List.of(random.apply(input)) : Collections.singletonList(null);
    return new Binding<>(
        "trial",
        List.of(random.apply(input)),
        List.of(random.apply(output)),
        inputGradients,
        isTrained ? List.of(random.apply(output)) : List.of(),
        parameters,
        parameterGradients,
        0,
        workspace);
  }

  private AlgorithmTimes.Timing timing(
      ConvolutionAlgorithm algorithm, Step step, Runnable wait, long bytes) {
    Mode mode = isTrained ? Mode.TRAINING : Mode.INFERENCE;
    long forward = median(() -> step.forward(mode), wait);
    long backward = isTrained ? median(step::backward, wait) : 0;
    return new AlgorithmTimes.Timing(algorithm, forward, backward, bytes);
  }

  private static long median(Runnable pass, Runnable wait) {
    long first = nanos(pass, wait);
    if (first > ENOUGH_NANOS) {
      return first;
    }
    int runs = Math.clamp(ENOUGH_NANOS / Math.max(1, first), 1, MOST_RUNS);
    long[] times = new long[runs];
    for (int i = 0; i < runs; i++) {
      times[i] = nanos(pass, wait);
    }
    Arrays.sort(times);
    return times[runs / 2];
  }

  private static long nanos(Runnable pass, Runnable wait) {
    long begin = System.nanoTime();
    pass.run();
    wait.run();
    return System.nanoTime() - begin;
  }

  /** Memory that is counted. */
  private static final class Counted<T extends TensorView<T>> implements Workspace<T> {
    private final Function<Shape, T> allocate;
    private long bytes;

    Counted(Function<Shape, T> allocate) {
      this.allocate = allocate;
    }

    @Override
    public T own(ElementType type, Shape shape, String what) {
      T tensor = allocate.apply(shape);
      bytes += tensor.byteSize();
      return tensor;
    }

    @Override
    public T shared(ElementType type, Shape shape, String what) {
      return own(type, shape, what);
    }
  }
}
