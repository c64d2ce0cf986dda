package org.warpath.api.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Removes the symbol table for debuggers from a shared library: 5 MB of the virtual machine's 30.
 * The loader has a table of its own, which stays.
 *
 * <p>Format: System V ABI, "Object Files" (64-bit, little-endian).
 */
final class ElfStrip {
  private static final int MAGIC = 0x464c457f; // 7f 45 4c 46, "\x7fELF"
  private static final int SECTIONS_OFFSET_AT = 40; // e_shoff
  private static final int SECTION_COUNT_AT = 60; // e_shnum
  private static final int NAMES_SECTION_AT = 62; // e_shstrndx
  private static final int HEADER_BYTES = 64; // of a section
  private static final int TYPE_AT = 4; // sh_type
  private static final int OFFSET_AT = 24; // sh_offset
  private static final int SIZE_AT = 32; // sh_size
  private static final int LINK_AT = 40; // sh_link
  private static final int SYMBOL_TABLE = 2; // SHT_SYMTAB
  private static final int NO_SPACE = 8; // SHT_NOBITS

  private ElfStrip() {}

  /**
   * Strips {@code file} in place. Without such a table, or where other sections follow it, the file
   * stays as it is.
   */
  static void strip(Path file) throws IOException {
    ByteBuffer elf = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int symbols = section(elf, SYMBOL_TABLE);
    if (symbols < 0) {
      return;
    }
    int strings = header(elf, elf.getInt(symbols + LINK_AT));
    int names = header(elf, Short.toUnsignedInt(elf.getShort(NAMES_SECTION_AT)));
    int end = Math.toIntExact(elf.getLong(symbols + OFFSET_AT));
    int count = count(elf);
    for (int i = 0; i < count; i++) {
      int header = header(elf, i);
      boolean moves = header == symbols || header == strings || header == names;
      if (!moves && end(elf, header) > end) {
        return;
      }
    }
    byte[] nameText = new byte[Math.toIntExact(elf.getLong(names + SIZE_AT))];
    elf.get(Math.toIntExact(elf.getLong(names + OFFSET_AT)), nameText);
    elf.putLong(names + OFFSET_AT, end);
    clear(elf, symbols);
    clear(elf, strings);
    byte[] headers = new byte[count * HEADER_BYTES];
    elf.get(header(elf, 0), headers);
    int headersAt = (end + nameText.length + 7) & ~7;
    ByteBuffer tail = ByteBuffer.allocate(headersAt - end + headers.length);
    tail.put(nameText).put(headersAt - end, headers);
    elf.putLong(SECTIONS_OFFSET_AT, headersAt);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      write(channel, elf.slice(0, end), 0);
      write(channel, tail.clear(), end);
      channel.truncate(headersAt + headers.length);
    }
  }

  /**
   * The header of the first section of {@code type}; −1 if there is none or this is no ELF file.
   */
  private static int section(ByteBuffer elf, int type) {
    if (elf.capacity() < HEADER_BYTES || elf.getInt(0) != MAGIC) {
      return -1;
    }
    for (int i = 0; i < count(elf); i++) {
      if (elf.getInt(header(elf, i) + TYPE_AT) == type) {
        return header(elf, i);
      }
    }
    return -1;
  }

  private static int count(ByteBuffer elf) {
    return Short.toUnsignedInt(elf.getShort(SECTION_COUNT_AT));
  }

  private static int header(ByteBuffer elf, int section) {
    return Math.toIntExact(elf.getLong(SECTIONS_OFFSET_AT)) + section * HEADER_BYTES;
  }

  private static long end(ByteBuffer elf, int header) {
    long size = elf.getInt(header + TYPE_AT) == NO_SPACE ? 0 : elf.getLong(header + SIZE_AT);
    return elf.getLong(header + OFFSET_AT) + size;
  }

  private static void clear(ByteBuffer elf, int header) {
    elf.put(header, new byte[HEADER_BYTES]);
  }

  private static void write(FileChannel channel, ByteBuffer bytes, long position)
      throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes, position + bytes.position());
    }
  }
}
