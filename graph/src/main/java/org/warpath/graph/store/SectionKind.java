package org.warpath.graph.store;

import java.util.Optional;
import org.warpath.graph.names.NameTable;

/** What a section of a graph file holds. Codes and labels are part of the format. */
enum SectionKind {
  ROW_OFFSETS(1, "rowOffsets"),
  COLUMN_INDICES(2, "columnIndices"),
  WEIGHTS(3, "weights"),
  IN_ROW_OFFSETS(4, "inRowOffsets"),
  IN_COLUMN_INDICES(5, "inColumnIndices"),
  IN_WEIGHTS(6, "inWeights"),
  VERTEX_OF_STORED(7, "vertexOfStored"),
  STORED_OF_VERTEX(8, "storedOfVertex"),
  NAME_OFFSETS(9, "nameOffsets"),
  NAME_BYTES(10, "nameBytes"),
  NAME_SLOTS(11, "nameSlots"),
  VERTEX_IDS(12, "vertexIds"),
  PROVENANCE(13, "provenance");

  /** Any size will do. */
  private static final long ANY = -1;

  private final int code;
  private final String label;

  SectionKind(int code, String label) {
    this.code = code;
    this.label = label;
  }

  int code() {
    return code;
  }

  /** The name in messages and documentation. */
  String label() {
    return label;
  }

  static Optional<SectionKind> of(int code) {
    return code >= 1 && code <= values().length
        ? Optional.of(values()[code - 1])
        : Optional.empty();
  }

  /** Whether the section may have {@code byteSize} bytes in a graph of these counts. */
  boolean allows(long byteSize, int vertexCount, long edgeCount) {
    long expected = expectedBytes(vertexCount, edgeCount);
    return byteSize >= 0 && (expected == ANY || byteSize == expected);
  }

  private long expectedBytes(int vertexCount, long edgeCount) {
    return switch (this) {
      case ROW_OFFSETS, IN_ROW_OFFSETS, NAME_OFFSETS -> (vertexCount + 1L) * Long.BYTES;
      case COLUMN_INDICES, IN_COLUMN_INDICES, WEIGHTS, IN_WEIGHTS -> edgeCount * Integer.BYTES;
      case VERTEX_OF_STORED, STORED_OF_VERTEX -> (long) vertexCount * Integer.BYTES;
      case NAME_SLOTS -> NameTable.slotCount(vertexCount) * Integer.BYTES;
      case VERTEX_IDS -> (long) vertexCount * Long.BYTES;
      case NAME_BYTES, PROVENANCE -> ANY;
    };
  }
}
