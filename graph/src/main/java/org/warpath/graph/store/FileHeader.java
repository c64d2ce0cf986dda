package org.warpath.graph.store;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.warpath.graph.GraphFormatException;

/**
 * A graph file's header and section table; {@link CsrFile} describes the bytes.
 *
 * @param sections in ascending order of kind and of offset, each beginning where the one before
 *     ends
 */
record FileHeader(
    int vertexCount,
    long edgeCount,
    boolean symmetric,
    boolean weighted,
    boolean ordered,
    List<Section> sections) {

  // A text-mode transfer or a stripped eighth bit spoils these bytes, as in PNG.
  private static final byte[] MAGIC = {(byte) 0x89, 'W', 'C', 'S', 'R', '\r', '\n', 0x1a};
  private static final int VERSION = 1;
  private static final int SYMMETRIC = 1;
  private static final int WEIGHTED = 2;
  private static final int ORDERED = 4;

  private static final int VERSION_AT = 8;
  private static final int FLAGS_AT = 12;
  private static final int VERTEX_COUNT_AT = 16;
  private static final int EDGE_COUNT_AT = 24;
  private static final int FILE_SIZE_AT = 32;
  private static final int SECTION_COUNT_AT = 40;
  private static final int CHECKSUM_AT = 44;
  private static final int TABLE_AT = 48;
  private static final int ENTRY_BYTES = 24;

  FileHeader {
    sections = List.copyOf(sections);
  }

  /** Where the first section begins if there are {@code sectionCount}. */
  static int byteSize(int sectionCount) {
    return (int) Section.align(TABLE_AT + (long) sectionCount * ENTRY_BYTES);
  }

  /** The size of the whole file. */
  long fileSize() {
    return sections.isEmpty() ? byteSize(0) : sections.getLast().end();
  }

  Optional<Section> section(SectionKind kind) {
    return sections.stream().filter(section -> section.kind() == kind).findFirst();
  }

  /** The bytes from the file's start to its first section. */
  ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocate(byteSize(sections.size())).order(LITTLE_ENDIAN);
    bytes.put(MAGIC).putInt(VERSION).putInt(flags());
    bytes.putLong(vertexCount).putLong(edgeCount).putLong(fileSize());
    bytes.putInt(sections.size()).putInt(0);
    for (Section section : sections) {
      bytes.putInt(section.kind().code()).putInt(section.checksum());
      bytes.putLong(section.offset()).putLong(section.byteSize());
    }
    return bytes.putInt(CHECKSUM_AT, checksum(bytes.array())).clear();
  }

  private int flags() {
    return (symmetric ? SYMMETRIC : 0) | (weighted ? WEIGHTED : 0) | (ordered ? ORDERED : 0);
  }

  /** CRC-32C of all bytes, the checksum's own taken as 0. */
  private static int checksum(byte[] header) {
    int after = CHECKSUM_AT + Integer.BYTES;
    CRC32C crc = new CRC32C();
    crc.update(header, 0, CHECKSUM_AT);
    crc.update(new byte[Integer.BYTES]);
    crc.update(header, after, header.length - after);
    return (int) crc.getValue();
  }

  /** Whether the file begins as a graph file does. */
  static boolean recognizes(FileChannel channel) throws IOException {
    return recognizes(read(channel, MAGIC.length));
  }

  /** Whether a graph file begins with {@code head}. */
  static boolean recognizes(byte[] head) {
    return head.length >= MAGIC.length
        && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * Reads and checks header and table.
   *
   * @param source the file as its messages call it
   * @throws GraphFormatException if this is no graph file of a known version, or it is damaged or
   *     cut off
   */
  static FileHeader read(FileChannel channel, String source) throws IOException {
    if (!recognizes(channel)) {
      throw new GraphFormatException(source, "not a Warpath graph file");
    }
    ByteBuffer start = littleEndian(readComplete(channel, TABLE_AT, source));
    if (start.getInt(VERSION_AT) != VERSION) {
      throw new GraphFormatException(
          source,
          "format version "
              + start.getInt(VERSION_AT)
              + " is not known to this version of Warpath, which reads version "
              + VERSION);
    }
    int sectionCount = start.getInt(SECTION_COUNT_AT);
    if (sectionCount < 0 || sectionCount > SectionKind.values().length) {
      throw new GraphFormatException(
          source, "section table is damaged: " + sectionCount + " lines");
    }
    byte[] complete = readComplete(channel, byteSize(sectionCount), source);
    ByteBuffer bytes = littleEndian(complete);
    int expected = bytes.getInt(CHECKSUM_AT);
    int actual = checksum(complete);
    if (actual != expected) {
      throw new GraphFormatException(
          source,
          String.format(
              "section table is damaged (checksum %08x, expected %08x)", actual, expected));
    }
    FileHeader header = decode(bytes, source, sectionCount);
    HeaderRules rules = new HeaderRules(header, source);
    rules.requireSound(bytes.getLong(FILE_SIZE_AT));
    rules.requireSize(channel.size());
    return header;
  }

  private static byte[] readComplete(FileChannel channel, int byteCount, String source)
      throws IOException {
    byte[] bytes = read(channel, byteCount);
    if (bytes.length < byteCount) {
      throw new GraphFormatException(
          source,
          "section table is cut off: the file ends after "
              + bytes.length
              + " of "
              + byteCount
              + " bytes");
    }
    return bytes;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
  }

  /** The file's first {@code byteCount} bytes, or all of a shorter file. */
  private static byte[] read(FileChannel channel, int byteCount) throws IOException {
    byte[] bytes = new byte[byteCount];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int count;
    do {
      count = channel.read(buffer, buffer.position());
    } while (count > 0);
    return Arrays.copyOf(bytes, buffer.position());
  }

  private static FileHeader decode(ByteBuffer bytes, String source, int sectionCount)
      throws GraphFormatException {
    long vertexCount = bytes.getLong(VERTEX_COUNT_AT);
    long edgeCount = bytes.getLong(EDGE_COUNT_AT);
    int flags = bytes.getInt(FLAGS_AT);
    if (vertexCount < 0
        || vertexCount > Integer.MAX_VALUE
        || edgeCount < 0
        || edgeCount > Long.MAX_VALUE / (4 * Long.BYTES)
        || (flags & ~(SYMMETRIC | WEIGHTED | ORDERED)) != 0) {
      throw new GraphFormatException(
          source,
          String.format(
              "header is malformed: %d vertices, %d edges, flags %x",
              vertexCount, edgeCount, flags));
    }
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < sectionCount; i++) {
      int at = TABLE_AT + i * ENTRY_BYTES;
      int code = bytes.getInt(at);
      SectionKind kind =
          SectionKind.of(code)
              .orElseThrow(
                  () -> new GraphFormatException(source, "section kind " + code + " is unknown"));
      sections.add(
          new Section(kind, bytes.getLong(at + 8), bytes.getLong(at + 16), bytes.getInt(at + 4)));
    }
    return new FileHeader(
        (int) vertexCount,
        edgeCount,
        (flags & SYMMETRIC) != 0,
        (flags & WEIGHTED) != 0,
        (flags & ORDERED) != 0,
        sections);
  }
}
