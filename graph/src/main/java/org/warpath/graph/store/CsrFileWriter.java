package org.warpath.graph.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.VertexNames;
import org.warpath.graph.names.NameTable;
import org.warpath.graph.names.NameTableBuilder;
import org.warpath.graph.names.NumericIds;
import org.warpath.linalg.io.AtomicFile;
import org.warpath.linalg.sparse.Csr;

/** Lays a graph's memory out as the sections of a file, and writes them. */
final class CsrFileWriter {
  private static final long CHUNK_BYTES = 8L << 20;

  private final FileHeader header;
  private final Map<SectionKind, MemorySegment> parts;

  private CsrFileWriter(FileHeader header, Map<SectionKind, MemorySegment> parts) {
    this.header = header;
    this.parts = parts;
  }

  /** Collects the sections and their checksums; {@code scratch} holds what is made for the file. */
  static CsrFileWriter plan(Graph graph, CsrFileOptions options, Arena scratch) {
    Map<SectionKind, MemorySegment> parts = new EnumMap<>(SectionKind.class);
    Csr out = graph.out();
    put(parts, SectionKind.ROW_OFFSETS, out.rowOffsets());
    put(parts, SectionKind.COLUMN_INDICES, out.columnIndices());
    put(parts, SectionKind.WEIGHTS, out.values());
    if (!graph.symmetric() && (options.inEdges() || graph.hasInEdges())) {
      Csr in = graph.in();
      put(parts, SectionKind.IN_ROW_OFFSETS, in.rowOffsets());
      put(parts, SectionKind.IN_COLUMN_INDICES, in.columnIndices());
      put(parts, SectionKind.IN_WEIGHTS, in.values());
    }
    put(parts, SectionKind.VERTEX_OF_STORED, graph.order().vertexOfStored());
    put(parts, SectionKind.STORED_OF_VERTEX, graph.order().storedOfVertex());
    graph.names().ifPresent(names -> putNames(parts, graph, names, scratch));
    byte[] provenance = Provenance.encode(options.provenance());
    if (provenance.length > 0) {
      MemorySegment text = scratch.allocate(provenance.length);
      put(parts, SectionKind.PROVENANCE, text.copyFrom(MemorySegment.ofArray(provenance)));
    }
    return new CsrFileWriter(header(graph, parts), parts);
  }

  private static void put(
      Map<SectionKind, MemorySegment> parts, SectionKind kind, @Nullable MemorySegment part) {
    if (part != null) {
      parts.put(kind, part);
    }
  }

  private static void putNames(
      Map<SectionKind, MemorySegment> parts, Graph graph, VertexNames names, Arena scratch) {
    if (names.count() != graph.vertexCount()) {
      throw new IllegalArgumentException(
          graph.vertexCount() + " vertices cannot have " + names.count() + " names");
    }
    if (names instanceof NumericIds numeric) {
      put(parts, SectionKind.VERTEX_IDS, numeric.ids());
      return;
    }
    NameTable table = names instanceof NameTable known ? known : tabulate(names, scratch);
    put(parts, SectionKind.NAME_OFFSETS, table.offsets());
    put(parts, SectionKind.NAME_BYTES, table.bytes());
    put(parts, SectionKind.NAME_SLOTS, table.slots());
  }

  private static NameTable tabulate(VertexNames names, Arena scratch) {
    try (NameTableBuilder builder = new NameTableBuilder()) {
      for (int vertex = 0; vertex < names.count(); vertex++) {
        builder.add(names.name(vertex));
      }
      return builder.build(scratch);
    }
  }

  private static FileHeader header(Graph graph, Map<SectionKind, MemorySegment> parts) {
    List<Section> sections = new ArrayList<>();
    long offset = FileHeader.byteSize(parts.size());
    for (Map.Entry<SectionKind, MemorySegment> part : parts.entrySet()) {
      MemorySegment bytes = part.getValue();
      Section section =
          new Section(part.getKey(), offset, bytes.byteSize(), BlockChecksum.of(bytes));
      sections.add(section);
      offset = section.end();
    }
    return new FileHeader(
        graph.vertexCount(),
        graph.edgeCount(),
        graph.symmetric(),
        graph.weighted(),
        !graph.order().isIdentity(),
        sections);
  }

  /** Writes the file, through the channel: on a full disk a mapping would end the process. */
  void writeTo(FileChannel channel) throws IOException {
    AtomicFile.writeFully(channel, header.encode());
    for (Section section : header.sections()) {
      MemorySegment part = parts.get(section.kind());
      for (long from = 0; from < section.byteSize(); from += CHUNK_BYTES) {
        long size = Math.min(CHUNK_BYTES, section.byteSize() - from);
        AtomicFile.writeFully(channel, part.asSlice(from, size).asByteBuffer());
      }
      long padding = section.end() - section.offset() - section.byteSize();
      AtomicFile.writeFully(channel, ByteBuffer.allocate((int) padding));
    }
  }
}
