package org.warpath.nn.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Images to learn from and others to test with, found in a folder: MNIST's four files, or one
 * archive {@code .tar.xz} as {@link CifarJpeg} reads.
 *
 * @param training to learn from
 * @param test to test with
 */
public record ImageFolder(LabelledImages training, LabelledImages test) {

  /**
   * Reads a folder.
   *
   * @throws org.warpath.linalg.io.FormatException if a file is damaged
   * @throws IllegalArgumentException if there are no such files
   */
  public static ImageFolder read(Path folder) throws IOException {
    for (String end : List.of("", ".gz")) {
      Path images = folder.resolve("train-images-idx3-ubyte" + end);
      if (Files.exists(images)) {
        return new ImageFolder(
            Mnist.read(images, folder.resolve("train-labels-idx1-ubyte" + end)),
            Mnist.read(
                folder.resolve("t10k-images-idx3-ubyte" + end),
                folder.resolve("t10k-labels-idx1-ubyte" + end)));
      }
    }
    List<Path> archives;
    try (Stream<Path> files = Files.list(folder)) {
      archives = files.filter(file -> file.toString().endsWith(".tar.xz")).toList();
    }
    if (archives.size() != 1) {
      throw new IllegalArgumentException(
          folder
              + ": expected MNIST's train-images-idx3-ubyte and so on, as they are or in gzip, or one"
              + " .tar.xz of images");
    }
    if (ModuleLayer.boot().findModule("java.desktop").isEmpty()) {
      throw new IllegalArgumentException(
          archives.getFirst() + ": the Java of a bundle reads no JPEG images");
    }
    CifarJpeg images = CifarJpeg.read(archives.getFirst());
    return new ImageFolder(images.training(), images.test());
  }
}
