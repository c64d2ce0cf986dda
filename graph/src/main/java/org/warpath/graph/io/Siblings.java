package org.warpath.graph.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.warpath.graph.io.text.InputFile;

/** The files of a graph that consists of several: one name, different extensions. */
final class Siblings {
  private Siblings() {}

  /**
   * What the names of the files have in common.
   *
   * @param file one of the files, or their common name itself
   * @param extensions those of the files, with their dots
   */
  static Path baseName(Path file, String... extensions) {
    String name = FormatDetection.name(file);
    for (String extension : extensions) {
      if (name.endsWith(extension)) {
        return file.resolveSibling(name.substring(0, name.length() - extension.length()));
      }
    }
    return file;
  }

  /** The file {@code base} with {@code extension}, plain or packed, if there is one. */
  static Optional<Path> find(Path base, String extension) {
    for (String packed : InputFile.packedExtensions()) {
      Path file = base.resolveSibling(base.getFileName() + extension + packed);
      if (Files.exists(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
