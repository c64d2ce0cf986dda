package org.warpath.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csc;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.blas.SparseBlas;

/** A graph's adjacency is a matrix as it is. */
class GraphMatrixTest {

  @Test
  void itsMemoryIsTheGraphsOwn() {
    try (Graph graph = TestGraphs.directed(4, 0, 1, 0, 2, 3, 2)) {
      Csr a = graph.out();
      assertThat(graph.out().columnIndices().address()).isEqualTo(a.columnIndices().address());
      Csc transpose = new Csc(a);
      assertThat(transpose.columnOffsets().address()).isEqualTo(a.rowOffsets().address());
      assertThat(transpose.rowIndices().address()).isEqualTo(a.columnIndices().address());
      Vector x = Vector.of(1f, 1f, 1f, 1f);
      Vector y = Vector.zeros(ElementType.FLOAT32, 4);
      SparseBlas.spmv(1, a, x, 0, y, Engine.cpu(2));
      assertThat(y.toArray()).as("out-degrees").containsExactly(2, 0, 0, 1);
      SparseBlas.spmv(1, transpose, x, 0, y, Engine.cpu(2));
      assertThat(y.toArray()).as("in-degrees").containsExactly(0, 1, 2, 0);
    }
  }

  @Test
  void itsWeightsAreTheValues() {
    try (Graph graph =
        TestGraphs.weighted(3, new TestGraphs.Edge(0, 1, 0.5f), new TestGraphs.Edge(1, 2, 4f))) {
      Vector y = Vector.zeros(ElementType.FLOAT32, 3);
      SparseBlas.spmv(2, graph.out(), Vector.of(1f, 2f, 3f), 0, y, Engine.cpu(1));
      assertThat(y.toArray()).containsExactly(2, 24, 0);
    }
  }
}
