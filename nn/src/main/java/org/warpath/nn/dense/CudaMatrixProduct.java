package org.warpath.nn.dense;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.blas.DeviceBlas;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;

/** {@link MatrixProduct}, one product after the other. */
final class CudaMatrixProduct implements Step {
  private final MatrixProduct layer;
  private final MatrixPairs pairs;
  private final Binding<DeviceTensor> binding;
  private final DeviceScope scope;
  private final DeviceBlas blas;

  CudaMatrixProduct(
      MatrixProduct layer, MatrixPairs pairs, Binding<DeviceTensor> binding, DeviceScope scope) {
    this.layer = layer;
    this.pairs = pairs;
    this.binding = binding;
    this.scope = scope;
    blas = new DeviceBlas(scope);
  }

  private DeviceMatrix left(DeviceTensor a, int pair) {
    return matrix(a, pairs.a()[pair], pairs.m(), pairs.k(), layer.transposesA());
  }

  private DeviceMatrix right(DeviceTensor b, int pair) {
    return matrix(b, pairs.b()[pair], pairs.k(), pairs.n(), layer.transposesB());
  }

  private static DeviceMatrix matrix(
      DeviceTensor of, int number, int rows, int columns, boolean isTransposed) {
    long size = (long) rows * columns;
    Shape flat = Shape.of(Math.toIntExact(size));
    DeviceTensor part = of.slice(number * size, flat);
    return isTransposed ? part.matrix(columns, rows).transposed() : part.matrix(rows, columns);
  }

  private DeviceMatrix product(DeviceTensor c, int pair) {
    return matrix(c, pair, pairs.m(), pairs.n(), false);
  }

  @Override
  public void forward(Mode mode) {
    for (int pair = 0; pair < pairs.count(); pair++) {
      DeviceMatrix a = left(binding.inputs().get(0), pair);
      DeviceMatrix b = right(binding.inputs().get(1), pair);
      blas.gemm(layer.alpha(), a, b, 0, product(binding.output(), pair));
    }
  }

  @Override
  public void backward() {
    DeviceTensor da = binding.inputGradients().get(0);
    DeviceTensor db = binding.inputGradients().get(1);
    if (da != null) {
      scope.zero(da.memory());
    }
    if (db != null) {
      scope.zero(db.memory());
    }
    for (int pair = 0; pair < pairs.count(); pair++) {
      DeviceMatrix dc = product(binding.outputGradient(), pair);
      if (da != null) {
        DeviceMatrix b = right(binding.inputs().get(1), pair);
        addProduct(dc, b.transposed(), left(da, pair), layer.transposesA());
      }
      if (db != null) {
        DeviceMatrix a = left(binding.inputs().get(0), pair);
        addProduct(a.transposed(), dc, right(db, pair), layer.transposesB());
      }
    }
  }

  // The result is a row-major matrix: of one that is transposed, the transpose is.
  private void addProduct(DeviceMatrix a, DeviceMatrix b, DeviceMatrix sum, boolean isTransposed) {
    if (isTransposed) {
      blas.gemm(layer.alpha(), b.transposed(), a.transposed(), 1, sum.transposed());
    } else {
      blas.gemm(layer.alpha(), a, b, 1, sum);
    }
  }
}
