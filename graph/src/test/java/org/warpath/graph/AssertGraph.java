package org.warpath.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.warpath.linalg.sparse.Csr;

/** Equality of graphs to the last bit. */
public final class AssertGraph {
  private AssertGraph() {}

  /** Fails unless both graphs have the same sections: counts, flags, rows and order. */
  public static void assertSame(Graph actual, Graph expected) {
    assertThat(actual.vertexCount()).as("vertexCount").isEqualTo(expected.vertexCount());
    assertThat(actual.edgeCount()).as("edgeCount").isEqualTo(expected.edgeCount());
    assertThat(actual.symmetric()).as("symmetric").isEqualTo(expected.symmetric());
    assertThat(actual.weighted()).as("weighted").isEqualTo(expected.weighted());
    assertThat(actual.order().isIdentity())
        .as("stored as numbered")
        .isEqualTo(expected.order().isIdentity());
    for (int place = 0; place < expected.vertexCount(); place++) {
      int vertex = expected.order().vertex(place);
      assertThat(actual.order().vertex(place)).as("vertex stored at %d", place).isEqualTo(vertex);
      assertThat(actual.order().stored(vertex)).as("place of vertex %d", vertex).isEqualTo(place);
    }
    assertSame("out", actual.out(), expected.out());
  }

  /** Fails unless both matrices have the same sections, byte for byte. */
  public static void assertSame(String name, Csr actual, Csr expected) {
    assertThat(actual.rowCount()).as("rows of %s", name).isEqualTo(expected.rowCount());
    assertThat(actual.columnCount()).as("columns of %s", name).isEqualTo(expected.columnCount());
    assertSame(name + " rowOffsets", actual.rowOffsets(), expected.rowOffsets());
    assertSame(name + " columnIndices", actual.columnIndices(), expected.columnIndices());
    assertThat(actual.hasValues()).as("%s has values", name).isEqualTo(expected.hasValues());
    if (expected.values() != null && actual.values() != null) {
      assertSame(name + " values", actual.values(), expected.values());
    }
  }

  private static void assertSame(String name, MemorySegment actual, MemorySegment expected) {
    assertThat(actual.mismatch(expected)).as("first byte where %s differ", name).isEqualTo(-1);
  }
}
