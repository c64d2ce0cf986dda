package org.warpath.api.image;

import org.warpath.linalg.io.FormatException;

/** The rows of a PNG file, unpacked: each is a filter's number and filtered bytes. */
final class Rows {
  private static final int GREY = 0;
  private static final int COLOURS = 2;
  private static final int PALETTE = 3;
  private static final int GREY_ALPHA = 4;
  private static final int COLOURS_ALPHA = 6;

  private final int width;
  private final int height;
  private final int depth;
  private final int colour;
  private final byte[] palette;

  Rows(int width, int height, int depth, int colour, byte[] palette) {
    this.width = width;
    this.height = height;
    this.depth = depth;
    this.colour = colour;
    this.palette = palette;
  }

  static boolean isKnown(int depth, int colour) {
    return switch (colour) {
      case GREY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case COLOURS, GREY_ALPHA, COLOURS_ALPHA -> depth == 8 || depth == 16;
      default -> false;
    };
  }

  private static int samples(int colour) {
    return switch (colour) {
      case COLOURS -> 3;
      case GREY_ALPHA -> 2;
      case COLOURS_ALPHA -> 4;
      default -> 1;
    };
  }

  /** Bytes of a row, without its filter's. */
  static int byteSize(int width, int depth, int colour) {
    return Math.toIntExact(Math.ceilDiv((long) width * depth * samples(colour), Byte.SIZE));
  }

  Picture picture(byte[] filtered, String source) throws FormatException {
    int channels = colour == GREY || colour == GREY_ALPHA ? 1 : 3;
    float[] samples = new float[Math.multiplyExact(width * height, channels)];
    int size = byteSize(width, depth, colour);
    byte[] above = new byte[size];
    byte[] row = new byte[size];
    for (int y = 0; y < height; y++) {
      System.arraycopy(filtered, y * (size + 1) + 1, row, 0, size);
      restore(filtered[y * (size + 1)], row, above, source);
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < channels; channel++) {
          samples[(y * width + x) * channels + channel] = sample(row, x, channel, source);
        }
      }
      byte[] next = above;
      above = row;
      row = next;
    }
    return new Picture(width, height, channels, samples);
  }

  private void restore(int filter, byte[] row, byte[] above, String source) throws FormatException {
    int step = Math.max(1, depth * samples(colour) / Byte.SIZE);
    for (int i = 0; i < row.length; i++) {
      int left = i < step ? 0 : Byte.toUnsignedInt(row[i - step]);
      int up = Byte.toUnsignedInt(above[i]);
      int corner = i < step ? 0 : Byte.toUnsignedInt(above[i - step]);
      row[i] +=
          (byte)
              switch (filter) {
                case 0 -> 0;
                case 1 -> left;
                case 2 -> up;
                case 3 -> (left + up) / 2;
                case 4 -> nearest(left, up, corner);
                default ->
                    throw new FormatException(
                        source, "has a row of filter %d, expected 0 to 4".formatted(filter));
              };
    }
  }

  /** Paeth's predictor. */
  private static int nearest(int left, int up, int corner) {
    int estimate = left + up - corner;
    int toLeft = Math.abs(estimate - left);
    int toUp = Math.abs(estimate - up);
    int toCorner = Math.abs(estimate - corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }

  private float sample(byte[] row, int x, int channel, String source) throws FormatException {
    if (colour == PALETTE) {
      int at = 3 * bits(row, x) + channel;
      if (at >= palette.length) {
        throw new FormatException(source, "names a colour beyond its palette");
      }
      return Byte.toUnsignedInt(palette[at]) / 255f;
    }
    int place = x * samples(colour) + channel;
    return bits(row, place) / (float) ((1 << depth) - 1);
  }

  private int bits(byte[] row, int place) {
    if (depth == 16) {
      return Byte.toUnsignedInt(row[2 * place]) << Byte.SIZE
          | Byte.toUnsignedInt(row[2 * place + 1]);
    }
    int bit = place * depth;
    int shift = Byte.SIZE - depth - bit % Byte.SIZE;
    return Byte.toUnsignedInt(row[bit / Byte.SIZE]) >> shift & (1 << depth) - 1;
  }
}
