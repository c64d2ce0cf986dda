package org.warpath.graph.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.linalg.sparse.Csr;

/** Holds two graphs against each other, section by section. */
final class SameGraph {
  private SameGraph() {}

  static void assertSame(Graph actual, Graph expected) {
    assertThat(actual.vertexCount()).isEqualTo(expected.vertexCount());
    assertThat(actual.edgeCount()).isEqualTo(expected.edgeCount());
    assertThat(actual.symmetric()).isEqualTo(expected.symmetric());
    assertThat(actual.weighted()).isEqualTo(expected.weighted());
    assertSame(actual.out(), expected.out());
    assertSame(actual.in(), expected.in());
    assertThat(actual.order().isIdentity()).isEqualTo(expected.order().isIdentity());
    assertSame(actual.order().vertexOfStored(), expected.order().vertexOfStored());
    assertSame(actual.order().storedOfVertex(), expected.order().storedOfVertex());
    assertThat(actual.names().isPresent()).isEqualTo(expected.names().isPresent());
    for (int vertex = 0; vertex < expected.vertexCount(); vertex++) {
      assertThat(actual.name(vertex)).isEqualTo(expected.name(vertex));
      assertThat(actual.vertex(expected.name(vertex))).isEqualTo(vertex);
    }
  }

  static void assertSame(Csr actual, Csr expected) {
    assertSame(actual.rowOffsets(), expected.rowOffsets());
    assertSame(actual.columnIndices(), expected.columnIndices());
    assertSame(actual.values(), expected.values());
  }

  private static void assertSame(@Nullable MemorySegment actual, @Nullable MemorySegment expected) {
    assertThat(actual == null).isEqualTo(expected == null);
    if (actual != null && expected != null) {
      assertThat(actual.mismatch(expected)).isEqualTo(-1);
      assertThat(actual.address() % Csr.ALIGNMENT).isZero();
    }
  }
}
