package org.warpath.nn.normalization;

import java.util.List;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * y = x / (bias + alpha / size · Σ x²)^beta, the sum over the {@code size} channels around x's own,
 * as far as there are such, of an N×C×… input: Krizhevsky, Sutskever and Hinton (2012), as ONNX and
 * Caffe (across channels) have it. An even size takes one more channel behind than before.
 *
 * @param size how many channels a sum has, at least 1
 * @param alpha the sum's factor before it is divided by {@code size}, at least 0; typically 1e-4
 * @param beta the exponent; typically 0.75, for which there is a fast path
 * @param bias above 0; typically 1
 */
public record LocalResponseNormalization(int size, double alpha, double beta, double bias)
    implements Layer {

  public LocalResponseNormalization {
    if (size < 1) {
      throw new IllegalArgumentException("size must be at least 1, was " + size);
    }
    if (!(alpha >= 0) || !(bias > 0) || Double.isNaN(beta)) {
      throw new IllegalArgumentException(
          "alpha must be at least 0, bias above 0, and beta a number; were %s, %s and %s"
              .formatted(alpha, bias, beta));
    }
  }

  /** With an alpha of 1e-4, a beta of 0.75 and a bias of 1. */
  public static LocalResponseNormalization of(int size) {
    return new LocalResponseNormalization(size, 1e-4, 0.75, 1);
  }

  /** How many channels before x's own are in a sum. */
  int before() {
    return (size - 1) / 2;
  }

  /** How many channels behind x's own are in a sum. */
  int behind() {
    return size / 2;
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    return List.of(Shapes.single(inputs, 2));
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuLocalResponseNormalization(binding, this, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaLocalResponseNormalization(binding, this, scope);
  }
}
