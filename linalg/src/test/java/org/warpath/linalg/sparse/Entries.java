package org.warpath.linalg.sparse;

import java.lang.foreign.Arena;
import java.util.Random;
import org.warpath.linalg.ElementType;

/** Sparse matrices for tests, and what they are as arrays. */
public final class Entries {

  private Entries() {}

  /**
   * A matrix of {@code entries} random triplets, so that rows and columns may be empty and entries
   * parallel; values are of a few bits, so that their products are exact.
   */
  public static Csr random(ElementType type, int rows, int columns, int entries, long seed) {
    Random random = new Random(seed);
    CooBuilder builder = CooBuilder.of(type, rows, columns);
    for (int e = 0; e < entries; e++) {
      double value = random.nextInt(33) - 16;
      builder.add(random.nextInt(rows), random.nextInt(columns), value / 8);
    }
    return builder.build().toCsr(Duplicates.KEEP, Arena.ofAuto(), 1);
  }

  /** A matrix with these elements where they are not 0. */
  public static Csr of(ElementType type, double[][] elements) {
    int columns = elements.length == 0 ? 0 : elements[0].length;
    CooBuilder builder = CooBuilder.of(type, elements.length, columns);
    for (int i = 0; i < elements.length; i++) {
      for (int j = 0; j < columns; j++) {
        if (elements[i][j] != 0) {
          builder.add(i, j, elements[i][j]);
        }
      }
    }
    return builder.build().toCsr(Duplicates.KEEP, Arena.ofAuto(), 1);
  }

  /** The Laplacian of a grid of {@code width}² points: rows of 3, 4 and 5 entries. */
  public static Csr laplacian(ElementType type, int width) {
    int n = width * width;
    CooBuilder builder = CooBuilder.of(type, n, n);
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        int r = i * width + j;
        builder.add(r, r, 4);
        if (i > 0) {
          builder.add(r, r - width, -1).add(r - width, r, -1);
        }
        if (j > 0) {
          builder.add(r, r - 1, -1).add(r - 1, r, -1);
        }
      }
    }
    return builder.build().toCsr(Duplicates.KEEP, Arena.ofAuto(), 1);
  }

  /** The elements, parallel entries summed in order. */
  public static double[][] dense(Csr matrix) {
    double[][] dense = new double[matrix.rowCount()][matrix.columnCount()];
    for (int row = 0; row < matrix.rowCount(); row++) {
      for (long e = matrix.rowStart(row); e < matrix.rowStart(row + 1); e++) {
        dense[row][matrix.column(e)] += matrix.valueAsDouble(e);
      }
    }
    return dense;
  }
}
