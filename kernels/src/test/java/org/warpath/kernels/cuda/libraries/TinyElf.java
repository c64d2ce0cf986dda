package org.warpath.kernels.cuda.libraries;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes shared libraries of a few hundred bytes: a soname, needed sonames and no code. */
final class TinyElf {

  private static final int DYNAMIC = 64 + 3 * 56;

  private TinyElf() {}

  /** Writes a library named by its soname into a folder, which is made where it is missing. */
  static Path write(Path folder, String soname, String... needed) throws IOException {
    Files.createDirectories(folder);
    return Files.write(folder.resolve(soname), bytes(soname, needed));
  }

  static byte[] bytes(String soname, String... needed) {
    ByteArrayOutputStream strings = new ByteArrayOutputStream();
    strings.write(0);
    int dynamicBytes = 16 * (4 + needed.length);
    int table = DYNAMIC + dynamicBytes;
    ByteBuffer dynamic = ByteBuffer.allocate(dynamicBytes).order(ByteOrder.LITTLE_ENDIAN);
    for (String name : needed) {
      dynamic.putLong(1).putLong(add(strings, name));
    }
    dynamic.putLong(14).putLong(add(strings, soname));
    dynamic.putLong(5).putLong(table);
    dynamic.putLong(10).putLong(strings.size());
    int size = table + strings.size();

    ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x464c457f).put((byte) 2).put((byte) 1).put((byte) 1);
    file.position(16).putShort((short) 3).putShort((short) 62).putInt(1);
    file.putLong(0).putLong(64).putLong(0).putInt(0);
    file.putShort((short) 64).putShort((short) 56).putShort((short) 3);
    segment(file.position(64), 1, 0, size);
    segment(file, 2, DYNAMIC, dynamicBytes);
    segment(file, 0x6474e551, 0, 0); // a stack that is not executable
    file.put(dynamic.array()).put(strings.toByteArray());
    return file.array();
  }

  private static void segment(ByteBuffer file, int type, long offset, long bytes) {
    file.putInt(type).putInt(6).putLong(offset).putLong(offset).putLong(offset);
    file.putLong(bytes).putLong(bytes).putLong(type == 1 ? 4096 : 8);
  }

  private static long add(ByteArrayOutputStream strings, String text) {
    long offset = strings.size();
    strings.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    strings.write(0);
    return offset;
  }
}
