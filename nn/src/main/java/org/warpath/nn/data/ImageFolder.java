package org.warpath.nn.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with images to learn from and others to test with: MNIST's four idx files, packed or
 * not, or one {@code .tar.xz} as {@link ImageArchive} reads.
 */
public final class ImageFolder {
  private final Path folder;

  /** Nothing is read yet. */
  public ImageFolder(Path folder) {
    this.folder = folder;
  }

  /** Images of the folder to learn from, or to test with. */
  public enum Part {
    /** To learn from. */
    TRAIN("train", "train"),
    /** To test with. */
    TEST("t10k", "test");

    private final String idx;
    private final String archive;

    Part(String idx, String archive) {
      this.idx = idx;
      this.archive = archive;
    }
  }

  /**
   * Reads a part.
   *
   * @throws org.warpath.linalg.io.FormatException if a file is damaged
   * @throws NoSuchFileException if there are no such files
   * @throws IOException if one cannot be read
   */
  public ImageSet read(Part part) throws IOException {
    for (String end : List.of("", ".gz")) {
      Path images = folder.resolve(part.idx + "-images-idx3-ubyte" + end);
      Path labels = folder.resolve(part.idx + "-labels-idx1-ubyte" + end);
      if (Files.exists(images) && Files.exists(labels)) {
        return IdxFiles.read(images, labels);
      }
    }
    List<Path> archives;
    try (Stream<Path> files = Files.list(folder)) {
      archives = files.filter(file -> file.toString().endsWith(".tar.xz")).toList();
    }
    if (archives.size() == 1) {
      return ImageArchive.read(archives.getFirst(), part.archive);
    }
    throw new NoSuchFileException(
        folder.toString(),
        null,
        "expected %s-images-idx3-ubyte(.gz) and %s-labels-idx1-ubyte(.gz), or one .tar.xz of images"
            .formatted(part.idx, part.idx));
  }
}
