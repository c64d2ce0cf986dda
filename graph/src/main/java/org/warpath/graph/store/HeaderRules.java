package org.warpath.graph.store;

import static org.warpath.graph.store.SectionKind.COLUMN_INDICES;
import static org.warpath.graph.store.SectionKind.IN_COLUMN_INDICES;
import static org.warpath.graph.store.SectionKind.IN_ROW_OFFSETS;
import static org.warpath.graph.store.SectionKind.IN_WEIGHTS;
import static org.warpath.graph.store.SectionKind.NAME_BYTES;
import static org.warpath.graph.store.SectionKind.NAME_OFFSETS;
import static org.warpath.graph.store.SectionKind.NAME_SLOTS;
import static org.warpath.graph.store.SectionKind.ROW_OFFSETS;
import static org.warpath.graph.store.SectionKind.STORED_OF_VERTEX;
import static org.warpath.graph.store.SectionKind.VERTEX_IDS;
import static org.warpath.graph.store.SectionKind.VERTEX_OF_STORED;
import static org.warpath.graph.store.SectionKind.WEIGHTS;

import org.warpath.graph.GraphFormatException;

/**
 * What must hold in a header whose checksum is right, so that a file of another maker is as safe to
 * open as our own.
 */
final class HeaderRules {
  private final FileHeader header;
  private final String source;

  HeaderRules(FileHeader header, String source) {
    this.header = header;
    this.source = source;
  }

  /** The sections are those that flags and counts ask for, of the right sizes, end to end. */
  void requireSound(long fileSize) throws GraphFormatException {
    long offset = FileHeader.byteSize(header.sections().size());
    int lastCode = 0;
    for (Section section : header.sections()) {
      SectionKind kind = section.kind();
      if (kind.code() <= lastCode
          || section.offset() != offset
          || section.byteSize() > Long.MAX_VALUE / 2 - offset
          || !kind.allows(section.byteSize(), header.vertexCount(), header.edgeCount())) {
        throw malformed(kind, "is malformed: " + section.byteSize() + " bytes at " + offset);
      }
      lastCode = kind.code();
      offset = section.end();
    }
    boolean in = has(IN_ROW_OFFSETS) && !header.symmetric();
    boolean names = has(NAME_OFFSETS);
    require(true, ROW_OFFSETS, COLUMN_INDICES);
    require(header.weighted(), WEIGHTS);
    require(in, IN_ROW_OFFSETS, IN_COLUMN_INDICES);
    require(in && header.weighted(), IN_WEIGHTS);
    require(header.ordered(), VERTEX_OF_STORED, STORED_OF_VERTEX);
    require(names, NAME_OFFSETS, NAME_BYTES, NAME_SLOTS);
    require(!names && has(VERTEX_IDS), VERTEX_IDS);
    if (fileSize != offset) {
      throw new GraphFormatException(
          source, "header is malformed: file size " + fileSize + ", sections end at " + offset);
    }
  }

  private boolean has(SectionKind kind) {
    return header.section(kind).isPresent();
  }

  private void require(boolean wanted, SectionKind... kinds) throws GraphFormatException {
    for (SectionKind kind : kinds) {
      if (has(kind) != wanted) {
        throw malformed(kind, wanted ? "is missing" : "does not belong there");
      }
    }
  }

  /** The file is as long as its table says. */
  void requireSize(long actual) throws GraphFormatException {
    for (Section section : header.sections()) {
      if (section.end() > actual) {
        throw malformed(
            section.kind(),
            "is cut off: the file has " + actual + " bytes, expected " + header.fileSize());
      }
    }
    if (actual != header.fileSize()) {
      throw new GraphFormatException(
          source, (actual - header.fileSize()) + " bytes follow the last section");
    }
  }

  private GraphFormatException malformed(SectionKind kind, String problem) {
    return new GraphFormatException(source, "section " + kind.label() + " " + problem);
  }
}
