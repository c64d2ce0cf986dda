package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.warpath.graph.Graph;
import org.warpath.graph.store.CsrFile;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.Csv;
import org.warpath.linalg.io.FormatException;
import org.warpath.linalg.io.MatrixMarket;
import org.warpath.linalg.io.Npy;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.Npz;
import org.warpath.linalg.io.ScipyNpz;
import org.warpath.linalg.sparse.Csr;

/** An array or a sparse matrix that a command reads. */
sealed interface Operand {
  /** What the commands' help says of files. */
  String FORMATS =
      ".npy, .csv or .mtx; sparse: .mtx with coordinates, .npz of scipy.sparse.save_npz, a graph's"
          + " .csr";

  /** An array of any number of dimensions. */
  record Dense(Path file, NpyArray array) implements Operand {}

  /** A sparse matrix. */
  record Sparse(Path file, Csr matrix) implements Operand {}

  /** The file it was read from, for messages. */
  Path file();

  /**
   * Reads a file by its ending.
   *
   * @throws FormatException if it is not what its ending says
   * @throws IllegalArgumentException if the ending is none that is known
   */
  static Operand read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      return new Dense(file, Npy.read(file));
    }
    if (name.endsWith(".npz")) {
      return archive(file);
    }
    if (name.endsWith(".mtx") || name.endsWith(".mtx.gz")) {
      return switch (MatrixMarket.read(file)) {
        case MatrixMarket.Sparse(Csr matrix) -> new Sparse(file, matrix);
        case MatrixMarket.Dense(Matrix matrix) -> new Dense(file, NpyArray.of(matrix));
      };
    }
    if (name.endsWith(".csv")) {
      return new Dense(file, NpyArray.of(Csv.read(file, ',', false).matrix()));
    }
    if (name.endsWith(".csr")) {
      try (Graph graph = CsrFile.open(file)) {
        return new Sparse(file, GraphMatrix.of(graph));
      }
    }
    throw new IllegalArgumentException(
        file + " has none of the endings of matrices (" + FORMATS + ")");
  }

  private static Operand archive(Path file) throws IOException {
    if (ScipyNpz.recognizes(file)) {
      return new Sparse(file, ScipyNpz.read(file));
    }
    Map<String, NpyArray> arrays = Npz.read(file);
    if (arrays.size() == 1) {
      return new Dense(file, arrays.values().iterator().next());
    }
    throw new FormatException(
        file.toString(),
        "holds "
            + String.join(", ", arrays.keySet())
            + "; expected one array, or a sparse matrix of scipy.sparse.save_npz");
  }

  /** This operand as a dense array. */
  default NpyArray requireArray() {
    return switch (this) {
      case Dense dense -> dense.array();
      case Sparse sparse ->
          throw new IllegalArgumentException(
              "%s is a sparse matrix (%s), expected a dense one"
                  .formatted(sparse.file(), sparse.matrix().shape()));
    };
  }

  /** This operand as a dense matrix; it must have two dimensions. */
  default Matrix requireTwoDimensions() {
    NpyArray array = requireArray();
    return named(array::asMatrix);
  }

  /** This operand as a batch of matrices; it must have three dimensions. */
  default MatrixBatch requireBatch() {
    NpyArray array = requireArray();
    return named(array::asBatch);
  }

  /** This operand as a dense matrix; a vector is a column. */
  default Matrix requireMatrix() {
    NpyArray array = requireArray();
    return named(() -> array.dimensions() == 1 ? array.asVector().asColumn() : array.asMatrix());
  }

  /** This operand as a vector: of one dimension, or a matrix of one row or column. */
  default Vector requireVector() {
    NpyArray array = requireArray();
    if (array.dimensions() != 2) {
      return named(array::asVector);
    }
    Matrix matrix = named(array::asMatrix);
    if (matrix.columns() == 1) {
      return matrix.column(0);
    }
    if (matrix.rows() == 1) {
      return matrix.row(0);
    }
    throw new IllegalArgumentException(
        file() + " is a " + matrix.shape() + " matrix, expected a vector");
  }

  // Says which of several files the message is about.
  private <T> T named(Supplier<T> conversion) {
    try {
      return conversion.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file() + ": " + e.getMessage(), e);
    }
  }

  /** float32 if all types are at most that, else float64: what all of them fit in. */
  static ElementType arithmetic(ElementType... types) {
    for (ElementType type : types) {
      if (type == ElementType.FLOAT64) {
        return ElementType.FLOAT64;
      }
    }
    return ElementType.FLOAT32;
  }

  /** {@code matrix}, or a copy with other elements. */
  static Matrix as(ElementType type, Matrix matrix) {
    return matrix.type() == type ? matrix : matrix.as(type);
  }

  /** {@code vector}, or a copy with other elements. */
  static Vector as(ElementType type, Vector vector) {
    return vector.type() == type ? vector : vector.as(type);
  }
}
