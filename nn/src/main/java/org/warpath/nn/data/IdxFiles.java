package org.warpath.nn.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.tensor.Shape;

/** LeCun's idx files of bytes, which MNIST comes in, packed by gzip or not. */
public final class IdxFiles {
  private static final int UNSIGNED_BYTE = 0x08;

  private IdxFiles() {}

  /** What a file holds. */
  private record Content(int[] sizes, byte[] bytes) {}

  /**
   * Grey images and their labels.
   *
   * @throws FormatException if one is no such file, or they do not belong together
   * @throws IOException if one cannot be read
   */
  public static ImageSet read(Path images, Path labels) throws IOException {
    Content pixels = read(images, 3);
    Content classes = read(labels, 1);
    if (pixels.sizes[0] != classes.sizes[0]) {
      throw new FormatException(
          labels.toString(),
          "has %d labels for %d images".formatted(classes.sizes[0], pixels.sizes[0]));
    }
    Shape shape = Shape.of(1, pixels.sizes[1], pixels.sizes[2]);
    return new ImageSet(shape, pixels.bytes, classes.bytes);
  }

  private static Content read(Path file, int rank) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
      return read(new DataInputStream(unpacked(raw)), file.toString(), rank);
    } catch (EOFException | ZipException e) {
      FormatException failure = new FormatException(file.toString(), "is damaged or truncated");
      failure.initCause(e);
      throw failure;
    }
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    in.mark(2);
    boolean isPacked = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return isPacked ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private static Content read(DataInputStream in, String source, int rank) throws IOException {
    int head = in.readInt();
    if (head != (UNSIGNED_BYTE << 8 | rank)) {
      throw new FormatException(
          source,
          "is no idx file of bytes in %d dimensions: begins with %08x".formatted(rank, head));
    }
    int[] sizes = new int[rank];
    long count = 1;
    for (int i = 0; i < rank; i++) {
      sizes[i] = in.readInt();
      if (sizes[i] < 1 || count * sizes[i] > Integer.MAX_VALUE - 8) {
        throw new FormatException(source, "has impossible sizes " + Arrays.toString(sizes));
      }
      count *= sizes[i];
    }
    byte[] bytes = in.readNBytes((int) count);
    if (bytes.length != count || in.read() >= 0) {
      throw new FormatException(
          source,
          "expected %d bytes behind the sizes, found %s"
              .formatted(count, bytes.length == count ? "more" : bytes.length));
    }
    return new Content(sizes, bytes);
  }
}
