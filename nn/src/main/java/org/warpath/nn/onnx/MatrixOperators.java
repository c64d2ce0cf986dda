package org.warpath.nn.onnx;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.arrays.Arithmetic;
import org.warpath.nn.arrays.Reshape;
import org.warpath.nn.dense.FullyConnected;
import org.warpath.nn.dense.MatrixProduct;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Products of matrices: a fully connected layer where one factor is learned. */
final class MatrixOperators {
  private MatrixOperators() {}

  /** {@code MatMul}, as NumPy's; a vector is a row on the left, a column on the right. */
  static void product(Call call) {
    Value a = call.input(0);
    Value b = call.input(1);
    int aRank = a.shape().rank();
    int bRank = b.shape().rank();
    Constant learned = call.known(1);
    if (aRank == 2 && bRank == 2 && learned != null && call.known(0) == null) {
      call.result(0, connected(call, transposed(learned, 1), null));
      return;
    }
    if (aRank == 1) {
      a = call.emit(Reshape.of(1, a.shape().size(0)), a);
    }
    if (bRank == 1) {
      b = call.emit(Reshape.of(b.shape().size(0), 1), b);
    }
    Value product = call.emit(MatrixProduct.of(), a, b);
    Shape shape = product.shape();
    int rank = shape.rank();
    if (bRank == 1) {
      product = call.emit(Reshape.of(shape.slice(0, rank - 1).toArray()), product);
    }
    if (aRank == 1) {
      int[] sizes = shape.slice(0, rank - 2).toArray();
      int[] result = bRank == 1 ? sizes : appended(sizes, shape.size(-1));
      product = call.emit(Reshape.of(result), product);
    }
    call.result(0, product);
  }

  private static int[] appended(int[] sizes, int last) {
    int[] longer = Arrays.copyOf(sizes, sizes.length + 1);
    longer[sizes.length] = last;
    return longer;
  }

  /** {@code Gemm}: alpha · A·B + beta · C. */
  static void gemm(Call call) {
    boolean transposesA = call.attributes().flag("transA");
    boolean transposesB = call.attributes().flag("transB");
    double alpha = call.attributes().number("alpha", 1);
    double beta = call.attributes().number("beta", 1);
    if (call.version() < 7) {
      // Shapes say it.
      call.attributes().integer("broadcast", 0);
    }
    Constant b = call.known(1);
    int units = call.shape(1).size(transposesB ? 0 : 1);
    Constant bias = bias(call, units, beta);
    boolean isConnected =
        b != null
            && call.known(0) == null
            && !transposesA
            && call.shape(0).rank() == 2
            && (bias != null || !call.has(2));
    if (isConnected) {
      Constant weight = transposesB ? scaled(b, alpha) : transposed(b, alpha);
      call.result(0, connected(call, weight, bias));
      return;
    }
    MatrixProduct layer = new MatrixProduct(transposesA, transposesB, alpha);
    Value product = call.emit(layer, call.input(0), call.input(1));
    if (call.has(2)) {
      Value c = call.input(2);
      if (beta != 1) {
        c = call.emit(Arithmetic.multiply(), c, call.known(Constant.number(beta)));
      }
      product = call.emit(Arithmetic.add(), product, c);
    }
    call.result(0, product);
  }

  /** C as one number a column of the result; null if it is no such, or not known. */
  private static @Nullable Constant bias(Call call, int units, double beta) {
    Constant c = call.known(2);
    if (c == null
        || c.shape().count()
            != c.shape().count(Math.max(0, c.shape().rank() - 1), c.shape().rank())) {
      return null;
    }
    if (c.shape().count() == units) {
      return scaled(c.reshape(Shape.of(units)), beta);
    }
    if (c.shape().count() != 1) {
      return null;
    }
    Tensor all = Tensor.zeros(c.tensor().type(), Shape.of(units));
    all.fill(beta * c.tensor().get(0));
    return new Constant(c.kind(), all, c.isLearned());
  }

  private static Value connected(Call call, Constant weight, @Nullable Constant bias) {
    Map<String, Constant> parameters = new LinkedHashMap<>();
    parameters.put("weight", weight);
    if (bias != null) {
      parameters.put("bias", bias);
    }
    FullyConnected layer =
        new FullyConnected(
            weight.shape().size(0), bias != null, Initialiser.xavier(), Initialiser.constant(0));
    return call.emit(layer, parameters, call.input(0));
  }

  private static Constant scaled(Constant constant, double factor) {
    if (factor == 1) {
      return constant;
    }
    Tensor scaled = constant.tensor().copy();
    for (long i = 0; i < scaled.shape().count(); i++) {
      scaled.set(i, factor * scaled.get(i));
    }
    return new Constant(constant.kind(), scaled, constant.isLearned());
  }

  private static Constant transposed(Constant matrix, double factor) {
    int rows = matrix.shape().size(0);
    int columns = matrix.shape().size(1);
    Tensor from = matrix.tensor();
    Tensor to = Tensor.zeros(from.type(), Shape.of(columns, rows));
    for (long i = 0; i < rows; i++) {
      for (long j = 0; j < columns; j++) {
        to.set(j * rows + i, factor * from.get(i * columns + j));
      }
    }
    return new Constant(matrix.kind(), to, matrix.isLearned());
  }
}
