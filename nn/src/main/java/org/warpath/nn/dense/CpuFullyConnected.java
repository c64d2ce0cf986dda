package org.warpath.nn.dense;

import org.warpath.linalg.dense.Matrix;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** {@link FullyConnected} by the BLAS library's products. */
final class CpuFullyConnected implements Step {
  private final Binding<Tensor> binding;
  private final ParallelGemm gemm;
  private final int examples;
  private final int features;
  private final int units;
  private final Matrix ones;

  CpuFullyConnected(Binding<Tensor> binding, int threads) {
    this.binding = binding;
    gemm = new ParallelGemm(threads);
    Shape input = binding.input().shape();
    examples = input.size(0);
    features = FullyConnected.features(input);
    units = binding.output().shape().size(1);
    Tensor one = binding.own(Shape.of(examples), "ones");
    one.fill(1);
    ones = one.matrix(examples, 1);
  }

  private boolean hasBias() {
    return binding.parameters().size() == 2;
  }

  private Matrix weight() {
    return binding.parameters().getFirst().matrix(units, features);
  }

  @Override
  public void forward(Mode mode) {
    Matrix y = binding.output().matrix(examples, units);
    if (hasBias()) {
      Matrix bias = binding.parameters().get(1).matrix(1, units);
      gemm.multiply(1, ones, bias, 0, y);
    }
    Matrix x = binding.input().matrix(examples, features);
    gemm.multiply(1, x, weight().transposed(), hasBias() ? 1 : 0, y);
  }

  @Override
  public void backward() {
    Matrix dy = binding.outputGradient().matrix(examples, units);
    Matrix x = binding.input().matrix(examples, features);
    Matrix dw = binding.parameterGradient(0).matrix(units, features);
    gemm.multiply(1, dy.transposed(), x, 1, dw);
    if (hasBias()) {
      Matrix db = binding.parameterGradient(1).matrix(units, 1);
      gemm.multiply(1, dy.transposed(), ones, 1, db);
    }
    Tensor dx = binding.inputGradient();
    if (dx != null) {
      gemm.multiply(1, dy, weight(), 0, dx.matrix(examples, features));
    }
  }
}
