package org.warpath.api.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.warpath.linalg.io.FormatException;

/**
 * Pictures in PNG files: all of the standard's depths and colours, but not interlaced; transparency
 * is left out. (The JDK's own reader would bring all of its windows into a bundle.)
 *
 * <p>Source: Portable Network Graphics, third edition (W3C 2023).
 */
public final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final long MOST_PIXELS = 1 << 26;
  private static final int LONGEST_NAME = 4;

  private final String source;
  private final ByteBuffer bytes;
  private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
  private byte[] palette = new byte[0];
  private int width;
  private int height;
  private int depth;
  private int colour = -1;

  private Png(String source, byte[] bytes) {
    this.source = source;
    this.bytes = ByteBuffer.wrap(bytes);
  }

  /**
   * Reads a file.
   *
   * @throws FormatException if it is no PNG file, damaged, interlaced, or of more than 2²⁶ pixels
   */
  public static Picture read(Path file) throws IOException {
    return parse(file.toString(), Files.readAllBytes(file));
  }

  /** The picture in {@code bytes}; {@code source} is where they are from, for messages. */
  public static Picture parse(String source, byte[] bytes) throws FormatException {
    return new Png(source, bytes).picture();
  }

  private FormatException defect(String problem) {
    return new FormatException(source, problem);
  }

  private Picture picture() throws FormatException {
    byte[] signature = new byte[SIGNATURE.length];
    if (bytes.remaining() >= signature.length) {
      bytes.get(signature);
    }
    if (!Arrays.equals(signature, SIGNATURE)) {
      throw defect("is no PNG file");
    }
    while (!chunk()) {
      // On to the last.
    }
    if (colour < 0) {
      throw defect("has no header (IHDR)");
    }
    return new Rows(width, height, depth, colour, palette).picture(inflated(), source);
  }

  /** Reads a chunk; whether it is the last. */
  private boolean chunk() throws FormatException {
    if (bytes.remaining() < Integer.BYTES + LONGEST_NAME) {
      throw defect("ends before its last chunk (IEND)");
    }
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining() - LONGEST_NAME - Integer.BYTES) {
      throw defect("is cut off in a chunk of " + Integer.toUnsignedString(length) + " bytes");
    }
    CRC32 sum = new CRC32();
    sum.update(bytes.array(), bytes.position(), LONGEST_NAME + length);
    byte[] name = new byte[LONGEST_NAME];
    bytes.get(name);
    byte[] data = new byte[length];
    bytes.get(data);
    String type = new String(name, StandardCharsets.ISO_8859_1);
    if (bytes.getInt() != (int) sum.getValue()) {
      throw defect("has a damaged chunk " + type + ": its checksum is another");
    }
    switch (type) {
      case "IHDR" -> header(ByteBuffer.wrap(data));
      case "PLTE" -> palette = data;
      case "IDAT" -> packed.writeBytes(data);
      default -> {
        // What else there is does not change the samples.
      }
    }
    return type.equals("IEND");
  }

  private void header(ByteBuffer header) throws FormatException {
    if (header.remaining() != 13) {
      throw defect("has a header of %d bytes, expected 13".formatted(header.remaining()));
    }
    width = header.getInt();
    height = header.getInt();
    depth = header.get();
    colour = header.get();
    // How it is compressed and filtered: there is one way of each.
    boolean isUsual = header.getShort() == 0;
    if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
      throw defect("is of %d×%d pixels, expected 1 to %d".formatted(width, height, MOST_PIXELS));
    }
    if (!isUsual || !Rows.isKnown(depth, colour)) {
      throw defect("has colours of type %d in %d bits, expected PNG's".formatted(colour, depth));
    }
    if (header.get() != 0) {
      throw defect("is interlaced, which is not supported");
    }
  }

  private byte[] inflated() throws FormatException {
    byte[] rows = new byte[Math.multiplyExact(height, 1 + Rows.byteSize(width, depth, colour))];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed.toByteArray());
      int at = 0;
      while (at < rows.length) {
        int count = inflater.inflate(rows, at, rows.length - at);
        if (count == 0) {
          throw defect("has %d bytes of samples, expected %d".formatted(at, rows.length));
        }
        at += count;
      }
      return rows;
    } catch (DataFormatException e) {
      throw defect("has samples that cannot be unpacked: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }
}
