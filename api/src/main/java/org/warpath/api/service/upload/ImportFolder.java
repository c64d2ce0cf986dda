package org.warpath.api.service.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;

/** The one folder of the server's disk from which callers may have files read. */
public final class ImportFolder {
  private final Optional<Path> folder;

  public ImportFolder(Optional<Path> folder) {
    this.folder = folder;
  }

  /**
   * The folder itself, symbolic links followed.
   *
   * @throws Problem if there is none
   */
  public Path root() {
    if (folder.isEmpty()) {
      throw new Problem(
          ProblemType.FORBIDDEN, "this server has no import folder (importFolder in its settings)");
    }
    try {
      return folder.get().toRealPath();
    } catch (IOException e) {
      throw new Problem(ProblemType.FORBIDDEN, "this server's import folder is not there", e);
    }
  }

  /**
   * The file called {@code name} in it, symbolic links followed.
   *
   * @throws Problem if there is none, or it leads out of the folder
   */
  public Path file(String field, String name) {
    Path file = resolve(field, name);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new Problem(
          ProblemType.INVALID_REQUEST, field + " is no readable file of the import folder");
    }
    return file;
  }

  /**
   * The folder called {@code name} in it, symbolic links followed.
   *
   * @throws Problem if there is none, or it leads out of the folder
   */
  public Path folder(String field, String name) {
    Path inner = resolve(field, name);
    if (!Files.isDirectory(inner) || !Files.isReadable(inner)) {
      throw new Problem(
          ProblemType.INVALID_REQUEST, field + " is no readable folder of the import folder");
    }
    return inner;
  }

  private Path resolve(String field, String name) {
    Path root = root();
    try {
      Path file = root.resolve(name).normalize();
      // Both before and after links are followed: what lies outside is not even looked at.
      if (name.isEmpty() || !file.startsWith(root) || !file.toRealPath().startsWith(root)) {
        throw outside(field);
      }
      return file.toRealPath();
    } catch (InvalidPathException e) {
      throw outside(field);
    } catch (IOException e) {
      throw new Problem(ProblemType.INVALID_REQUEST, field + " is not in the import folder", e);
    }
  }

  private static Problem outside(String field) {
    return new Problem(
        ProblemType.INVALID_REQUEST, field + " must be a path within the import folder");
  }
}
