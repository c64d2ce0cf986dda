package org.warpath.graph.store;

import static org.warpath.graph.store.SectionKind.COLUMN_INDICES;
import static org.warpath.graph.store.SectionKind.IN_COLUMN_INDICES;
import static org.warpath.graph.store.SectionKind.IN_ROW_OFFSETS;
import static org.warpath.graph.store.SectionKind.IN_WEIGHTS;
import static org.warpath.graph.store.SectionKind.NAME_BYTES;
import static org.warpath.graph.store.SectionKind.NAME_OFFSETS;
import static org.warpath.graph.store.SectionKind.NAME_SLOTS;
import static org.warpath.graph.store.SectionKind.PROVENANCE;
import static org.warpath.graph.store.SectionKind.ROW_OFFSETS;
import static org.warpath.graph.store.SectionKind.STORED_OF_VERTEX;
import static org.warpath.graph.store.SectionKind.VERTEX_IDS;
import static org.warpath.graph.store.SectionKind.VERTEX_OF_STORED;
import static org.warpath.graph.store.SectionKind.WEIGHTS;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.GraphStorage;
import org.warpath.graph.VertexNames;
import org.warpath.graph.VertexOrder;
import org.warpath.graph.names.NameTable;
import org.warpath.graph.names.NumericIds;
import org.warpath.linalg.sparse.Csr;

/**
 * A graph in a mapped file. Every section is checked before its first use; nothing else of the file
 * is touched.
 */
final class MappedStorage implements GraphStorage {
  private static final Structure FREE = (from, to) -> null;

  private final Arena arena;
  private final FileHeader header;
  private final Map<SectionKind, MappedSection> sections = new EnumMap<>(SectionKind.class);
  private volatile @Nullable Csr out;
  private volatile @Nullable Csr in;
  private volatile @Nullable VertexOrder order;
  private volatile @Nullable VertexNames names;

  private MappedStorage(
      Arena arena, FileHeader header, String source, MemorySegment file, boolean trusted) {
    this.arena = arena;
    this.header = header;
    for (Section section : header.sections()) {
      sections.put(section.kind(), new MappedSection(section, source, file, trusted));
    }
  }

  /** Maps {@code path} after checking its header. */
  static MappedStorage open(Path path, boolean trusted) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      String source = path.toString();
      FileHeader header = FileHeader.read(channel, source);
      Arena arena = Arena.ofShared();
      try {
        MemorySegment file = channel.map(MapMode.READ_ONLY, 0, header.fileSize(), arena);
        return new MappedStorage(arena, header, source, file, trusted);
      } catch (IOException | RuntimeException | Error e) {
        arena.close();
        throw e;
      }
    }
  }

  /** Checks every section not yet checked. */
  void checkAll() {
    out();
    in();
    order();
    names();
    provenance();
  }

  @Override
  public int vertexCount() {
    return header.vertexCount();
  }

  @Override
  public long edgeCount() {
    return header.edgeCount();
  }

  @Override
  public boolean symmetric() {
    return header.symmetric();
  }

  @Override
  public boolean weighted() {
    return header.weighted();
  }

  @Override
  public Csr out() {
    Csr opened = out;
    if (opened == null) {
      opened = csr(ROW_OFFSETS, COLUMN_INDICES, WEIGHTS);
      out = opened;
    }
    return opened;
  }

  @Override
  public Optional<Csr> in() {
    if (in == null && sections.containsKey(IN_ROW_OFFSETS)) {
      in = csr(IN_ROW_OFFSETS, IN_COLUMN_INDICES, IN_WEIGHTS);
    }
    return Optional.ofNullable(in);
  }

  private Csr csr(SectionKind offsets, SectionKind indices, SectionKind weights) {
    int n = vertexCount();
    MemorySegment rowOffsets =
        section(offsets).checked(Structure.offsets(section(offsets).bytes(), edgeCount()));
    MemorySegment columnIndices =
        section(indices).checked(Structure.indices(section(indices).bytes(), 0, n));
    MemorySegment values = weighted() ? section(weights).checked(FREE) : null;
    return new Csr(n, n, rowOffsets, columnIndices, values);
  }

  @Override
  public VertexOrder order() {
    VertexOrder opened = order;
    if (opened == null) {
      opened = header.ordered() ? storedOrder() : VertexOrder.identity(vertexCount());
      order = opened;
    }
    return opened;
  }

  private VertexOrder storedOrder() {
    MappedSection forward = section(VERTEX_OF_STORED);
    MappedSection back = section(STORED_OF_VERTEX);
    return VertexOrder.of(
        forward.checked(Structure.indices(forward.bytes(), 0, vertexCount())),
        back.checked(Structure.inverse(back.bytes(), forward.bytes())));
  }

  @Override
  public Optional<VertexNames> names() {
    if (names == null) {
      if (sections.containsKey(NAME_OFFSETS)) {
        names = nameTable();
      } else if (sections.containsKey(VERTEX_IDS)) {
        MappedSection ids = section(VERTEX_IDS);
        names = new NumericIds(ids.checked(Structure.ascending(ids.bytes())));
      }
    }
    return Optional.ofNullable(names);
  }

  private NameTable nameTable() {
    MappedSection offsets = section(NAME_OFFSETS);
    MappedSection bytes = section(NAME_BYTES);
    MappedSection slots = section(NAME_SLOTS);
    return new NameTable(
        offsets.checked(Structure.offsets(offsets.bytes(), bytes.bytes().byteSize())),
        bytes.checked(FREE),
        slots.checked(Structure.indices(slots.bytes(), -1, vertexCount())));
  }

  /** The provenance, empty if the file has none. */
  Map<String, String> provenance() {
    return sections.containsKey(PROVENANCE)
        ? Provenance.decode(section(PROVENANCE).checked(FREE))
        : Map.of();
  }

  private MappedSection section(SectionKind kind) {
    MappedSection section = sections.get(kind);
    if (section == null) {
      throw new AssertionError("the header lets no file without " + kind.label() + " pass");
    }
    return section;
  }

  @Override
  public void close() {
    arena.close();
  }
}
