package org.warpath.graph.store;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import org.warpath.graph.GraphFormatException;

/** A section in the mapped file, checked once, before its first use. */
final class MappedSection {
  private final Section section;
  private final String source;
  private final MemorySegment file;
  private volatile boolean checked;

  /**
   * @param source the file as its messages call it
   * @param file the whole file
   * @param trusted whether to use the section unchecked
   */
  MappedSection(Section section, String source, MemorySegment file, boolean trusted) {
    this.section = section;
    this.source = source;
    this.file = file;
    this.checked = trusted;
  }

  /** The section's bytes, unchecked. */
  MemorySegment bytes() {
    return file.asSlice(section.offset(), section.byteSize());
  }

  /**
   * The section's bytes, checked now if they were not yet: one parallel pass at about the memory's
   * speed.
   *
   * @param structure what must hold in it beyond the checksum
   * @throws UncheckedIOException if the section is damaged; wraps a {@link GraphFormatException}
   *     and has its message
   */
  MemorySegment checked(Structure structure) {
    if (!checked) {
      synchronized (this) {
        if (!checked) {
          check(structure);
          checked = true;
        }
      }
    }
    return bytes();
  }

  private void check(Structure structure) {
    BlockChecksum.Finding finding = BlockChecksum.scan(bytes(), structure);
    if (finding.checksum() != section.checksum()) {
      throw failure(
          String.format(
              "is damaged (checksum %08x, expected %08x)", finding.checksum(), section.checksum()));
    }
    for (long at = section.offset() + section.byteSize(); at < section.end(); at++) {
      if (file.get(JAVA_BYTE, at) != 0) {
        throw failure("is damaged (byte " + at + " of the file, behind it, is not zero)");
      }
    }
    if (finding.problem() != null) {
      throw failure("is malformed: " + finding.problem());
    }
  }

  private UncheckedIOException failure(String problem) {
    GraphFormatException cause =
        new GraphFormatException(source, "section " + section.kind().label() + " " + problem);
    return new UncheckedIOException(cause.getMessage(), cause);
  }
}
