package org.warpath.graph.io.text;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.warpath.graph.GraphFormatException;

/** The one file in a zip archive. */
final class ZipEntryStream extends FilterInputStream {
  private ZipEntryStream(InputStream content) {
    super(content);
  }

  /**
   * The content of the one file in {@code file}. The directory at the archive's end tells that
   * there is one; its content is read from {@code packed}, as only that way checks the checksum.
   *
   * @throws GraphFormatException if the archive holds no file, or several
   */
  static InputStream open(Path file, InputStream packed) throws IOException {
    try (ZipFile archive = new ZipFile(file.toFile())) {
      List<String> names =
          archive.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
      if (names.size() != 1) {
        throw new GraphFormatException(
            file.toString(),
            "expected a zip archive of one file, found "
                + names.size()
                + (names.isEmpty()
                    ? ""
                    : ": " + String.join(", ", names.subList(0, Math.min(5, names.size())))));
      }
    }
    ZipInputStream entries = new ZipInputStream(packed);
    ZipEntry entry = entries.getNextEntry();
    while (entry != null && entry.isDirectory()) {
      entry = entries.getNextEntry();
    }
    if (entry == null) {
      throw new GraphFormatException(file.toString(), "the zip archive is damaged");
    }
    return new ZipEntryStream(entries);
  }
}
