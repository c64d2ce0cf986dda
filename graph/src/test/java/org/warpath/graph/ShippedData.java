package org.warpath.graph;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real graphs that ship in the project's {@code data} folder: always there. */
public final class ShippedData {
  private ShippedData() {}

  /** The file or folder at {@code relative} below the data folder. */
  public static Path file(String relative) {
    // Surefire runs tests in the module's folder and says so; an IDE may run them in the root.
    Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    for (Path folder = module; folder != null; folder = folder.getParent()) {
      Path file = folder.resolve("data").resolve(relative);
      if (Files.exists(file)) {
        return file;
      }
    }
    throw new AssertionError("no data/" + relative + " in any folder above " + module);
  }
}
