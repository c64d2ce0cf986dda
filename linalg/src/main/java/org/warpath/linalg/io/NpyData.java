package org.warpath.linalg.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** The elements of an array file. */
final class NpyData {
  /** The size of a stream that does not tell it. */
  static final long UNKNOWN = -1;

  private static final int CHUNK_BYTES = 1 << 20;
  private static final int STREAM_CHUNK_BYTES = 1 << 18;
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

  /** Writes the file of {@code array} to where {@code channel} stands. */
  static void write(NpyArray array, WritableByteChannel channel) throws IOException {
    write(array.dtype(), array.shape(), array.fortranOrder(), array.data(), channel);
  }

  /** As {@link #write(NpyArray, WritableByteChannel)}, of elements that may lie on the heap. */
  static void write(
      NpyType dtype,
      long[] shape,
      boolean fortranOrder,
      MemorySegment data,
      WritableByteChannel channel)
      throws IOException {
    AtomicFile.writeFully(channel, ByteBuffer.wrap(NpyHeader.encode(dtype, shape, fortranOrder)));
    ByteBuffer chunk =
        data.isNative()
            ? null
            : ByteBuffer.allocateDirect((int) Math.min(CHUNK_BYTES, data.byteSize()));
    for (long from = 0; from < data.byteSize(); from += CHUNK_BYTES) {
      MemorySegment part = data.asSlice(from, Math.min(CHUNK_BYTES, data.byteSize() - from));
      if (chunk == null) {
        AtomicFile.writeFully(channel, part.asByteBuffer());
      } else {
        // Arrays other than of bytes are no buffers of bytes.
        MemorySegment.ofBuffer(chunk.clear()).copyFrom(part);
        AtomicFile.writeFully(channel, chunk.limit((int) part.byteSize()));
      }
    }
  }

  /** Writes the bytes of {@code data}, which may lie on the heap, to {@code out}. */
  static void writeElements(MemorySegment data, OutputStream out) throws IOException {
    byte[] chunk = new byte[(int) Math.min(STREAM_CHUNK_BYTES, data.byteSize())];
    for (long from = 0; from < data.byteSize(); from += chunk.length) {
      int length = (int) Math.min(chunk.length, data.byteSize() - from);
      MemorySegment.copy(data, JAVA_BYTE, from, chunk, 0, length);
      out.write(chunk, 0, length);
    }
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
