package org.warpath.nn.caffe;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the files are that definitions name. */
@FunctionalInterface
public interface NamedFiles {
  /** The file that a definition calls {@code name}; null if there is none. */
  @Nullable Path find(String name);

  /** Looked for from the current folder, as Caffe does, then from {@code folder}. */
  static NamedFiles near(Path folder) {
    return name -> {
      Path here = Path.of(name);
      Path beside = folder.resolve(name);
      return Files.exists(here) ? here : Files.exists(beside) ? beside : null;
    };
  }
}
