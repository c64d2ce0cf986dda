package org.warpath.nn.dropout;

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
 * {@link Dropout} of the same elements in every training pass: those that ONNX's reference drops,
 * by NumPy's Mersenne Twister. The mask is made when the layer is bound, one element after the
 * other.
 *
 * @param ratio how many are dropped, in [0, 1)
 * @param seed of {@code numpy.random.RandomState}, in [0, 2³²)
 */
public record SeededDropout(double ratio, long seed) implements Layer {

  public SeededDropout {
    if (!(ratio >= 0 && ratio < 1)) {
      throw new IllegalArgumentException("ratio must be in [0, 1), was " + ratio);
    }
    if (seed < 0 || seed >= 1L << Integer.SIZE) {
      throw new IllegalArgumentException("seed must be in [0, 4294967296), was " + seed);
    }
  }

  /** mask ← 1 for each element that is kept, 0 for the others. */
  private void fill(Tensor mask) {
    MersenneTwister random = new MersenneTwister(seed);
    for (long i = 0; i < mask.shape().count(); i++) {
      mask.set(i, random.nextUniform() >= ratio ? 1 : 0);
    }
  }

  double scale() {
    return 1 / (1 - ratio);
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape input = Shapes.single(inputs, 0);
    return List.of(input, input);
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    Tensor mask = binding.own(binding.input().shape(), "mask");
    fill(mask);
    return new CpuSeededDropout(binding, mask, scale(), threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    Tensor made = Tensor.zeros(binding.type(), binding.input().shape());
    DeviceTensor mask = binding.own(made.shape(), "mask");
    fill(made);
    scope.upload(made.memory(), mask.memory());
    DeviceTensor ones = binding.own(made.shape(), "ones");
    made.fill(1);
    scope.upload(made.memory(), ones.memory());
    return new CudaSeededDropout(binding, mask, ones, scale(), scope);
  }
}
