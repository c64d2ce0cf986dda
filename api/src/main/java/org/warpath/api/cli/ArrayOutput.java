package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.warpath.api.cli.console.OutputPlace;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.io.Csv;
import org.warpath.linalg.io.MatrixMarket;
import org.warpath.linalg.io.Npy;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.Npz;

/** Arrays to a file, its format chosen by its extension, or to text. */
final class ArrayOutput {
  private ArrayOutput() {}

  private enum Format {
    NPY,
    NPZ,
    CSV,
    MTX
  }

  private static Format format(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    for (Format format : Format.values()) {
      if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    throw new IllegalArgumentException(file + " has none of the endings .npy, .npz, .csv and .mtx");
  }

  /**
   * Refuses a file that could not be written, before anything is computed.
   *
   * @throws IOException if its folder is not there or not writable
   */
  static void requireWritable(Path file) throws IOException {
    format(file);
    OutputPlace.requireWritable(file);
  }

  /** Writes all of {@code arrays} to a .npz file, the first of them to any other. */
  static void write(Path file, Map<String, NpyArray> arrays) throws IOException {
    NpyArray first = arrays.values().iterator().next();
    switch (format(file)) {
      case NPZ -> Npz.write(file, arrays);
      case NPY -> Npy.write(file, first);
      case CSV -> Csv.write(file, new Csv.Table(matrix(file, first)), ',');
      case MTX -> MatrixMarket.write(file, matrix(file, first));
    }
  }

  // A vector is a column: a number a line.
  private static Matrix matrix(Path file, NpyArray array) {
    if (array.dtype().isComplex() || array.dimensions() > 2) {
      throw new IllegalArgumentException(
          "%s cannot hold %s: use .npy".formatted(file, array.describe()));
    }
    return array.dimensions() == 1 ? array.asVector().asColumn() : array.asMatrix();
  }

  /** As NumPy prints it; not for complex numbers. */
  static String text(NpyArray array) {
    return switch (array.dimensions()) {
      case 1 -> array.asVector().toString();
      case 2 -> array.asMatrix().toString();
      default -> {
        MatrixBatch batch = array.asBatch();
        yield batch.toString();
      }
    };
  }
}
