package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.warpath.api.math.Operand;
import org.warpath.graph.Graph;
import org.warpath.graph.store.CsrFile;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.io.Csv;
import org.warpath.linalg.io.FormatException;
import org.warpath.linalg.io.MatrixMarket;
import org.warpath.linalg.io.Npy;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.Npz;
import org.warpath.linalg.io.ScipyNpz;
import org.warpath.linalg.sparse.Csr;

/** Arrays and sparse matrices in files. */
final class OperandFile {
  /** What the commands' help says of files. */
  static final String FORMATS =
      ".npy, .csv or .mtx; sparse: .mtx with coordinates, .npz of scipy.sparse.save_npz, a graph's"
          + " .csr";

  private OperandFile() {}

  /**
   * Reads a file by its ending.
   *
   * @throws FormatException if it is not what its ending says
   * @throws IllegalArgumentException if the ending is none that is known
   */
  static Operand read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      return dense(file, Npy.read(file));
    }
    if (name.endsWith(".npz")) {
      return archive(file);
    }
    if (name.endsWith(".mtx") || name.endsWith(".mtx.gz")) {
      return switch (MatrixMarket.read(file)) {
        case MatrixMarket.Sparse(Csr matrix) -> sparse(file, matrix);
        case MatrixMarket.Dense(Matrix matrix) -> dense(file, NpyArray.of(matrix));
      };
    }
    if (name.endsWith(".csv")) {
      return dense(file, NpyArray.of(Csv.read(file, ',', false).matrix()));
    }
    if (name.endsWith(".csr")) {
      try (Graph graph = CsrFile.open(file)) {
        return sparse(file, GraphMatrix.of(graph));
      }
    }
    throw new IllegalArgumentException(
        file + " has none of the endings of matrices (" + FORMATS + ")");
  }

  private static Operand dense(Path file, NpyArray array) {
    return new Operand.Dense(file.toString(), array);
  }

  private static Operand sparse(Path file, Csr matrix) {
    return new Operand.Sparse(file.toString(), matrix);
  }

  private static Operand archive(Path file) throws IOException {
    if (ScipyNpz.recognizes(file)) {
      return sparse(file, ScipyNpz.read(file));
    }
    Map<String, NpyArray> arrays = Npz.read(file);
    if (arrays.size() == 1) {
      return dense(file, arrays.values().iterator().next());
    }
    throw new FormatException(
        file.toString(),
        "holds "
            + String.join(", ", arrays.keySet())
            + "; expected one array, or a sparse matrix of scipy.sparse.save_npz");
  }
}
