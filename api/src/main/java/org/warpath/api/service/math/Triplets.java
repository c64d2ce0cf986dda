package org.warpath.api.service.math;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.lang.foreign.Arena;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.sparse.CooBuilder;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.Duplicates;

/**
 * A sparse matrix in JSON.
 *
 * @param entries row, column and value of each; those of one place add up
 */
@JsonDeserialize(using = JsonDeserializer.None.class)
record Triplets(Integer rows, Integer columns, NpyArray entries) implements SparseOperand {
  private static final int PARTS = 3;

  Triplets {
    if (Fields.required("rows", rows) < 1 || Fields.required("columns", columns) < 1) {
      throw new IllegalArgumentException(
          "rows and columns must be at least 1, were " + rows + " and " + columns);
    }
    long[] shape = Fields.required("entries", entries).shape();
    boolean empty = shape.length > 0 && shape[0] == 0;
    if (!empty && (shape.length != 2 || shape[1] != PARTS)) {
      throw new IllegalArgumentException("entries must be arrays [row, column, value]");
    }
  }

  @Override
  public int rowCount() {
    return rows;
  }

  @Override
  public int columnCount() {
    return columns;
  }

  @Override
  public long entryCount() {
    return entries.size() / PARTS;
  }

  @Override
  public Csr toCsr() {
    CooBuilder builder = CooBuilder.of(ElementType.FLOAT64, rows, columns);
    if (entryCount() > 0) {
      Matrix triplets = entries.asMatrix();
      for (int i = 0; i < triplets.rows(); i++) {
        builder.add(
            index(i, "row", triplets.get(i, 0), rows),
            index(i, "column", triplets.get(i, 1), columns),
            triplets.get(i, 2));
      }
    }
    return builder.build().toCsr(Duplicates.KEEP, Arena.ofAuto(), Engine.cpu().threads());
  }

  private static int index(int entry, String what, double value, int bound) {
    if (value != Math.rint(value) || value < 0 || value >= bound) {
      throw new IllegalArgumentException(
          "matrix: the %s of entry %d must be a whole number in [0, %d), was %s"
              .formatted(what, entry, bound, value));
    }
    return (int) value;
  }
}
