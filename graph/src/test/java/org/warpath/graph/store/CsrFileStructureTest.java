package org.warpath.graph.store;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.ResidentStorage;
import org.warpath.graph.VertexNames;
import org.warpath.graph.VertexOrder;
import org.warpath.graph.names.NameTable;
import org.warpath.graph.names.NumericIds;
import org.warpath.linalg.sparse.Csr;

/**
 * Files whose checksums are right and whose content is not: nothing a disk does, but a maker may.
 */
class CsrFileStructureTest {
  @TempDir Path folder;
  private final Arena arena = Arena.ofAuto();

  private void assertMalformed(Graph graph, String problem) throws IOException {
    Path file = folder.resolve("graph.csr");
    CsrFile.write(graph, file);
    assertThatThrownBy(() -> CsrFile.verify(file))
        .isInstanceOf(GraphFormatException.class)
        .hasMessageStartingWith(file + ": section " + problem);
  }

  private Graph graph(Csr out, @Nullable VertexOrder order, @Nullable VertexNames names) {
    return new Graph(
        new ResidentStorage(
            Arena.ofShared(),
            false,
            out,
            null,
            order == null ? VertexOrder.identity(out.rowCount()) : order,
            Optional.ofNullable(names)));
  }

  private Csr csr(long[] offsets, int... columns) {
    return Csr.of(arena, offsets.length - 1, offsets, columns, null);
  }

  private MemorySegment ints(int... values) {
    return arena.allocate(4L * values.length, 64).copyFrom(MemorySegment.ofArray(values));
  }

