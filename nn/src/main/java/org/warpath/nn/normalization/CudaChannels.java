package org.warpath.nn.normalization;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.layer.Precision;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;

/**
 * y = (x − mean) · inverse · scale + bias on a device, channel by channel, with what each channel
 * has: nn_channels.cu and nn_channels_backward.cu. Sums are cut into pieces by the shape alone.
 */
final class CudaChannels {
  private static final int HAS_SCALE = 1;
  private static final int HAS_BIAS = 2;
  private static final long PIECE = 1 << 13;
  private static final long MOST_PIECES = 64;

  private final Binding<DeviceTensor> binding;
  private final Kernels forward;
  private final Kernels backward;
  private final Precision precision;
  private final int type;
  private final long examples;
  private final long channels;
  private final long length;
  private final long size;
  private final long pieces;
  private final int has;
  private final DeviceBuffer means;
  private final DeviceBuffer inverses;
  private final DeviceBuffer partial;
  private final DeviceBuffer terms;

  /** Means of 0 and inverses of 1, for a layer whose first parameters are scale and bias. */
  CudaChannels(
      Binding<DeviceTensor> binding, boolean hasScale, boolean hasBias, DeviceScope scope) {
    this.binding = binding;
    forward = new Kernels(scope, "nn_channels").in(binding.type());
    backward = new Kernels(scope, "nn_channels_backward").in(binding.type());
    precision = Precision.of(binding.type());
    type = binding.type().kernelCode();
    Shape input = binding.input().shape();
    examples = input.size(0);
    channels = input.size(1);
    length = input.count(2, input.rank());
    size = Math.max(PIECE, Math.ceilDiv(elements(), MOST_PIECES));
    pieces = Math.ceilDiv(elements(), size);
    has = (hasScale ? HAS_SCALE : 0) | (hasBias ? HAS_BIAS : 0);
    means = reals(scope, channels, "means");
    scope.zero(means);
    inverses = ones(scope);
    partial = reals(scope, 2 * channels * pieces, "partial sums");
    terms = reals(scope, 3 * channels, "terms of gradients");
  }

  private DeviceBuffer reals(DeviceScope scope, long count, String what) {
    return scope.bytes(Math.max(1, count) * precision.byteSize(), binding.name() + ": " + what);
  }

  private DeviceBuffer ones(DeviceScope scope) {
    DeviceBuffer buffer = reals(scope, channels, "inverses");
    float[] ones = new float[(int) channels];
    Arrays.fill(ones, 1);
    double[] wide = new double[(int) channels];
    Arrays.fill(wide, 1);
    boolean isWide = precision == Precision.FLOAT64;
    scope.upload(isWide ? MemorySegment.ofArray(wide) : MemorySegment.ofArray(ones), buffer);
    return buffer;
  }

  /** N·…, the elements of a channel. */
  long elements() {
    return examples * length;
  }

  /** Means and inverses ← those of x, blended into the statistics. */
  void measure(double epsilon, double momentum, DeviceTensor mean, DeviceTensor variance) {
    forward.blockEach(
        "nn_channels_moments",
        channels * pieces,
        LaunchShape.BLOCK,
        type,
        examples,
        channels,
        length,
        pieces,
        size,
        binding.input().memory(),
        partial);
    statistics(pieces, epsilon, momentum, mean, variance);
  }

  /** Means and inverses ← those of the statistics. */
  void recall(double epsilon, DeviceTensor mean, DeviceTensor variance) {
    statistics(0, epsilon, 0, mean, variance);
  }

  private void statistics(
      long joined, double epsilon, double momentum, DeviceTensor mean, DeviceTensor variance) {
    forward.threadEach(
        "nn_channels_statistics",
        channels,
        type,
        channels,
        elements(),
        joined,
        size,
        precision.number(epsilon),
        precision.number(momentum),
        partial,
        mean.memory(),
        variance.memory(),
        means,
        inverses);
  }

  private DeviceBuffer parameter(int index, int flag) {
    // Something, where nothing is read.
    return (has & flag) != 0 ? binding.parameters().get(index).memory() : terms;
  }

  private DeviceBuffer parameterGradient(int index, int flag) {
    return (has & flag) != 0 ? binding.parameterGradient(index).memory() : terms;
  }

  /** y ← (x − mean) · inverse · scale + bias. */
  void normalise() {
    forward.threadEach(
        "nn_channels_normalise",
        binding.output().shape().count(),
        type,
        binding.output().shape().count(),
        channels,
        length,
        means,
        inverses,
        has,
        parameter(0, HAS_SCALE),
        parameter(1, HAS_BIAS),
        binding.input().memory(),
        binding.output().memory());
  }

  /**
   * Gradients of all.
   *
   * @param isFixed whether means and inverses do not depend on x
   * @param share how much of the batch's statistics goes into those kept
   */
  void backward(boolean isFixed, double share) {
    backward.blockEach(
        "nn_channels_sums",
        channels * pieces,
        LaunchShape.BLOCK,
        type,
        examples,
        channels,
        length,
        pieces,
        size,
        means,
        binding.input().memory(),
        binding.outputGradient().memory(),
        partial);
    backward.threadEach(
        "nn_channels_gradients",
        channels,
        type,
        channels,
        elements(),
        pieces,
        isFixed ? 1 : 0,
        partial,
        inverses,
        has,
        parameter(0, HAS_SCALE),
        parameterGradient(0, HAS_SCALE),
        parameterGradient(1, HAS_BIAS),
        precision.number(share / elements()),
        binding.outputs().size(),
        statisticGradient(1),
        statisticGradient(2),
        terms);
    DeviceTensor inputGradient = binding.inputGradient();
    if (inputGradient != null) {
      backward.threadEach(
          "nn_channels_spread",
          inputGradient.shape().count(),
          type,
          inputGradient.shape().count(),
          channels,
          length,
          terms,
          means,
          binding.input().memory(),
          binding.outputGradient().memory(),
          inputGradient.memory());
    }
  }

  private DeviceBuffer statisticGradient(int output) {
    return output < binding.outputs().size()
        ? binding.outputGradients().get(output).memory()
        : terms;
  }
}
