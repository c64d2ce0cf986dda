package org.warpath.nn.dense;

import org.warpath.linalg.dense.Matrix;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** {@link MatrixProduct}, one product after the other. */
final class CpuMatrixProduct implements Step {
  private final MatrixProduct layer;
  private final MatrixPairs pairs;
  private final Binding<Tensor> binding;
  private final ParallelGemm gemm;

  CpuMatrixProduct(MatrixProduct layer, MatrixPairs pairs, Binding<Tensor> binding, int threads) {
    this.layer = layer;
    this.pairs = pairs;
    this.binding = binding;
    gemm = new ParallelGemm(threads);
  }

  private Matrix left(Tensor a, int pair) {
    return matrix(a, pairs.a()[pair], pairs.m(), pairs.k(), layer.transposesA());
  }

  private Matrix right(Tensor b, int pair) {
    return matrix(b, pairs.b()[pair], pairs.k(), pairs.n(), layer.transposesB());
  }

  private static Matrix matrix(Tensor of, int number, int rows, int columns, boolean isTransposed) {
    long size = (long) rows * columns;
    Shape flat = Shape.of(Math.toIntExact(size));
    Tensor part = of.slice(number * size, flat);
    return isTransposed ? part.matrix(columns, rows).transposed() : part.matrix(rows, columns);
  }

  private Matrix product(Tensor c, int pair) {
    return matrix(c, pair, pairs.m(), pairs.n(), false);
  }

  @Override
  public void forward(Mode mode) {
    for (int pair = 0; pair < pairs.count(); pair++) {
      Matrix a = left(binding.inputs().get(0), pair);
      Matrix b = right(binding.inputs().get(1), pair);
      gemm.multiply(layer.alpha(), a, b, 0, product(binding.output(), pair));
    }
  }

  @Override
  public void backward() {
    Tensor da = binding.inputGradients().get(0);
    Tensor db = binding.inputGradients().get(1);
    if (da != null) {
      da.fill(0);
    }
    if (db != null) {
      db.fill(0);
    }
    for (int pair = 0; pair < pairs.count(); pair++) {
      Matrix dc = product(binding.outputGradient(), pair);
      if (da != null) {
        Matrix b = right(binding.inputs().get(1), pair);
        addProduct(dc, b.transposed(), left(da, pair), layer.transposesA());
      }
      if (db != null) {
        Matrix a = left(binding.inputs().get(0), pair);
        addProduct(a.transposed(), dc, right(db, pair), layer.transposesB());
      }
    }
  }

  // The result is a row-major matrix: of one that is transposed, the transpose is.
  private void addProduct(Matrix a, Matrix b, Matrix sum, boolean isTransposed) {
    if (isTransposed) {
      gemm.multiply(layer.alpha(), b.transposed(), a.transposed(), 1, sum.transposed());
    } else {
      gemm.multiply(layer.alpha(), a, b, 1, sum);
    }
  }
}
