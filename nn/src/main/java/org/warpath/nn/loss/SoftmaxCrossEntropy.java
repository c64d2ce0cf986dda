package org.warpath.nn.loss;

import java.util.List;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * The mean of −log(softmax of scores at the label) over all examples and places: inputs are scores
 * N×C[×…] of C classes and labels N[×…], numbers that are classes 0 to C − 1; the output has one
 * element. The gradient is that of both functions at once, (p − [class is label]) / count.
 *
 * <p>A pass forward throws {@code IllegalArgumentException} for a label that is no class, with its
 * place; on a device it waits for that. Float16 tells apart classes up to 2048, bfloat16 up to 256.
 */
public record SoftmaxCrossEntropy() implements Layer {

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Labels.requireShapes(inputs);
    return List.of(Shape.of());
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuSoftmaxCrossEntropy(binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaSoftmaxCrossEntropy(binding, scope);
  }
}
