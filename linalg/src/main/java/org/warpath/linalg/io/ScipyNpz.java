package org.warpath.linalg.io;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.sparse.CooBuilder;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.Duplicates;

/**
 * Sparse matrices as {@code scipy.sparse.save_npz} writes them: archives of the arrays of a matrix
 * in CSR, CSC or COO form. What is stored twice at one place stays two parallel entries.
 */
public final class ScipyNpz {
  private static final String FORMAT = "format";
  private static final Set<String> NUMBERS =
      Set.of("data", "indices", "indptr", "shape", "row", "col");
  private static final int FORMAT_BYTES = 3;

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
    String format = format(file);
    Map<String, NpyArray> arrays = Npz.read(file, NUMBERS::contains);
    Parts parts = new Parts(file, arrays);
    int rows = parts.size(0);
    int columns = parts.size(1);
    NpyArray data = parts.get("data");
    NpyType stored = data.dtype();
    if (stored.isComplex()) {
      throw new FormatException(file.toString(), "is complex, expected real numbers");
    }
    ElementType type =
        stored == NpyType.FLOAT32 || stored == NpyType.FLOAT16
            ? ElementType.FLOAT32
            : ElementType.FLOAT64;
    CooBuilder builder = CooBuilder.of(type, rows, columns);
    try {
      switch (format) {
        case "csr" -> compressed(parts, data, rows, builder::add);
        case "csc" ->
            compressed(
                parts, data, columns, (column, row, value) -> builder.add(row, column, value));
        case "coo" -> triplets(parts, data, builder);
        default ->
            throw new FormatException(
                file.toString(), "is in the form \"" + format + "\", expected csr, csc or coo");
      }
    } catch (IllegalArgumentException e) {
      FormatException failure = new FormatException(file.toString(), e.getMessage());
      failure.initCause(e);
      throw failure;
    }
    return builder.build().toCsr(Duplicates.KEEP, Arena.ofAuto(), Engine.cpu().threads());
  }

  // Three bytes of text, which no array of numbers can be.
  private static String format(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(FORMAT + ".npy");
      if (entry == null) {
        throw new FormatException(file.toString(), "holds no sparse matrix of scipy.sparse");
      }
      try (InputStream in = zip.getInputStream(entry)) {
        byte[] content = in.readAllBytes();
        int from = Math.max(0, content.length - FORMAT_BYTES);
        return new String(content, from, content.length - from, StandardCharsets.ISO_8859_1);
      }
    } catch (ZipException e) {
      FormatException failure =
          new FormatException(file.toString(), "is no .npz file: " + e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }

  @FunctionalInterface
  private interface Sink {
    void add(int major, int minor, double value);
  }

  private static void compressed(Parts parts, NpyArray data, int majors, Sink sink)
      throws IOException {
    NpyArray offsets = parts.get("indptr", majors + 1L);
    NpyArray indices = parts.get("indices", data.size());
    long end = parts.integer(offsets, 0);
    if (end != 0 || parts.integer(offsets, majors) != data.size()) {
      throw parts.wrong("indptr must run from 0 to " + data.size());
    }
    for (int major = 0; major < majors; major++) {
      long start = end;
      end = parts.integer(offsets, major + 1L);
      if (end < start || end > data.size()) {
        throw parts.wrong("indptr descends at " + (major + 1));
      }
      for (long e = start; e < end; e++) {
        sink.add(major, parts.index(indices, e), data.dtype().get(data.data(), e));
      }
    }
  }

  private static void triplets(Parts parts, NpyArray data, CooBuilder builder) throws IOException {
    NpyArray rows = parts.get("row", data.size());
    NpyArray columns = parts.get("col", data.size());
    for (long e = 0; e < data.size(); e++) {
      builder.add(parts.index(rows, e), parts.index(columns, e), data.dtype().get(data.data(), e));
    }
  }

  /** The arrays of a file. */
  private record Parts(Path file, Map<String, NpyArray> arrays) {
    FormatException wrong(String problem) {
      return new FormatException(file.toString(), problem);
    }

    NpyArray get(String name) throws IOException {
      NpyArray array = arrays.get(name);
      if (array == null || array.dimensions() != 1) {
        throw wrong("needs an array \"" + name + "\" of one dimension");
      }
      return array;
    }

    NpyArray get(String name, long size) throws IOException {
      NpyArray array = get(name);
      if (array.size() != size) {
        throw wrong("\"%s\" has %d elements, expected %d".formatted(name, array.size(), size));
      }
      return array;
    }

    long integer(NpyArray array, long index) {
      return (long) array.dtype().get(array.data(), index);
    }

    int index(NpyArray array, long index) {
      return Math.clamp(integer(array, index), -1, Integer.MAX_VALUE);
    }

    int size(int dimension) throws IOException {
      NpyArray shape = get("shape", 2);
      long size = integer(shape, dimension);
      if (size < 0 || size > Integer.MAX_VALUE) {
        throw wrong("a matrix of " + size + " rows or columns is too large");
      }
      return (int) size;
    }
  }
}
