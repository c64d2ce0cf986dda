package org.warpath.linalg.io;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The head of a NumPy array file (numpy.lib.format): magic, version, length, a Python dictionary
 * padded with blanks.
 *
 * @param byteSize bytes of the head itself: where the elements begin
 */
record NpyHeader(
    NpyType dtype, boolean bigEndian, long[] shape, boolean fortranOrder, int byteSize) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final String MACHINE_ORDER = ByteOrder.nativeOrder() == LITTLE_ENDIAN ? "<" : ">";
  private static final int ALIGNMENT = 64;
  // NumPy leaves room for the first size to grow to this many digits in place.
  private static final int GROWTH_DIGITS = 21;
  // NumPy's own limit is 10,000 characters; a head of numbers alone is far below it.
  private static final int LONGEST = 1 << 20;

  /** Reads the head of {@code source} and not a byte more. */
  static NpyHeader read(InputStream in, String source) throws IOException {
    byte[] start = require(in, 8, source, "magic and version");
    if (!Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
      throw new FormatException(source, "does not begin with \\x93NUMPY: not a .npy file");
    }
    int major = start[6];
    if (major < 1 || major > 3 || start[7] != 0) {
      throw new FormatException(
          source,
          "has format version %d.%d, expected 1.0, 2.0 or 3.0"
              .formatted(major & 0xff, start[7] & 0xff));
    }
    int width = major == 1 ? Short.BYTES : Integer.BYTES;
    ByteBuffer size =
        ByteBuffer.wrap(require(in, width, source, "header length")).order(LITTLE_ENDIAN);
    long length = major == 1 ? size.getShort() & 0xffff : Integer.toUnsignedLong(size.getInt());
    if (length > LONGEST) {
      throw new FormatException(
          source, "says its header has " + length + " bytes, expected at most " + LONGEST);
    }
    byte[] text = require(in, (int) length, source, "header");
    String dictionary = new String(text, major == 3 ? UTF_8 : ISO_8859_1);
    return new NpyDictionary(dictionary, source).read(8 + width + (int) length);
  }

  private static byte[] require(InputStream in, int size, String source, String what)
      throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new FormatException(
          source, "is truncated: the %s has %d of %d bytes".formatted(what, bytes.length, size));
    }
    return bytes;
  }

  /** The head as NumPy writes it, byte for byte: version 1.0, or 2.0 if that is too short. */
  static byte[] encode(NpyType dtype, long[] shape, boolean fortranOrder) {
    String dictionary =
        "{'descr': '%s%s', 'fortran_order': %s, 'shape': %s, }"
            .formatted(
                dtype.byteSize() == 1 ? "|" : MACHINE_ORDER,
                dtype.code(),
                fortranOrder ? "True" : "False",
                tuple(shape));
    if (shape.length > 0) {
      long growing = shape[fortranOrder ? shape.length - 1 : 0];
      dictionary += " ".repeat(GROWTH_DIGITS - Long.toString(growing).length());
    }
    int width = padded(dictionary, Short.BYTES) > 0xffff ? Integer.BYTES : Short.BYTES;
    int length = padded(dictionary, width);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + width + length)
            .order(LITTLE_ENDIAN)
            .put(MAGIC)
            .put((byte) (width == Short.BYTES ? 1 : 2))
            .put((byte) 0);
    if (width == Short.BYTES) {
      bytes.putShort((short) length);
    } else {
      bytes.putInt(length);
    }
    bytes.put(dictionary.getBytes(ISO_8859_1));
    while (bytes.remaining() > 1) {
      bytes.put((byte) ' ');
    }
    return bytes.put((byte) '\n').array();
  }

  /** Bytes of the dictionary, blanks and the line end that bring the elements to the alignment. */
  private static int padded(String dictionary, int width) {
    int used = 8 + width + dictionary.length() + 1;
    return dictionary.length() + 1 + ALIGNMENT - used % ALIGNMENT;
  }

  /** A shape as Python writes tuples: {@code ()}, {@code (3,)}, {@code (3, 4)}. */
  static String tuple(long[] shape) {
    return shape.length == 1
        ? "(" + shape[0] + ",)"
        : LongStream.of(shape).mapToObj(Long::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
