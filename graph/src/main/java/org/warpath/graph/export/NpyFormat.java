package org.warpath.graph.export;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.warpath.graph.store.AtomicFile;

/**
 * NumPy's array file, version 1.0 (numpy.lib.format): magic, version, header length, a Python
 * dictionary padded with blanks so that the data begins at a multiple of 64, then the elements. A
 * vector's header always fits in version 1.0's 65,535 bytes.
 */
final class NpyFormat {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;
  private static final int CHUNK_BYTES = 1 << 20;

  private NpyFormat() {}

  static void write(VertexVector vector, FileChannel channel) throws IOException {
    AtomicFile.writeFully(channel, header(vector));
    MemorySegment values = vector.values();
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    for (long from = 0; from < values.byteSize(); from += CHUNK_BYTES) {
      long size = Math.min(CHUNK_BYTES, values.byteSize() - from);
      MemorySegment.copy(values, from, MemorySegment.ofBuffer(chunk.clear()), 0, size);
      AtomicFile.writeFully(channel, chunk.limit((int) size));
    }
  }

  private static ByteBuffer header(VertexVector vector) {
    String dictionary =
        "{'descr': '"
            + vector.type().descriptor()
            + "', 'fortran_order': False, 'shape': ("
            + vector.length()
            + ",), }";
    int prefix = MAGIC.length + Short.BYTES;
    int length = (prefix + dictionary.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT - prefix;
    String padded = dictionary + " ".repeat(length - dictionary.length() - 1) + "\n";
    return ByteBuffer.allocate(prefix + length)
        .order(LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) length)
        .put(padded.getBytes(US_ASCII))
        .flip();
  }
}
