package org.warpath.linalg.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;

/** The elements of an array file. */
final class NpyData {
  /** The size of a stream that does not tell it. */
  static final long UNKNOWN = -1;

  private static final int CHUNK_BYTES = 1 << 18;
  // Taken on trust; memory for more grows with what really comes.
  private static final long TRUSTED_BYTES = 1 << 24;

  private NpyData() {}

  /**
   * Reads {@code size} bytes.
   *
   * @param limit how many there are, or {@link #UNKNOWN}
   */
  static MemorySegment read(InputStream in, String source, NpyType dtype, long size, long limit)
      throws IOException {
    if (limit != UNKNOWN && limit < size) {
      throw truncated(source, size, limit);
    }
    MemorySegment data =
        NpyArray.allocate(dtype, limit == UNKNOWN ? Math.min(size, TRUSTED_BYTES) : size);
    byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, Math.max(1, size))];
    long done = 0;
    while (done < size) {
      int read = in.read(chunk, 0, (int) Math.min(chunk.length, size - done));
      if (read < 0) {
        throw truncated(source, size, done);
      }
      if (done + read > data.byteSize()) {
        long doubled = Math.min(size, 2 * data.byteSize());
        MemorySegment larger = NpyArray.allocate(dtype, doubled);
        MemorySegment.copy(data, 0, larger, 0, done);
        data = larger;
      }
      MemorySegment.copy(chunk, 0, data, JAVA_BYTE, done, read);
      done += read;
    }
    return data.asSlice(0, size);
  }

  static FormatException truncated(String source, long size, long found) {
    return new FormatException(
        source, "is truncated: its elements have " + found + " of " + size + " bytes");
  }

  /** Turns round the bytes of each word. */
  static void swapBytes(MemorySegment data, int wordSize) {
    long words = data.byteSize() / wordSize;
    for (long i = 0; i < words; i++) {
      switch (wordSize) {
        case Short.BYTES ->
            data.setAtIndex(JAVA_SHORT, i, Short.reverseBytes(data.getAtIndex(JAVA_SHORT, i)));
        case Integer.BYTES ->
            data.setAtIndex(JAVA_INT, i, Integer.reverseBytes(data.getAtIndex(JAVA_INT, i)));
        default -> data.setAtIndex(JAVA_LONG, i, Long.reverseBytes(data.getAtIndex(JAVA_LONG, i)));
      }
    }
  }
}
