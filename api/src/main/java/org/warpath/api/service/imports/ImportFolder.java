package org.warpath.api.service.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;

/** The one folder of the server's disk from which callers may have files read. */
final class ImportFolder {
  private final Optional<Path> folder;

  ImportFolder(Optional<Path> folder) {
    this.folder = folder;
  }

  /**
   * The file called {@code name} in it, symbolic links followed.
   *
   * @throws Problem if there is no such folder or file, or it leads out of the folder
   */
  Path resolve(String field, String name) {
    if (folder.isEmpty()) {
      throw new Problem(
          ProblemType.FORBIDDEN, "this server has no import folder (importFolder in its settings)");
    }
    try {
      Path root = folder.get().toRealPath();
      Path file = root.resolve(name).normalize();
      // Both before and after links are followed: what lies outside is not even looked at.
      if (name.isEmpty() || !file.startsWith(root) || !file.toRealPath().startsWith(root)) {
        throw outside(field);
      }
      Path real = file.toRealPath();
      if (!Files.isRegularFile(real) || !Files.isReadable(real)) {
        throw new Problem(
            ProblemType.INVALID_REQUEST, field + " is no readable file of the import folder");
      }
      return real;
    } catch (InvalidPathException e) {
      throw outside(field);
    } catch (IOException e) {
      throw new Problem(ProblemType.INVALID_REQUEST, field + " is no file of the import folder", e);
    }
  }

  private static Problem outside(String field) {
    return new Problem(
        ProblemType.INVALID_REQUEST, field + " must be a path within the import folder");
  }
}
