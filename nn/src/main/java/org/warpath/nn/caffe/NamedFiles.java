package org.warpath.nn.caffe;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Files that definitions name. */
final class NamedFiles {
  private NamedFiles() {}

  /**
   * Looked for from the current folder, as Caffe does, then from {@code folder}; null if not there.
   */
  static @Nullable Path find(Path folder, String name) {
    Path here = Path.of(name);
    Path beside = folder.resolve(name);
    return Files.exists(here) ? here : Files.exists(beside) ? beside : null;
  }
}
