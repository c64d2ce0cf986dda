package org.warpath.nn.convolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * Convolution, as neural networks have it (a correlation), in one to three spatial dimensions: from
 * N×C×in… to N×M×out…, with out = ⌊(in + begin + end − extent) / stride⌋ + 1 and
 *
 * <pre>y[n, m, o…] = b[m] + Σ over c, k… of w[m, c, k…] · x[n, c, o·stride + k·dilation − begin…]
 * </pre>
 *
 * <p>With groups, the channels are in that many equal parts, and each part of the outputs sees its
 * part of the inputs; as many groups as channels make it depthwise. Parameters are {@code weight}
 * w[M × C/groups × kernel…] and {@code bias} b[M]. N·M·out…·C/groups·kernel… multiply-adds forward,
 * twice that backward.
 *
 * <pre>{@code
 * Convolution.of(32, 5, 5).withPadding(2, 2).withStrides(2, 2)
 * }</pre>
 *
 * @param channels M, at least 1
 * @param window kernel, strides, dilations and padding
 * @param groups at least 1; divides C and M
 * @param hasBias whether there is b
 * @param weightFill what w is at first
 * @param biasFill what b is at first
 * @param algorithm how it is computed
 */
public record Convolution(
    int channels,
    Window window,
    int groups,
    boolean hasBias,
    Initialiser weightFill,
    Initialiser biasFill,
    ConvolutionAlgorithm algorithm)
    implements Layer {

  public Convolution {
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(weightFill, "weightFill");
    Objects.requireNonNull(biasFill, "biasFill");
    Objects.requireNonNull(algorithm, "algorithm");
    Channels.requireGroups("channels", channels, groups);
  }

  /**
   * With a bias, one group, strides and dilations of 1, no padding, Xavier's weights and biases of
   * 0.
   *
   * @param channels outputs
   * @param kernel a size for each spatial dimension
   */
  public static Convolution of(int channels, int... kernel) {
    return of(channels, Window.of(kernel));
  }

  /** With a bias, one group, Xavier's weights and biases of 0. */
  public static Convolution of(int channels, Window window) {
    return new Convolution(
        channels,
        window,
        1,
        true,
        Initialiser.xavier(),
        Initialiser.constant(0),
        ConvolutionAlgorithm.AUTO);
  }

  /** The same with another window. */
  public Convolution withWindow(Window other) {
    return new Convolution(channels, other, groups, hasBias, weightFill, biasFill, algorithm);
  }

  /** As {@link Window#withStrides}. */
  public Convolution withStrides(int... strides) {
    return withWindow(window.withStrides(strides));
  }

  /** As {@link Window#withDilations}. */
  public Convolution withDilations(int... dilations) {
    return withWindow(window.withDilations(dilations));
  }

  /** As {@link Window#withPadding(int...)}. */
  public Convolution withPadding(int... padding) {
    return withWindow(window.withPadding(padding));
  }

  /** As {@link Window#withPadding(int[], int[])}. */
  public Convolution withPadding(int[] begins, int[] ends) {
    return withWindow(window.withPadding(begins, ends));
  }

  /** The same with other groups. */
  public Convolution withGroups(int number) {
    return new Convolution(channels, window, number, hasBias, weightFill, biasFill, algorithm);
  }

  /** The same without a bias. */
  public Convolution withoutBias() {
    return new Convolution(channels, window, groups, false, weightFill, biasFill, algorithm);
  }

  /** The same with other parameters at first. */
  public Convolution withFills(Initialiser weights, Initialiser biases) {
    return new Convolution(channels, window, groups, hasBias, weights, biases, algorithm);
  }

  /** The same computed otherwise. */
  public Convolution withAlgorithm(ConvolutionAlgorithm other) {
    return new Convolution(channels, window, groups, hasBias, weightFill, biasFill, other);
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape input = Channels.requireInput(inputs, window.rank(), groups);
    int[] sizes = input.toArray();
    sizes[1] = channels;
    for (int d = 0; d < window.rank(); d++) {
      long padded = (long) sizes[2 + d] + window.begin(d) + window.end(d);
      if (padded < window.extent(d)) {
        throw new IllegalArgumentException(
            "a kernel of extent %d does not fit %s, which is %d long in dimension %d with padding"
                .formatted(window.extent(d), input, padded, 2 + d));
      }
      sizes[2 + d] = Math.toIntExact((padded - window.extent(d)) / window.stride(d) + 1);
    }
    return List.of(Shape.of(sizes));
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    Shape input = Shapes.single(inputs, 2);
    List<Parameter> parameters = new ArrayList<>();
    Shape weight = Channels.weight(channels, input.size(1) / groups, window);
    parameters.add(Parameter.learned("weight", weight, weightFill));
    if (hasBias) {
      parameters.add(Parameter.learned("bias", Shape.of(channels), biasFill));
    }
    return parameters;
  }

  private Geometry geometry(Shape input) {
    return Geometry.of(window, groups, input, outputs(List.of(input)).getFirst());
  }

  @Override
  public long multiplyAdds(List<Shape> inputs) {
    return geometry(Shapes.single(inputs, 2)).multiplyAdds();
  }

  /**
   * Times each algorithm that can serve inputs of this shape: {@link #withAlgorithm} of {@link
   * AlgorithmTimes#best} is the fastest. It takes about a second, or for large inputs some times
   * what a pass of {@link ConvolutionAlgorithm#DIRECT} takes.
   *
   * @param type what elements are; the processor computes in float32 and float64
   * @param isTrained whether the passes backward count too
   * @throws IllegalArgumentException if the input has another shape than the layer takes
   */
  public AlgorithmTimes findBest(Shape input, ElementType type, boolean isTrained, Engine engine) {
    outputs(List.of(input));
    return new AlgorithmSearch(this, input, type, isTrained).on(engine);
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    Geometry geometry = geometry(binding.input().shape());
    return new ConvolutionStep<>(
        binding,
        CpuAlgorithms.of(algorithm, geometry, binding, threads),
        CpuBiasGradient.of(binding, threads));
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    Geometry geometry = geometry(binding.input().shape());
    return new ConvolutionStep<>(
        binding,
        CudaAlgorithms.of(algorithm, geometry, binding, scope),
        CudaBiasGradient.of(binding, scope));
  }
}
