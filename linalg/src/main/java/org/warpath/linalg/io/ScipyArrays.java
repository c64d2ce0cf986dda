package org.warpath.linalg.io;

import java.lang.foreign.Arena;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.sparse.CooBuilder;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.Duplicates;

/**
 * The arrays of which {@code scipy.sparse} makes a matrix, under the names that it gives them, not
 * yet put together: {@code data} and {@code shape}, and {@code indices} and {@code indptr} in CSR
 * and CSC form, {@code row} and {@code col} in COO form.
 */
public final class ScipyArrays {
  /** The arrays' names. */
  public static final Set<String> NAMES =
      Set.of("data", "indices", "indptr", "shape", "row", "col");

  private enum Form {
    CSR,
    CSC,
    COO
  }

  private final String source;
  private final Map<String, NpyArray> arrays;
  private final Form form;
  private final NpyArray data;
  private final int rows;
  private final int columns;

  /**
   * @param source what messages call them
   * @param form csr, csc or coo; null for csr if there are row offsets, {@code indptr}, else coo
   * @param arrays the arrays by name; others than these are ignored
   * @throws FormatException if the form is another, or data or shape are not there or complex
   */
  public ScipyArrays(String source, @Nullable String form, Map<String, NpyArray> arrays)
      throws FormatException {
    this.source = source;
    this.arrays = arrays;
    this.form =
        switch (form == null ? (arrays.containsKey("indptr") ? "csr" : "coo") : form) {
          case "csr" -> Form.CSR;
          case "csc" -> Form.CSC;
          case "coo" -> Form.COO;
          default -> throw wrong("is in the form \"" + form + "\", expected csr, csc or coo");
        };
    this.rows = extent(0);
    this.columns = extent(1);
    this.data = get("data");
  }

  /** Rows. */
  public int rowCount() {
    return rows;
  }

  /** Columns. */
  public int columnCount() {
    return columns;
  }

  /** Stored entries. */
  public long entryCount() {
    return data.size();
  }

  /**
   * The matrix, of float32 if the data are at most that, else float64; what is stored twice at one
   * place stays two parallel entries.
   *
   * @throws FormatException if arrays are missing or do not fit each other
   */
  public Csr toCsr() throws FormatException {
    NpyType stored = data.dtype();
    ElementType type =
        stored == NpyType.FLOAT32 || stored == NpyType.FLOAT16
            ? ElementType.FLOAT32
            : ElementType.FLOAT64;
    CooBuilder builder = CooBuilder.of(type, rows, columns);
    try {
      switch (form) {
        case CSR -> compressed(rows, builder::add);
        case CSC -> compressed(columns, (column, row, value) -> builder.add(row, column, value));
        case COO -> triplets(builder);
      }
    } catch (IllegalArgumentException e) {
      FormatException failure = wrong(String.valueOf(e.getMessage()));
      failure.initCause(e);
      throw failure;
    }
    return builder.build().toCsr(Duplicates.KEEP, Arena.ofAuto(), Engine.cpu().threads());
  }

  @FunctionalInterface
  private interface Sink {
    void add(int major, int minor, double value);
  }

  private void compressed(int majors, Sink sink) throws FormatException {
    NpyArray offsets = get("indptr", majors + 1L);
    NpyArray indices = get("indices", data.size());
    long end = integer(offsets, 0);
    if (end != 0 || integer(offsets, majors) != data.size()) {
      throw wrong("indptr must run from 0 to " + data.size());
    }
    for (int major = 0; major < majors; major++) {
      long start = end;
      end = integer(offsets, major + 1L);
      if (end < start || end > data.size()) {
        throw wrong("indptr descends at " + (major + 1));
      }
      for (long e = start; e < end; e++) {
        sink.add(major, index(indices, e), data.dtype().get(data.data(), e));
      }
    }
  }

  private void triplets(CooBuilder builder) throws FormatException {
    NpyArray rowIndices = get("row", data.size());
    NpyArray columnIndices = get("col", data.size());
    for (long e = 0; e < data.size(); e++) {
      builder.add(index(rowIndices, e), index(columnIndices, e), data.dtype().get(data.data(), e));
    }
  }

  private FormatException wrong(String problem) {
    return new FormatException(source, problem);
  }

  private NpyArray get(String name) throws FormatException {
    NpyArray array = arrays.get(name);
    if (array == null || array.dimensions() != 1) {
      throw wrong("needs an array \"" + name + "\" of one dimension");
    }
    if (array.dtype().isComplex()) {
      throw wrong("\"" + name + "\" is complex, expected real numbers");
    }
    return array;
  }

  private NpyArray get(String name, long size) throws FormatException {
    NpyArray array = get(name);
    if (array.size() != size) {
      throw wrong("\"%s\" has %d elements, expected %d".formatted(name, array.size(), size));
    }
    return array;
  }

  private long integer(NpyArray array, long index) throws FormatException {
    double value = array.dtype().get(array.data(), index);
    if (value != Math.rint(value)) {
      throw wrong("holds " + value + " where an integer is expected");
    }
    return (long) value;
  }

  private int index(NpyArray array, long index) throws FormatException {
    return Math.clamp(integer(array, index), -1, Integer.MAX_VALUE);
  }

  private int extent(int dimension) throws FormatException {
    long size = integer(get("shape", 2), dimension);
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw wrong("a matrix of " + size + " rows or columns is too large");
    }
    return (int) size;
  }
}
