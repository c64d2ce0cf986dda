package org.warpath.kernels.cuda.libraries;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a shared library by its section headers, as {@code readelf} does: the second opinion on
 * {@link ElfRetarget}, which goes by the program headers.
 */
final class SectionsElf {

  /** A needed version, with its hash as it stands in the file. */
  record Version(String library, String name, int hash) {}

  private static final int SHT_DYNAMIC = 6;
  private static final int SHT_GNU_VERNEED = 0x6ffffffe;
  private static final long DT_NEEDED = 1;

  final List<String> needed = new ArrayList<>();
  final List<Version> versions = new ArrayList<>();

  private final ByteBuffer file;

  SectionsElf(byte[] library) {
    file = ByteBuffer.wrap(library).order(ByteOrder.LITTLE_ENDIAN);
    int headers = (int) file.getLong(40);
    int count = file.getShort(60);
    for (int i = 0; i < count; i++) {
      int header = headers + i * 64;
      int offset = (int) file.getLong(header + 24);
      int bytes = (int) file.getLong(header + 32);
      int strings = (int) file.getLong(headers + file.getInt(header + 40) * 64 + 24);
      int type = file.getInt(header + 4);
      if (type == SHT_DYNAMIC) {
        for (int at = offset; at < offset + bytes; at += 16) {
          if (file.getLong(at) == DT_NEEDED) {
            needed.add(string(strings + (int) file.getLong(at + 8)));
          }
        }
      } else if (type == SHT_GNU_VERNEED) {
        readVersions(offset, strings, file.getInt(header + 44));
      }
    }
  }

  private void readVersions(int table, int strings, int count) {
    int entry = table;
    for (int i = 0; i < count; i++) {
      int version = entry + file.getInt(entry + 8);
      for (int j = 0; j < file.getShort(entry + 2); j++) {
        versions.add(
            new Version(
                string(strings + file.getInt(entry + 4)),
                string(strings + file.getInt(version + 8)),
                file.getInt(version)));
        version += file.getInt(version + 12);
      }
      entry += file.getInt(entry + 12);
    }
  }

  private String string(int offset) {
    int end = offset;
    while (file.get(end) != 0) {
      end++;
    }
    return new String(file.array(), offset, end - offset, StandardCharsets.ISO_8859_1);
  }
}
