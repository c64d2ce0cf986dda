package org.warpath.nn.data;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.warpath.linalg.io.FormatException;

/**
 * Handwritten digits (LeCun, Cortes and Burges), in files of the format IDX as they are published:
 * {@code train-images-idx3-ubyte.gz} and so on, 60,000 to learn from and 10,000 to test.
 */
public final class Mnist {
  // The type "unsigned byte", and one or three dimensions.
  private static final int LABELS = 0x801;
  private static final int IMAGES = 0x803;

  private Mnist() {}

  /** The examples to learn from, in {@code folder}. */
  public static LabelledImages training(Path folder) throws IOException {
    return read(
        folder.resolve("train-images-idx3-ubyte.gz"), folder.resolve("train-labels-idx1-ubyte.gz"));
  }

  /** The examples to test with, in {@code folder}. */
  public static LabelledImages test(Path folder) throws IOException {
    return read(
        folder.resolve("t10k-images-idx3-ubyte.gz"), folder.resolve("t10k-labels-idx1-ubyte.gz"));
  }

  /**
   * A pair of files, as they are or compressed with gzip.
   *
   * @throws FormatException if one is not of its format, or they do not belong together
   */
  public static LabelledImages read(Path images, Path labels) throws IOException {
    byte[] classes = read(labels, LABELS, 1).bytes();
    Idx pixels = read(images, IMAGES, 3);
    if (pixels.sizes()[0] != classes.length) {
      throw new FormatException(
          images.toString(),
          "expected %d images, as %s has labels, found %d"
              .formatted(classes.length, labels, pixels.sizes()[0]));
    }
    int[] all = new int[classes.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = Byte.toUnsignedInt(classes[i]);
    }
    return new LabelledImages(1, pixels.sizes()[1], pixels.sizes()[2], pixels.bytes(), all);
  }

  private record Idx(int[] sizes, byte[] bytes) {}

  private static Idx read(Path file, int magic, int dimensions) throws IOException {
    try (DataInputStream in = new DataInputStream(open(file))) {
      int found = in.readInt();
      if (found != magic) {
        throw new FormatException(
            file.toString(), "expected to begin with %08x, found %08x".formatted(magic, found));
      }
      int[] sizes = new int[dimensions];
      long count = 1;
      for (int i = 0; i < dimensions; i++) {
        sizes[i] = in.readInt();
        count = sizes[i] < 0 ? Long.MAX_VALUE : Math.multiplyExact(count, (long) sizes[i]);
      }
      byte[] bytes = in.readAllBytes();
      if (bytes.length != count) {
        throw new FormatException(
            file.toString(),
            "expected %d bytes of elements, found %d".formatted(count, bytes.length));
      }
      return new Idx(sizes, bytes);
    } catch (EOFException | ZipException | ArithmeticException e) {
      throw new FormatException(file.toString(), "expected a whole file: " + e.getMessage());
    }
  }

  private static InputStream open(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    InputStream in = new ByteArrayInputStream(bytes);
    boolean isCompressed = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    return isCompressed ? new GZIPInputStream(in) : in;
  }
}
