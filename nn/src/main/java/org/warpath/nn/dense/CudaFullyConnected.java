package org.warpath.nn.dense;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.blas.DeviceBlas;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.Matrix;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** {@link FullyConnected} by cuBLAS's products. */
final class CudaFullyConnected implements Step {
  private final Binding<DeviceTensor> binding;
  private final DeviceBlas blas;
  private final int examples;
  private final int features;
  private final int units;
  private final DeviceMatrix ones;

  CudaFullyConnected(Binding<DeviceTensor> binding, DeviceScope scope) {
    this.binding = binding;
    blas = new DeviceBlas(scope);
    Shape input = binding.input().shape();
    examples = input.size(0);
    features = FullyConnected.features(input);
    units = binding.output().shape().size(1);
    Tensor one = Tensor.zeros(binding.type(), Shape.of(examples));
    one.fill(1);
    Matrix column = one.matrix(examples, 1);
    ones = DeviceMatrix.uploaded(scope, column, "ones");
  }

  private boolean hasBias() {
    return binding.parameters().size() == 2;
  }

  private DeviceMatrix weight() {
    return binding.parameters().getFirst().matrix(units, features);
  }

  @Override
  public void forward(Mode mode) {
    DeviceMatrix y = binding.output().matrix(examples, units);
    if (hasBias()) {
      DeviceMatrix bias = binding.parameters().get(1).matrix(1, units);
      blas.gemm(1, ones, bias, 0, y);
    }
    DeviceMatrix x = binding.input().matrix(examples, features);
    blas.gemm(1, x, weight().transposed(), hasBias() ? 1 : 0, y);
  }

  @Override
  public void backward() {
    DeviceMatrix dy = binding.outputGradient().matrix(examples, units);
    DeviceMatrix x = binding.input().matrix(examples, features);
    DeviceMatrix dw = binding.parameterGradient(0).matrix(units, features);
    blas.gemm(1, dy.transposed(), x, 1, dw);
    if (hasBias()) {
      DeviceMatrix db = binding.parameterGradient(1).matrix(units, 1);
      blas.gemm(1, dy.transposed(), ones, 1, db);
    }
    DeviceTensor dx = binding.inputGradient();
    if (dx != null) {
      blas.gemm(1, dy, weight(), 0, dx.matrix(examples, features));
    }
  }
}
