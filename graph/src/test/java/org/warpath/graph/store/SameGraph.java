package org.warpath.graph.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.warpath.graph.AssertGraph;
import org.warpath.graph.Graph;
import org.warpath.linalg.sparse.Csr;

/** Holds two graphs against each other, section by section. */
final class SameGraph {
  private SameGraph() {}

  static void assertSame(Graph actual, Graph expected) {
    AssertGraph.assertSame(actual, expected);
    assertSame(actual.out(), expected.out());
    assertSame(actual.in(), expected.in());
    assertThat(actual.names().isPresent()).isEqualTo(expected.names().isPresent());
    for (int vertex = 0; vertex < expected.vertexCount(); vertex++) {
      assertThat(actual.name(vertex)).isEqualTo(expected.name(vertex));
      assertThat(actual.vertex(expected.name(vertex))).isEqualTo(vertex);
    }
  }

  /** The same bytes, and each section aligned as the file promises. */
  static void assertSame(Csr actual, Csr expected) {
    AssertGraph.assertSame("matrix", actual, expected);
    assertAligned(actual.rowOffsets());
    assertAligned(actual.columnIndices());
    if (actual.values() != null) {
      assertAligned(actual.values());
    }
  }

  private static void assertAligned(MemorySegment section) {
    assertThat(section.address() % Csr.ALIGNMENT).isZero();
  }
}
