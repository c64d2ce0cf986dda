package org.warpath.api.service.math;

import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.warpath.api.math.Computation;
import org.warpath.api.math.MathAnswer;
import org.warpath.api.math.Operand;
import org.warpath.api.math.SparseProduct;
import org.warpath.graph.Graph;
import org.warpath.graph.VertexOrder;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.io.NpyArray;

/**
 * The product of a graph's adjacency, row u and column v for the edge u→v, and a vector or matrix.
 * The graph is multiplied as it is stored, without a copy: what is put in order is the vectors.
 */
final class AdjacencyProduct {
  private AdjacencyProduct() {}

  /**
   * The product; see {@link SparseProduct#of}. The graph must be open while it is computed.
   *
   * @throws IllegalArgumentException if {@code x} has not a row for each vertex
   */
  static Computation of(Graph graph, Operand x, boolean transpose) {
    VertexOrder order = graph.order();
    boolean vector = x.requireArray().dimensions() == 1;
    Matrix factors = x.requireMatrix();
    if (factors.rows() != graph.vertexCount()) {
      throw new IllegalArgumentException(
          "%s has %d rows, the graph has %d vertices"
              .formatted(x.name(), factors.rows(), graph.vertexCount()));
    }
    NpyArray stored = array(ordered(factors, order::stored), vector);
    Computation product =
        SparseProduct.of(graph.out(), new Operand.Dense(x.name(), stored), transpose);
    return (engine, control) -> {
      MathAnswer answer = product.run(engine, control);
      Matrix result = new Operand.Dense("product", answer.array()).requireMatrix();
      return new MathAnswer(
          Map.of("product", array(ordered(result, order::vertex), vector)),
          answer.facts(),
          answer.summary(),
          answer.complete());
    };
  }

  /** Row i of {@code matrix} becomes row {@code place(i)}. */
  private static Matrix ordered(Matrix matrix, IntUnaryOperator place) {
    Matrix result = Matrix.zeros(matrix.type(), matrix.rows(), matrix.columns());
    for (int i = 0; i < matrix.rows(); i++) {
      int row = place.applyAsInt(i);
      for (int j = 0; j < matrix.columns(); j++) {
        result.set(row, j, matrix.get(i, j));
      }
    }
    return result;
  }

  private static NpyArray array(Matrix matrix, boolean vector) {
    return vector ? NpyArray.of(matrix.column(0)) : NpyArray.of(matrix);
  }
}
