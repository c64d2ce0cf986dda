package org.warpath.nn.convolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.warpath.kernels.cuda.DeviceScope;
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
 * Transposed convolution, as ONNX's ConvTranspose has it: what a {@link Convolution} with the same
 * window does to gradients, from N×C×in… to N×M×out…, with out = (in − 1)·stride + extra + extent −
 * begin − end. Each input element adds its multiple of the kernel to the output:
 *
 * <pre>y[n, m, i·stride + k·dilation − begin…] += w[c, m, k…] · x[n, c, i…]</pre>
 *
 * <p>to which b[m] is added; what falls outside is dropped. Parameters are {@code weight} w[C ×
 * M/groups × kernel…] and {@code bias} b[M]. N·C·in…·M/groups·kernel… multiply-adds forward, twice
 * that backward.
 *
 * @param channels M, at least 1
 * @param window kernel, strides, dilations, and padding, which here is cut off
 * @param extra output places more in each dimension, where the input's size leaves that open; each
 *     at least 0, none if empty
 * @param groups at least 1; divides C and M
 * @param hasBias whether there is b
 * @param weightFill what w is at first
 * @param biasFill what b is at first
 * @param algorithm how the convolution that this transposes is computed
 */
public record TransposedConvolution(
    int channels,
    Window window,
    List<Integer> extra,
    int groups,
    boolean hasBias,
    Initialiser weightFill,
    Initialiser biasFill,
    ConvolutionAlgorithm algorithm)
    implements Layer {

  public TransposedConvolution {
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(weightFill, "weightFill");
    Objects.requireNonNull(biasFill, "biasFill");
    Objects.requireNonNull(algorithm, "algorithm");
    extra = List.copyOf(extra);
    Channels.requireGroups("channels", channels, groups);
    boolean isWrongRank = !extra.isEmpty() && extra.size() != window.rank();
    if (isWrongRank || extra.stream().anyMatch(size -> size < 0)) {
      throw new IllegalArgumentException(
          "extra output places: expected %d sizes of at least 0, was given %s"
              .formatted(window.rank(), extra));
    }
  }

  /**
   * With a bias, one group, strides and dilations of 1, nothing cut off, Xavier's weights and
   * biases of 0.
   *
   * @param channels outputs
   * @param kernel a size for each spatial dimension
   */
  public static TransposedConvolution of(int channels, int... kernel) {
    return of(channels, Window.of(kernel));
  }

  /** With a bias, one group, Xavier's weights and biases of 0. */
  public static TransposedConvolution of(int channels, Window window) {
    return new TransposedConvolution(
        channels,
        window,
        List.of(),
        1,
        true,
        Initialiser.xavier(),
        Initialiser.constant(0),
        ConvolutionAlgorithm.AUTO);
  }

  /** The same with another window. */
  public TransposedConvolution withWindow(Window other) {
    return new TransposedConvolution(
        channels, other, extra, groups, hasBias, weightFill, biasFill, algorithm);
  }

  /** As {@link Window#withStrides}. */
  public TransposedConvolution withStrides(int... strides) {
    return withWindow(window.withStrides(strides));
  }

  /** As {@link Window#withDilations}. */
  public TransposedConvolution withDilations(int... dilations) {
    return withWindow(window.withDilations(dilations));
  }

  /** As {@link Window#withPadding(int...)}. */
  public TransposedConvolution withPadding(int... padding) {
    return withWindow(window.withPadding(padding));
  }

  /** As {@link Window#withPadding(int[], int[])}. */
  public TransposedConvolution withPadding(int[] begins, int[] ends) {
    return withWindow(window.withPadding(begins, ends));
  }

  /** The same with so many output places more in each dimension: ONNX's {@code output_padding}. */
  public TransposedConvolution withExtra(int... sizes) {
    return new TransposedConvolution(
        channels,
        window,
        Arrays.stream(sizes).boxed().toList(),
        groups,
        hasBias,
        weightFill,
        biasFill,
        algorithm);
  }

  /** The same with other groups. */
  public TransposedConvolution withGroups(int number) {
    return new TransposedConvolution(
        channels, window, extra, number, hasBias, weightFill, biasFill, algorithm);
  }

  /** The same without a bias. */
  public TransposedConvolution withoutBias() {
    return new TransposedConvolution(
        channels, window, extra, groups, false, weightFill, biasFill, algorithm);
  }

  /** The same with other parameters at first. */
  public TransposedConvolution withFills(Initialiser weights, Initialiser biases) {
    return new TransposedConvolution(
        channels, window, extra, groups, hasBias, weights, biases, algorithm);
  }

  /** The same computed otherwise. */
  public TransposedConvolution withAlgorithm(ConvolutionAlgorithm other) {
    return new TransposedConvolution(
        channels, window, extra, groups, hasBias, weightFill, biasFill, other);
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape input = Channels.requireInput(inputs, window.rank(), groups);
    int[] sizes = input.toArray();
    sizes[1] = channels;
    for (int d = 0; d < window.rank(); d++) {
      long size =
          (sizes[2 + d] - 1L) * window.stride(d)
              + (extra.isEmpty() ? 0 : extra.get(d))
              + window.extent(d)
              - window.begin(d)
              - window.end(d);
      if (size < 1) {
        throw new IllegalArgumentException(
            "padding of %d and %d cuts off all of dimension %d of %s"
                .formatted(window.begin(d), window.end(d), 2 + d, input));
      }
      sizes[2 + d] = Math.toIntExact(size);
    }
    return List.of(Shape.of(sizes));
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    Shape input = Shapes.single(inputs, 2);
    List<Parameter> parameters = new ArrayList<>();
    Shape weight = Channels.weight(input.size(1), channels / groups, window);
    parameters.add(Parameter.learned("weight", weight, weightFill));
    if (hasBias) {
      parameters.add(Parameter.learned("bias", Shape.of(channels), biasFill));
    }
    return parameters;
  }

  // Of the convolution from this one's output to its input.
  private Geometry geometry(Shape input) {
    return Geometry.of(window, groups, outputs(List.of(input)).getFirst(), input);
  }

  @Override
  public long multiplyAdds(List<Shape> inputs) {
    return geometry(Shapes.single(inputs, 2)).multiplyAdds();
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    Geometry geometry = geometry(binding.input().shape());
    return new TransposedConvolutionStep<>(
        binding,
        CpuAlgorithms.of(algorithm, geometry, binding, threads),
        CpuBiasGradient.of(binding, threads));
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    Geometry geometry = geometry(binding.input().shape());
    return new TransposedConvolutionStep<>(
        binding,
        CudaAlgorithms.of(algorithm, geometry, binding, scope),
        CudaBiasGradient.of(binding, scope));
  }
}