  @Test
  void rowOffsetsMustAscendFromZero() throws IOException {
    String problem = "rowOffsets is malformed: its offsets do not ascend from 0, near entry 0";
    assertMalformed(graph(csr(new long[] {0, 3, 2}, 0, 1), null, null), problem);
    assertMalformed(graph(csr(new long[] {1, 1, 2}, 0, 1), null, null), problem);
    assertMalformed(graph(csr(new long[] {-1, 1, 2}, 0, 1), null, null), problem);
    assertMalformed(graph(csr(new long[] {0, Long.MIN_VALUE, 2}, 0, 1), null, null), problem);
    assertMalformed(graph(csr(new long[] {0, Long.MAX_VALUE, 2}, 0, 1), null, null), problem);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void columnsMustBeVertices(int column) throws IOException {
    assertMalformed(
        graph(csr(new long[] {0, 1, 2}, 0, column), null, null),
        "columnIndices is malformed: an entry is not in [0, 2), near entry 0");
  }

  @Test
  void anOrderMustBeAPermutationAndItsInverse() throws IOException {
    Csr out = csr(new long[] {0, 0, 0, 0});
    for (int[] broken : new int[][] {{0, 1, 1}, {0, 1, 3}, {0, 1, -1}}) {
      assertMalformed(
          graph(out, VertexOrder.of(ints(0, 1, 2), ints(broken)), null),
          "storedOfVertex is malformed: entry 2 is " + broken[2]);
    }
    assertMalformed(
        graph(out, VertexOrder.of(ints(0, 1, 3), ints(0, 1, 2)), null),
        "vertexOfStored is malformed: an entry is not in [0, 3)");
    assertMalformed(
        graph(out, VertexOrder.of(ints(1, 2, 0), ints(1, 2, 0)), null),
        "storedOfVertex is malformed: entry 0 is 1, where the other direction");
  }

  @Test
  void idsMustAscend() throws IOException {
    MemorySegment ids = arena.allocate(16, 64).copyFrom(MemorySegment.ofArray(new long[] {4, 4}));
    assertMalformed(
        graph(csr(new long[] {0, 0, 0}), null, new NumericIds(ids)),
        "vertexIds is malformed: entry 1 is not above the one before");
  }

  @Test
  void namesMustLieInTheirBytesAndSlotsHoldVertices() throws IOException {
    Csr out = csr(new long[] {0, 0, 0});
    NameTable names = NameTable.of(List.of("a", "b"));
    assertMalformed(
        graph(out, null, new NameTable(names.offsets(), ints(0, 0), names.slots())),
        "nameOffsets is malformed: its last offset is 2, expected 8");
    assertMalformed(
        graph(out, null, new NameTable(names.offsets(), names.bytes(), ints(0, 1, 2, -1))),
        "nameSlots is malformed: an entry is not in [-1, 2)");
  }

  @Test
  void headersThatContradictThemselvesAreRefused() throws IOException {
    Section offsets = new Section(SectionKind.ROW_OFFSETS, 128, 24, 0);
    Section columns = new Section(SectionKind.COLUMN_INDICES, 192, 4, 0);
    Section weights = new Section(SectionKind.WEIGHTS, 256, 4, 0);

    assertRefused(false, false, "section columnIndices is missing", offsets);
    assertRefused(true, false, "section weights is missing", offsets, columns);
    assertRefused(false, false, "section weights does not belong", offsets, columns, weights);
    assertRefused(false, true, "section vertexOfStored is missing", offsets, columns);
    assertRefused(
        false, false, "section columnIndices is malformed", offsets, at(128, columns, 128));
    assertRefused(false, false, "section columnIndices is malformed", offsets, at(192, columns, 8));
    assertRefused(false, false, "section rowOffsets is malformed", at(128, columns, 4), offsets);
    assertRefused(
        false,
        false,
        "section provenance is malformed",
        offsets,
        columns,
        new Section(SectionKind.PROVENANCE, 256, Long.MAX_VALUE - 100, 0));
    assertRefused(
        false,
        false,
        "section inColumnIndices is missing",
        offsets,
        columns,
        new Section(SectionKind.IN_ROW_OFFSETS, 256, 24, 0));
    assertRefused(
        false,
        false,
        "section nameBytes does not belong there",
        offsets,
        columns,
        new Section(SectionKind.NAME_BYTES, 256, 0, 0));
  }

  private static Section at(long offset, Section section, long byteSize) {
    return new Section(section.kind(), offset, byteSize, 0);
  }

  private void assertRefused(boolean weighted, boolean ordered, String problem, Section... sections)
      throws IOException {
    Path file = folder.resolve("header.csr");
    FileHeader header = new FileHeader(2, 1, false, weighted, ordered, List.of(sections));
    Files.write(file, header.encode().array());
    assertThatThrownBy(() -> CsrFile.open(file))
        .isInstanceOf(GraphFormatException.class)
        .hasMessageStartingWith(file + ": " + problem);
  }

  @Test
  void moreThanTwoToThe31ArcsAreReadAtTheirPlace() throws IOException {
    Path file = folder.resolve("long.csr");
    long m = (1L << 31) + 10;
    writeSparse(file, m);

    try (Graph graph = CsrFile.openTrusted(file)) {
      Csr out = graph.out();
      assertThat(graph.edgeCount()).isEqualTo(m);
      assertThat(out.rowLength(2)).isEqualTo(1);
      assertThat(out.column(out.rowStart(2))).isEqualTo(2);
      assertThat(out.value(out.rowStart(2))).isEqualTo(0.5f);
      assertThat(out.rowLength(1)).isEqualTo(m - 6);
      assertThat(graph.outDegree(1)).isEqualTo(m - 6);
    }
  }

  @Test
  @Tag("heavy")
  void moreThanTwoToThe31ArcsAreWrittenAndVerified() throws IOException {
    Path sparse = folder.resolve("sparse.csr");
    Path copy = folder.resolve("copy.csr");
    writeSparse(sparse, (1L << 31) + 10);

    try (Graph mapped = CsrFile.openTrusted(sparse);
        Graph graph = graph(mapped.out().withoutValues(), null, null)) {
      CsrFile.write(graph, copy);
      CsrFile.verify(copy);
      try (Graph written = CsrFile.open(copy)) {
        SameGraph.assertSame(written.out(), graph.out());
      }
    }
  }

  /** Three rows of 5, m − 6 and 1 arcs; all zero but the last, 2→2 of weight 0.5. */
  private static void writeSparse(Path file, long m) throws IOException {
    Section offsets = new Section(SectionKind.ROW_OFFSETS, 128, 32, 0);
    Section columns = new Section(SectionKind.COLUMN_INDICES, offsets.end(), 4 * m, 0);
    Section weights = new Section(SectionKind.WEIGHTS, columns.end(), 4 * m, 0);
    FileHeader header =
        new FileHeader(3, m, false, true, false, List.of(offsets, columns, weights));
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      channel.write(header.encode(), 0);
      channel.write(little(32).putLong(0).putLong(5).putLong(m - 1).putLong(m).flip(), 128);
      channel.write(little(4).putInt(2).flip(), columns.offset() + 4 * (m - 1));
      channel.write(little(4).putFloat(0.5f).flip(), weights.offset() + 4 * (m - 1));
      channel.write(little(1), header.fileSize() - 1);
    }
  }

  private static ByteBuffer little(int byteSize) {
    return ByteBuffer.allocate(byteSize).order(LITTLE_ENDIAN);
  }
}
