package org.warpath.nn.data;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.tensor.Shape;

/**
 * Colour images in a {@code .tar.xz}: entries {@code part/class/name.jpg} or {@code .png}, where
 * part is {@code train} or {@code test}. Classes are numbered in the order of their names. Channels
 * are red, green, blue.
 */
public final class ImageArchive {
  private static final int CHANNELS = 3;

  private ImageArchive() {}

  private record Entry(String kind, String name, byte[] bytes) {}

  /**
   * The images of one part, in the order of their names.
   *
   * @throws FormatException if it is no such archive, an image is damaged, or sizes differ
   * @throws IOException if it cannot be read
   */
  public static ImageSet read(Path archive, String part) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        InputStream raw = new XZInputStream(file);
        TarArchiveInputStream tar = new TarArchiveInputStream(raw)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String[] path = entry.getName().split("/");
        boolean isImage = path.length == 3 && path[2].matches(".*\\.(jpg|jpeg|png)");
        if (entry.isFile() && isImage && path[0].equals(part)) {
          entries.add(new Entry(path[1], entry.getName(), tar.readAllBytes()));
        }
      }
    } catch (IOException e) {
      throw damaged(archive.toString(), "is damaged, or no tar.xz: " + e.getMessage(), e);
    }
    if (entries.isEmpty()) {
      throw new FormatException(
          archive.toString(), "has no images %s/CLASS/NAME.jpg".formatted(part));
    }
    entries.sort((a, b) -> a.name.compareTo(b.name));
    return decoded(archive.toString(), entries);
  }

  private static FormatException damaged(String source, String problem, @Nullable Exception cause) {
    FormatException failure = new FormatException(source, problem);
    failure.initCause(cause);
    return failure;
  }

  private static ImageSet decoded(String source, List<Entry> entries) throws IOException {
    BufferedImage first = image(source, entries.getFirst());
    int area = first.getWidth() * first.getHeight();
    byte[] pixels = new byte[Math.toIntExact((long) entries.size() * CHANNELS * area)];
    byte[] labels = new byte[entries.size()];
    List<String> kinds = List.copyOf(new TreeSet<>(entries.stream().map(Entry::kind).toList()));
    boolean[] isWrong = new boolean[entries.size()];
    IntStream.range(0, entries.size())
        .parallel()
        .forEach(i -> {
          labels[i] = (byte) kinds.indexOf(entries.get(i).kind);
          isWrong[i] = !decode(source, entries.get(i), first, pixels, i * CHANNELS * area);
        });
    for (int i = 0; i < isWrong.length; i++) {
      if (isWrong[i]) {
        throw new FormatException(
            source,
            "%s is damaged, or not of %d×%d pixels"
                .formatted(entries.get(i).name, first.getWidth(), first.getHeight()));
      }
    }
    return new ImageSet(Shape.of(CHANNELS, first.getHeight(), first.getWidth()), pixels, labels);
  }

  private static BufferedImage image(String source, Entry entry) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(entry.bytes));
    if (image == null) {
      throw new FormatException(source, entry.name + " is no image");
    }
    return image;
  }

  private static boolean decode(
      String source, Entry entry, BufferedImage like, byte[] pixels, int from) {
    try {
      BufferedImage image = image(source, entry);
      int width = image.getWidth();
      int height = image.getHeight();
      if (width != like.getWidth() || height != like.getHeight()) {
        return false;
      }
      int[] colours = image.getRGB(0, 0, width, height, null, 0, width);
      for (int place = 0; place < colours.length; place++) {
        pixels[from + place] = (byte) (colours[place] >> 16);
        pixels[from + colours.length + place] = (byte) (colours[place] >> 8);
        pixels[from + 2 * colours.length + place] = (byte) colours[place];
      }
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
