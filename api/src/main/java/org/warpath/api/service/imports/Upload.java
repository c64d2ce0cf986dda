package org.warpath.api.service.imports;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.upload.SafeFileName;

/**
 * What was uploaded: the files of one graph, and perhaps one with the vertices' names.
 *
 * @param folder nobody else's
 */
record Upload(Path folder) {
  /** The folder of the graph's files. */
  static final String FILES = "files";

  /** The folder of the file of names. */
  static final String TITLES = "titles";

  /**
   * Where a file of the graph is to go.
   *
   * @param given what the caller calls it; null if he says nothing of it
   * @throws Problem if there is a file of that name
   */
  Path newFile(@Nullable String given) throws IOException {
    return absent("file", folder(FILES).resolve(SafeFileName.of(given, "file")));
  }

  /** Where the file of names is to go; as above. */
  Path newTitles(@Nullable String given) throws IOException {
    if (titles().isPresent()) {
      throw new Problem(ProblemType.INVALID_REQUEST, "part titles is there twice");
    }
    return folder(TITLES).resolve(SafeFileName.of(given, "titles"));
  }

  private static Path absent(String role, Path file) {
    if (Files.exists(file)) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "two parts called " + role + " have the same file name, " + file.getFileName());
    }
    return file;
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  /** The folder of the graph's files. */
  Path filesFolder() {
    return folder.resolve(FILES);
  }

  /** The graph's files, by name; at least one. */
  List<Path> files() throws IOException {
    return list(FILES);
  }

  /** The file of names, if there is one. */
  Optional<Path> titles() throws IOException {
    return list(TITLES).stream().findFirst();
  }

  private List<Path> list(String name) throws IOException {
    if (!Files.isDirectory(folder.resolve(name))) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.resolve(name))) {
      entries.forEach(files::add);
    }
    files.sort(null);
    return files;
  }
}
