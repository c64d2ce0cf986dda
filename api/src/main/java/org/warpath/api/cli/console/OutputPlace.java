package org.warpath.api.cli.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where results go: looked at before a long computation, not after it. */
public final class OutputPlace {
  private OutputPlace() {}

  /** The folder of {@code file}. */
  public static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  /**
   * Refuses a file that could not be written.
   *
   * @throws IOException if its folder is not there or not writable, or a folder has its name
   */
  public static void requireWritable(Path file) throws IOException {
    Path folder = folder(file);
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    if (!Files.isWritable(folder)) {
      throw new AccessDeniedException(folder.toString());
    }
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + " is a folder, expected the name of a file");
    }
  }
}
