package org.warpath.nn.dense;

import java.util.List;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;
import org.warpath.nn.tensor.TensorView;

/**
 * The products of two inputs' matrices, their last two dimensions: alpha · A[…×m×k] · B[…×k×n], an
 * output …×m×n. Dimensions before are matched at the last as NumPy does; one of size 1, or that is
 * missing, is repeated, and its gradient summed in order. m·k·n multiply-adds for each pair
 * forward, twice that backward.
 *
 * @param transposesA whether A is …×k×m
 * @param transposesB whether B is …×n×k
 * @param alpha scales the products
 */
public record MatrixProduct(boolean transposesA, boolean transposesB, double alpha)
    implements Layer {

  /** Of matrices as they are. */
  public static MatrixProduct of() {
    return new MatrixProduct(false, false, 1);
  }

  MatrixPairs pairs(List<Shape> inputs) {
    Shapes.requireCount(inputs, 2);
    return MatrixPairs.of(inputs.get(0), transposesA, inputs.get(1), transposesB);
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    return List.of(pairs(inputs).output());
  }

  @Override
  public long multiplyAdds(List<Shape> inputs) {
    MatrixPairs pairs = pairs(inputs);
    return pairs.output().count() * pairs.k();
  }

  private static List<Shape> shapes(List<? extends TensorView<?>> inputs) {
    return inputs.stream().map(input -> input.shape()).toList();
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuMatrixProduct(this, pairs(shapes(binding.inputs())), binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaMatrixProduct(this, pairs(shapes(binding.inputs())), binding, scope);
  }
}
