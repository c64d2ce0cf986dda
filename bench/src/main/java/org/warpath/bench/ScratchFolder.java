package org.warpath.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder that is gone when the program ends, be it by an interrupt, with all processes begun. */
final class ScratchFolder implements AutoCloseable {
  private final Path path;
  private final Thread atEnd = new Thread(this::abandon);

  /** In the given folder, or the system's temporary one. */
  ScratchFolder(@Nullable Path parent) throws IOException {
    String prefix = "warpath-bench-";
    path =
        parent == null
            ? Files.createTempDirectory(prefix)
            : Files.createTempDirectory(parent, prefix);
    Runtime.getRuntime().addShutdownHook(atEnd);
  }

  Path path() {
    return path;
  }

  private void abandon() {
    ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    try {
      delete();
    } catch (IOException e) {
      System.err.println("warpath: could not delete " + path + ": " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(atEnd);
    delete();
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
