package org.warpath.nn.data;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.warpath.linalg.io.FormatException;

/**
 * CIFAR-10 (Krizhevsky 2009) as JPEG files in an archive tar.xz: {@code train/} and {@code test/},
 * each with a folder a class, whose alphabetical order numbers them as CIFAR-10 does.
 *
 * @param training 50,000 images to learn from, class by class
 * @param test 10,000 images to test with, class by class
 */
public record CifarJpeg(LabelledImages training, LabelledImages test) {
  private static final int SIDE = 32;
  private static final int CHANNELS = 3;

  /**
   * Reads an archive.
   *
   * @throws FormatException if an image cannot be read or is not 32×32, or there are none
   */
  public static CifarJpeg read(Path archive) throws IOException {
    // Class by class and file by file, whatever the archive's order.
    TreeMap<String, byte[]> files = new TreeMap<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().endsWith(".jpg")) {
          files.put(entry.getName(), tar.readAllBytes());
        }
      }
    }
    return new CifarJpeg(part(archive, "train/", files), part(archive, "test/", files));
  }

  private static LabelledImages part(Path archive, String folder, TreeMap<String, byte[]> files)
      throws IOException {
    List<String> classes = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    for (var file : files.subMap(folder, folder + Character.MAX_VALUE).entrySet()) {
      String[] path = file.getKey().split("/", -1);
      if (path.length != 3) {
        throw new FormatException(
            archive.toString(),
            "expected %sCLASS/NAME.jpg, found %s".formatted(folder, file.getKey()));
      }
      if (classes.isEmpty() || !classes.getLast().equals(path[1])) {
        classes.add(path[1]);
      }
      labels.add(classes.size() - 1);
      pixels.writeBytes(decode(archive, file.getKey(), file.getValue()));
    }
    if (labels.isEmpty()) {
      throw new FormatException(
          archive.toString(), "expected images in " + folder + ", found none");
    }
    return new LabelledImages(
        CHANNELS,
        SIDE,
        SIDE,
        pixels.toByteArray(),
        labels.stream().mapToInt(Integer::intValue).toArray());
  }

  private static byte[] decode(Path archive, String name, byte[] jpeg) throws IOException {
    BufferedImage image;
    try {
      image = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg)));
    } catch (IOException e) {
      throw new FormatException(archive.toString(), name + " is no image: " + e.getMessage());
    }
    if (image == null || image.getWidth() != SIDE || image.getHeight() != SIDE) {
      throw new FormatException(archive.toString(), "expected %s to be 32×32".formatted(name));
    }
    byte[] planes = new byte[CHANNELS * SIDE * SIDE];
    int[] colours = image.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
    for (int i = 0; i < colours.length; i++) {
      planes[i] = (byte) (colours[i] >> 16);
      planes[colours.length + i] = (byte) (colours[i] >> 8);
      planes[2 * colours.length + i] = (byte) colours[i];
    }
    return planes;
  }
}
