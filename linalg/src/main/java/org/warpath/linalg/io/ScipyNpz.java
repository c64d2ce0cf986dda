package org.warpath.linalg.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.warpath.linalg.sparse.Csr;

/**
 * Sparse matrices as {@code scipy.sparse.save_npz} writes them: archives of the arrays of a matrix
 * in CSR, CSC or COO form. What is stored twice at one place stays two parallel entries.
 */
public final class ScipyNpz {
  /** The name of the array, a text, that says in which form the matrix is. */
  public static final String FORMAT = "format";

  // Far above the head and the text of three letters that is wanted.
  private static final int FORMAT_BYTES = 1 << 10;

  private ScipyNpz() {}

  /**
   * Whether {@code file} is an archive that says which form of sparse matrix it holds.
   *
   * @throws IOException if it cannot be read
   */
  public static boolean recognizes(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.getEntry(FORMAT + ".npy") != null;
    } catch (ZipException e) {
      return false;
    }
  }

  /**
   * Reads a matrix; integers become float64.
   *
   * @throws FormatException if arrays are missing, do not fit each other, or are those of another
   *     form than CSR, CSC and COO
   * @throws IOException if it cannot be read
   */
  public static Csr read(Path file) throws IOException {
    String form = form(file);
    return new ScipyArrays(file.toString(), form, Npz.read(file, ScipyArrays.NAMES::contains))
        .toCsr();
  }

  private static String form(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(FORMAT + ".npy");
      if (entry == null) {
        throw new FormatException(file.toString(), "holds no sparse matrix of scipy.sparse");
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return form(in, file.toString());
      }
    } catch (ZipException e) {
      FormatException failure =
          new FormatException(file.toString(), "is no .npz file: " + e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }

  /**
   * Reads what the array {@value #FORMAT} says: a single text, of bytes or of characters.
   *
   * @throws FormatException if it is far too long
   * @throws IOException if reading fails
   */
  public static String form(InputStream in, String source) throws IOException {
    byte[] content = in.readNBytes(FORMAT_BYTES);
    if (in.read() >= 0) {
      throw new FormatException(source, "\"" + FORMAT + "\" must be csr, csc or coo, is longer");
    }
    String text = new String(content, StandardCharsets.ISO_8859_1);
    // The head ends its line; NumPy's characters have four bytes each.
    return text.substring(text.lastIndexOf('\n') + 1).replace("\0", "");
  }
}
