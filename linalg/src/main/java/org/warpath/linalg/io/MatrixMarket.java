package org.warpath.linalg.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.sparse.Csr;

/**
 * NIST's Matrix Market exchange format (Boisvert, Pozo, Remington, 1996): with coordinates, real,
 * integer or pattern, and as an array, real or integer; general, symmetric and skew-symmetric.
 * Complex matrices are refused. Numbers are read as the nearest float64; {@code inf} and {@code
 * nan} are numbers too. Without its first line, a file holds real numbers, with coordinates if its
 * first line has three sizes.
 */
public final class MatrixMarket {
  private MatrixMarket() {}

  /** What a file holds. */
  public sealed interface Content {}

  /**
   * A file with coordinates.
   *
   * @param matrix all entries, those too that symmetry implies; parallel entries side by side, in
   *     the file's order; float64, or a pattern without values
   */
  public record Sparse(Csr matrix) implements Content {}

  /**
   * An array file.
   *
   * @param matrix float64, row-major
   */
  public record Dense(Matrix matrix) implements Content {}

  /**
   * Reads {@code file}, which may be packed by gzip. Takes time and memory in proportion to it.
   *
   * @throws FormatException if it is not such a file: names line, column, and what was expected
   * @throws IOException if it cannot be read
   */
  public static Content read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(new InputStreamReader(unpacked(in), UTF_8), file.toString());
    } catch (EOFException | ZipException e) {
      FormatException failure =
          new FormatException(
              file.toString(), "the gzip data is damaged or truncated: " + e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }

  /**
   * Reads a matrix from {@code text}.
   *
   * @throws FormatException if it is none: names line, column, and what was expected
   * @throws IOException if reading fails
   */
  public static Content read(Reader text) throws IOException {
    return read(text, "matrix");
  }

  private static Content read(Reader text, String source) throws IOException {
    return MarketReader.read(new MarketText(text, source));
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    in.mark(2);
    boolean packed = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return packed ? new GZIPInputStream(in) : in;
  }

  /**
   * Reads a file with coordinates, as {@link #read(Path)}.
   *
   * @throws FormatException also if it is an array file
   */
  public static Csr readCsr(Path file) throws IOException {
    return switch (read(file)) {
      case Sparse(Csr matrix) -> matrix;
      case Dense _ ->
          throw new FormatException(file.toString(), "is an array, expected coordinates");
    };
  }

  /**
   * Reads an array file, as {@link #read(Path)}.
   *
   * @throws FormatException also if it is a file with coordinates
   */
  public static Matrix readMatrix(Path file) throws IOException {
    return switch (read(file)) {
      case Dense(Matrix matrix) -> matrix;
      case Sparse _ ->
          throw new FormatException(file.toString(), "has coordinates, expected an array");
    };
  }

  /**
   * Writes all entries with coordinates, {@code real general}, or {@code pattern general} without
   * values, atomically. Values are the shortest decimals that read back as the same float64.
   *
   * @throws IOException if the file cannot be written; {@code target} is as it was
   */
  public static void write(Path target, Csr matrix) throws IOException {
    AtomicFile.write(
        target,
        channel -> {
          TextOutput out = new TextOutput(channel);
          String field = matrix.hasValues() ? "real" : "pattern";
          out.text("%%MatrixMarket matrix coordinate " + field + " general\n");
          out.number(matrix.rowCount());
          out.character(' ');
          out.number(matrix.columnCount());
          out.character(' ');
          out.number(matrix.entryCount());
          out.character('\n');
          for (int row = 0; row < matrix.rowCount(); row++) {
            long end = matrix.rowStart(row + 1);
            for (long e = matrix.rowStart(row); e < end; e++) {
              out.number(row + 1L);
              out.character(' ');
              out.number(matrix.column(e) + 1L);
              if (matrix.hasValues()) {
                out.character(' ');
                Decimal.write(out, matrix.valueAsDouble(e));
              }
              out.character('\n');
            }
          }
          out.flush();
        });
  }

  /**
   * Writes an array file, {@code real general}, by columns, atomically. Elements are the shortest
   * decimals that read back as the same float64.
   *
   * @throws IOException if the file cannot be written; {@code target} is as it was
   */
  public static void write(Path target, Matrix matrix) throws IOException {
    AtomicFile.write(
        target,
        channel -> {
          TextOutput out = new TextOutput(channel);
          out.text("%%MatrixMarket matrix array real general\n");
          out.text(matrix.rows() + " " + matrix.columns() + "\n");
          for (int j = 0; j < matrix.columns(); j++) {
            for (int i = 0; i < matrix.rows(); i++) {
              Decimal.write(out, matrix.get(i, j));
              out.character('\n');
            }
          }
          out.flush();
        });
  }
}
