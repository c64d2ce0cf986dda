package org.warpath.api.client.query;

import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a new graph comes from. */
public sealed interface GraphSource {

  /**
   * A file of this machine, sent as it is, packed or plain.
   *
   * @param file in any format that the service reads
   * @param titles names of the vertices, one a line; null if they have none, or the file has them
   * @param options how to read it
   */
  record LocalFile(Path file, @Nullable Path titles, ImportOptions options)
      implements GraphSource {}

  /**
   * Bytes that are sent as they come. They can be read once only, so that a refusal is not retried.
   *
   * @param content in any format that the service reads; closed once sent
   * @param fileName a name that helps to tell the format, such as {@code links.csv.gz}
   * @param options how to read it
   */
  record Content(InputStream content, String fileName, ImportOptions options)
      implements GraphSource {}

  /**
   * A file of the server.
   *
   * @param file relative to the server's import folder
   * @param titles names of the vertices, one a line, also there; null for none
   * @param options how to read it
   */
  record ServerFile(String file, @Nullable String titles, ImportOptions options)
      implements GraphSource {}

  /**
   * A graph made by rule or by chance.
   *
   * @param shape which one
   */
  record Generated(Shape shape) implements GraphSource {}

  /** A file of this machine, its format told by content. */
  static GraphSource file(Path file) {
    return new LocalFile(file, null, ImportOptions.defaults());
  }
}
