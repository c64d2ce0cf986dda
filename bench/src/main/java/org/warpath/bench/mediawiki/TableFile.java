package org.warpath.bench.mediawiki;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.warpath.kernels.Parallel;
import org.warpath.kernels.RunControl;

/**
 * One table's dump. Rows are made and packed in parallel, a part at a time, each part a member of
 * the gzip file: the same bytes for every thread count, in memory that does not grow with the
 * table.
 *
 * @param file is overwritten
 * @param table the table's name
 * @param columns its definition, between the parentheses
 */
record TableFile(Path file, String table, String columns) {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int PARTS_A_THREAD = 4;

  /** Makes the rows of one part. */
  @FunctionalInterface
  interface Part {
    void write(int part, RowText rows);
  }

  /** Writes it all. */
  void write(int parts, int threads, Part rows, RunControl control) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(packed(head()));
      byte[][] packed = new byte[PARTS_A_THREAD * threads][];
      for (int from = 0; from < parts; from += packed.length) {
        int first = from;
        int count = Math.min(packed.length, parts - first);
        Parallel.forEach(threads, count, i -> packed[i] = part(first + i, rows));
        for (int i = 0; i < count; i++) {
          out.write(packed[i]);
        }
        control.iteration(table, (long) first + count, parts, Double.NaN);
      }
      out.write(packed(tail()));
    }
  }

  private byte[] part(int part, Part rows) {
    RowText text = new RowText(table);
    rows.write(part, text);
    text.endStatement();
    return packed(text.bytes(), text.length());
  }

  private static byte[] packed(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    return packed(bytes, bytes.length);
  }

  private static byte[] packed(byte[] bytes, int length) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = fastest(packed)) {
      gzip.write(bytes, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static GZIPOutputStream fastest(OutputStream out) throws IOException {
    return new GZIPOutputStream(out, BUFFER_BYTES) {
      {
        def.setLevel(Deflater.BEST_SPEED);
      }
    };
  }

  private String head() {
    return """
    -- MariaDB dump 10.19  Distrib 10.5.27-MariaDB, for debian-linux-gnu (x86_64)
    --
    -- Host: db    Database: synthwiki
    -- ------------------------------------------------------

    /*!40101 SET NAMES utf8mb4 */;

    --
    -- Table structure for table `%1$s`
    --

    DROP TABLE IF EXISTS `%1$s`;
    CREATE TABLE `%1$s` (
    %2$s
    ) ENGINE=InnoDB DEFAULT CHARSET=binary;

    --
    -- Dumping data for table `%1$s`
    --

    /*!40000 ALTER TABLE `%1$s` DISABLE KEYS */;
    """
        .formatted(table, columns.stripTrailing());
  }

  private String tail() {
    return """
    /*!40000 ALTER TABLE `%s` ENABLE KEYS */;

    -- Dump completed on 2026-01-01  0:00:00
    """
        .formatted(table);
  }
}
