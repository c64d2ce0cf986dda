package org.warpath.linalg.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * NumPy's array files, {@code .npy}, versions 1.0 to 3.0 (numpy.lib.format), of numbers: booleans,
 * integers, floats and complex numbers of either byte order. Text, times, records and pickled
 * objects are refused.
 */
public final class Npy {

  private Npy() {}

  /**
   * Reads {@code file} into memory that lives as long as something refers to it.
   *
   * @throws FormatException if it is not such a file, is truncated, or goes on behind its array
   * @throws IOException if it cannot be read
   */
  public static NpyArray read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.isRegularFile(file) ? Files.size(file) : NpyData.UNKNOWN;
      return read(in, file.toString(), size);
    }
  }

  /**
   * Reads an array from {@code in} and nothing behind it, so that several may follow one another.
   *
   * @throws FormatException if it is not such a file, or truncated
   * @throws IOException if reading fails
   */
  public static NpyArray read(InputStream in) throws IOException {
    return next(in, "npy stream", NpyData.UNKNOWN);
  }

  /**
   * Reads the array that is all of {@code in}.
   *
   * @param source what messages call it
   * @param size how many bytes {@code in} has, which then bounds what is allocated; −1 if that is
   *     not known: memory then grows with what comes
   * @throws FormatException if it is not such a file, is truncated, or goes on behind its array
   * @throws IOException if reading fails
   */
  public static NpyArray read(InputStream in, String source, long size) throws IOException {
    NpyArray array = next(in, source, size);
    if (in.read() >= 0) {
      throw new FormatException(source, "goes on behind its array");
    }
    return array;
  }

  private static NpyArray next(InputStream in, String source, long size) throws IOException {
    NpyHeader header = NpyHeader.read(in, source);
    long bytes = dataSize(header, source);
    long limit = size == NpyData.UNKNOWN ? size : size - header.byteSize();
    return array(header, NpyData.read(in, source, header.dtype(), bytes, limit));
  }

  /**
   * Maps {@code file} for as long as {@code arena} lives: takes milliseconds whatever its size. The
   * array is read-only: writing to its elements throws. What is in the other byte order, or not
   * aligned for its type, as only writers other than NumPy leave it, is copied to memory of {@code
   * arena}, not mapped.
   *
   * @throws FormatException if it is not such a file, is truncated, or goes on behind its array
   * @throws IOException if it cannot be read or mapped
   */
  public static NpyArray map(Path file, Arena arena) throws IOException {
    String source = file.toString();
    NpyHeader header;
    try (InputStream in = Files.newInputStream(file)) {
      header = NpyHeader.read(in, source);
    }
    long bytes = dataSize(header, source);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long actual = channel.size() - header.byteSize();
      if (actual != bytes) {
        throw actual < bytes
            ? NpyData.truncated(source, bytes, actual)
            : new FormatException(source, "goes on behind its array");
      }
      MemorySegment data =
          channel.map(MapMode.READ_ONLY, 0, channel.size(), arena).asSlice(header.byteSize());
      if (!isNative(header) || data.address() % header.dtype().wordSize() != 0) {
        data = arena.allocate(Math.max(1, bytes), 64).copyFrom(data);
      }
      return array(header, data);
    }
  }

  /**
   * Writes {@code array} as NumPy's {@code save} does, byte for byte, atomically.
   *
   * @throws IOException if the file cannot be written; {@code target} is as it was
   */
  public static void write(Path target, NpyArray array) throws IOException {
    AtomicFile.write(target, channel -> NpyData.write(array, channel));
  }

  /**
   * Writes {@code array} to {@code out} as {@link #write(Path, NpyArray)} does to a file; neither
   * flushes nor closes it.
   *
   * @throws IOException if writing fails
   */
  public static void write(OutputStream out, NpyArray array) throws IOException {
    NpyData.write(array, Channels.newChannel(out));
  }

  /**
   * Writes elements that lie anywhere, on the heap too, as an array in C order, atomically.
   *
   * @param data the elements side by side, in the machine's byte order
   * @throws IllegalArgumentException if {@code data} has not the bytes that the shape needs
   * @throws IOException if the file cannot be written; {@code target} is as it was
   */
  public static void write(Path target, NpyType dtype, long[] shape, MemorySegment data)
      throws IOException {
    requireBytes(dtype, shape, data);
    AtomicFile.write(target, channel -> NpyData.write(dtype, shape, false, data, channel));
  }

  /**
   * Writes to {@code out} what {@link #write(Path, NpyType, long[], MemorySegment)} writes to a
   * file: {@link #byteSize} bytes. Does not flush or close it.
   *
   * @param data the elements side by side, in the machine's byte order; may lie on the heap
   * @throws IllegalArgumentException if {@code data} has not the bytes that the shape needs
   * @throws IOException if writing fails
   */
  public static void write(OutputStream out, NpyType dtype, long[] shape, MemorySegment data)
      throws IOException {
    requireBytes(dtype, shape, data);
    out.write(NpyHeader.encode(dtype, shape, false));
    NpyData.writeElements(data, out);
  }

  /** How many bytes an array in C order has as a file. */
  public static long byteSize(NpyType dtype, long[] shape) {
    return NpyHeader.encode(dtype, shape, false).length + NpyShape.byteSize(dtype, shape);
  }

  private static void requireBytes(NpyType dtype, long[] shape, MemorySegment data) {
    long bytes = NpyShape.byteSize(dtype, shape);
    if (data.byteSize() != bytes) {
      throw new IllegalArgumentException(
          "%s %s has %d bytes, was given %d"
              .formatted(dtype.numpyName(), NpyHeader.tuple(shape), bytes, data.byteSize()));
    }
  }

  private static long dataSize(NpyHeader header, String source) throws FormatException {
    try {
      return NpyShape.byteSize(header.dtype(), header.shape());
    } catch (IllegalArgumentException e) {
      throw new FormatException(source, e.getMessage());
    }
  }

  private static boolean isNative(NpyHeader header) {
    boolean bigMachine = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
    return header.dtype().wordSize() == 1 || header.bigEndian() == bigMachine;
  }

  private static NpyArray array(NpyHeader header, MemorySegment data) {
    if (!isNative(header)) {
      NpyData.swapBytes(data, header.dtype().wordSize());
    }
    return new NpyArray(header.dtype(), header.shape(), header.fortranOrder(), data);
  }
}
