package org.warpath.graph.mediawiki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.io.text.InputFile;

/** A folder of table dumps: {@code simplewiki-20240101-page.sql.gz} and so on. */
record DumpFolder(Path folder) {

  /**
   * The one file of {@code table}: called {@code TABLE.sql} or {@code …-TABLE.sql}, packed or
   * plain.
   *
   * @throws GraphFormatException if there is none or more than one
   */
  Path file(String table) throws IOException {
    if (Files.notExists(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "no such folder");
    }
    if (!Files.isDirectory(folder)) {
      throw new GraphFormatException(
          folder.toString(), "is a file, expected a folder of MediaWiki table dumps");
    }
    List<Path> found;
    try (Stream<Path> files = Files.list(folder)) {
      found = files.filter(file -> isDumpOf(table, file)).sorted().toList();
    }
    if (found.isEmpty()) {
      throw new GraphFormatException(
          folder.toString(),
          "no dump of table "
              + table
              + ": expected a file named like simplewiki-20240101-"
              + table
              + ".sql.gz");
    }
    if (found.size() > 1) {
      throw new GraphFormatException(
          folder.toString(),
          "expected one dump of table "
              + table
              + ", found "
              + String.join(" and ", found.stream().map(f -> f.getFileName().toString()).toList()));
    }
    return found.getFirst();
  }

  /** Bytes of all files that are a dump of one of {@code tables}. */
  long byteSize(List<String> tables) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (tables.stream().anyMatch(table -> isDumpOf(table, file))) {
          bytes += Files.size(file);
        }
      }
    }
    return bytes;
  }

  private static boolean isDumpOf(String table, Path file) {
    String name = file.getFileName().toString();
    String plain = name.substring(0, name.length() - InputFile.packedExtension(name).length());
    return plain.equals(table + ".sql") || plain.endsWith("-" + table + ".sql");
  }
}
