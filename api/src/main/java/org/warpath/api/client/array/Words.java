package org.warpath.api.client.array;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Java arrays of numbers as bytes, in pieces: no second copy of the whole is made. */
final class Words {
  private static final int CHUNK_BYTES = 1 << 16;

  private Words() {}

  static void read(InputStream in, ByteOrder order, int wordBytes, Object words)
      throws IOException {
    int length = Array.getLength(words);
    byte[] chunk = new byte[CHUNK_BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(chunk).order(order);
    int perChunk = CHUNK_BYTES / wordBytes;
    for (int at = 0; at < length; at += perChunk) {
      int count = Math.min(perChunk, length - at);
      int got = in.readNBytes(chunk, 0, count * wordBytes);
      if (got < count * wordBytes) {
        throw new EOFException(
            "the array broke off: expected %d bytes, got %d"
                .formatted((long) length * wordBytes, (long) at * wordBytes + got));
      }
      switch (words) {
        case double[] doubles -> buffer.asDoubleBuffer().get(doubles, at, count);
        case float[] floats -> buffer.asFloatBuffer().get(floats, at, count);
        case long[] longs -> buffer.asLongBuffer().get(longs, at, count);
        case int[] ints -> buffer.asIntBuffer().get(ints, at, count);
        default -> throw new IllegalArgumentException(words.getClass().getSimpleName());
      }
    }
  }

  static void write(OutputStream out, int wordBytes, Object words) throws IOException {
    int length = Array.getLength(words);
    byte[] chunk = new byte[CHUNK_BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    int perChunk = CHUNK_BYTES / wordBytes;
    for (int at = 0; at < length; at += perChunk) {
      int count = Math.min(perChunk, length - at);
      switch (words) {
        case double[] doubles -> buffer.asDoubleBuffer().put(doubles, at, count);
        case float[] floats -> buffer.asFloatBuffer().put(floats, at, count);
        case long[] longs -> buffer.asLongBuffer().put(longs, at, count);
        case int[] ints -> buffer.asIntBuffer().put(ints, at, count);
        default -> throw new IllegalArgumentException(words.getClass().getSimpleName());
      }
      out.write(chunk, 0, count * wordBytes);
    }
  }

  /** {@code words}, whose elements run with the first index fastest, with the last fastest. */
  static Object rowMajor(Object words, int[] shape, NpyType type) {
    int parts = type.wordsPerElement;
    int length = Array.getLength(words);
    Object result = type.words(length);
    int[] index = new int[shape.length];
    for (int to = 0; to < length; to += parts) {
      int from = 0;
      for (int d = shape.length - 1; d >= 0; d--) {
        from = from * shape[d] + index[d];
      }
      System.arraycopy(words, from * parts, result, to, parts);
      for (int d = shape.length - 1; d >= 0 && ++index[d] == shape[d]; d--) {
        index[d] = 0;
      }
    }
    return result;
  }
}
