package org.warpath.api.service.math;

import org.jspecify.annotations.Nullable;
import org.warpath.api.math.Computation;
import org.warpath.api.math.Operand;
import org.warpath.api.math.SparseProduct;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.graph.Graph;
import org.warpath.linalg.io.NpyArray;

/** A sparse matrix, given or a graph's adjacency, times x, see {@link SparseProduct}. */
record SpmvRequest(
    @Nullable String graph,
    @Nullable SparseOperand matrix,
    NpyArray x,
    @Nullable Boolean transpose,
    @Nullable EngineChoice engine)
    implements MathRequest {

  SpmvRequest {
    Fields.eitherOr("graph", graph, "matrix", matrix);
    Fields.required("x", x);
  }

  @Override
  public long byteSize(Means means) {
    double columns = Extent.of(x).columns();
    if (matrix != null) {
      double results = (matrix.rowCount() + (double) matrix.columnCount()) * columns;
      return (long) (matrix.byteSize() + 16.0 * matrix.entryCount() + 2 * Double.BYTES * results);
    }
    Graph given = means.graph(Fields.required("graph", graph));
    // Weights as float64, and a transpose of them for several columns.
    return (long) (24.0 * given.edgeCount() + 4.0 * Double.BYTES * given.vertexCount() * columns);
  }

  @Override
  public Computation computation(Means means) {
    Operand factor = new Operand.Dense("x", x);
    return matrix != null
        ? SparseProduct.of(matrix.toCsr(), factor, Fields.isTrue(transpose))
        : AdjacencyProduct.of(
            means.graph(Fields.required("graph", graph)), factor, Fields.isTrue(transpose));
  }
}
