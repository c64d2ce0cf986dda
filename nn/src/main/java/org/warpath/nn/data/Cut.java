package org.warpath.nn.data;

import org.warpath.nn.layer.Noise;

/**
 * Which part of an image a network sees: all of it, or a square, in the middle or anywhere; as it
 * is, or in half of all cases mirrored, left to right. What is random depends on the seed and on
 * the example's place since the beginning alone.
 *
 * @param size rows and columns of the square; 0 for all of the image
 * @param isRandom whether the square may be anywhere, each place as likely
 * @param isMirrored whether half of the examples are mirrored
 * @param seed of what is random
 */
public record Cut(int size, boolean isRandom, boolean isMirrored, long seed) {
  /** All of each image, as it is. */
  public static final Cut NONE = new Cut(0, false, false, 0);

  private static final int DRAWS = 3;

  public Cut {
    if (size < 0) {
      throw new IllegalArgumentException("size must be at least 0, was " + size);
    }
  }

  /** Where the part of an example begins, and whether it is mirrored. */
  record Place(int row, int column, boolean isMirrored) {}

  /** Rows of the part, of an image with {@code height}. */
  int height(int height) {
    return part(height, "rows");
  }

  /** Columns of the part, of an image with {@code width}. */
  int width(int width) {
    return part(width, "columns");
  }

  private int part(int whole, String what) {
    if (size > whole) {
      throw new IllegalArgumentException(
          "expected images of at least %d %s to cut squares from, were of %d"
              .formatted(size, what, whole));
    }
    return size == 0 ? whole : size;
  }

  /** That of example {@code index} since the beginning. */
  Place at(long index, int height, int width) {
    long draw = index * DRAWS;
    return new Place(
        offset(height - height(height), draw),
        offset(width - width(width), draw + 1),
        isMirrored && Noise.uniform(seed, draw + 2) < 0.5);
  }

  private int offset(int rest, long draw) {
    return isRandom ? (int) (Noise.uniform(seed, draw) * (rest + 1)) : rest / 2;
  }
}
