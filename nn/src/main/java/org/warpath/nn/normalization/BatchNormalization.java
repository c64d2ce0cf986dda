package org.warpath.nn.normalization;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * y = (x − mean) / √(variance + epsilon) · scale + bias, channel by channel of an N×C×… input of
 * any rank from 2 on: Ioffe and Szegedy, Batch normalization (2015).
 *
 * <p>Parameters are {@code scale}[C] and {@code bias}[C], if it has them, and the statistics {@code
 * mean}[C] and {@code variance}[C]. In training mean and variance are the batch's (divided by the
 * number of elements), and statistics ← momentum · statistics + (1 − momentum) · the batch's; in
 * inference they are the statistics. For those who take more outputs, the second and third are the
 * statistics behind the pass.
 *
 * @param epsilon keeps the root above 0; at least 0, typically 1e-5
 * @param momentum how much of the statistics stays, in [0, 1], typically 0.9; what PyTorch calls so
 *     is 1 − this
 * @param hasScale whether there are a scale and a bias
 * @param source whose mean and variance are taken, by mode unless it says otherwise
 */
public record BatchNormalization(double epsilon, double momentum, boolean hasScale, Source source)
    implements Layer {

  /** Whose mean and variance are taken. */
  public enum Source {
    /** The batch's in training, the statistics in inference. */
    BY_MODE,
    /** The batch's, which only training blends into the statistics. */
    BATCH,
    /** The statistics, which stay as they are. */
    STATISTICS;

    boolean isBatch(Mode mode) {
      return switch (this) {
        case BY_MODE -> mode == Mode.TRAINING;
        case BATCH -> true;
        case STATISTICS -> false;
      };
    }
  }

  public BatchNormalization {
    Epsilon.require(epsilon);
    Objects.requireNonNull(source, "source");
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException("momentum must be in [0, 1], was " + momentum);
    }
  }

  /** How much of the statistics a pass leaves. */
  double kept(Mode mode) {
    return mode == Mode.TRAINING && source != Source.STATISTICS ? momentum : 1;
  }

  /** Of the batch in training, of the statistics in inference. */
  public BatchNormalization(double epsilon, double momentum, boolean hasScale) {
    this(epsilon, momentum, hasScale, Source.BY_MODE);
  }

  /** With an epsilon of 1e-5, a momentum of 0.9, scale and bias. */
  public static BatchNormalization of() {
    return new BatchNormalization(1e-5, 0.9, true);
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape input = Shapes.single(inputs, 2);
    Shape channels = Shape.of(input.size(1));
    return List.of(input, channels, channels);
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    Shape channels = Shape.of(Shapes.single(inputs, 2).size(1));
    List<Parameter> parameters = new ArrayList<>();
    if (hasScale) {
      parameters.add(Parameter.learned("scale", channels, Initialiser.constant(1)));
      parameters.add(Parameter.learned("bias", channels, Initialiser.constant(0)));
    }
    parameters.add(Parameter.statistic("mean", channels, 0));
    parameters.add(Parameter.statistic("variance", channels, 1));
    return parameters;
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuBatchNormalization(binding, this, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaBatchNormalization(binding, this, scope);
  }
}
