package org.warpath.linalg.dense;

import static org.assertj.core.api.Assertions.fail;

import java.util.Random;
import org.warpath.linalg.ElementType;

/**
 * The ways a matrix can lie in memory, each inside a larger one that is NaN elsewhere: an operation
 * that reads beside its operand spreads NaN, and one that writes beside its result is seen.
 */
public enum Layout {
  PACKED_ROWS,
  PACKED_COLUMNS,
  ROWS_OF_BLOCK,
  COLUMNS_OF_BLOCK,
  EVERY_SECOND;

  /**
   * A matrix in its surroundings.
   *
   * @param matrix the view
   * @param whole what it is a view of, row-major and packed
   */
  public record Placed(Matrix matrix, Matrix whole) {

    public void set(double[][] values) {
      for (int i = 0; i < values.length; i++) {
        for (int j = 0; j < values[i].length; j++) {
          matrix.set(i, j, values[i][j]);
        }
      }
    }

    /** Fails if an element beside the matrix is no longer NaN. */
    public void assertSurroundingsUntouched(String what) {
      double[] memory = whole.row(0).toArray();
      long size = matrix.type().byteSize();
      long first = (matrix.memory().address() - whole.memory().address()) / size;
      for (int i = 0; i < matrix.rows(); i++) {
        for (int j = 0; j < matrix.columns(); j++) {
          memory[(int) (first + i * matrix.rowStride() + j * matrix.columnStride())] = Double.NaN;
        }
      }
      for (int i = 0; i < memory.length; i++) {
        if (!Double.isNaN(memory[i])) {
          fail("beside %s, element %d of memory was written: %s", what, i, memory[i]);
        }
      }
    }
  }

  /** A matrix of NaN lying so. */
  public Placed place(ElementType type, int rows, int columns) {
    Matrix whole = Matrix.zeros(type, 1, (2 * rows + 3) * (2 * columns + 3));
    // All ones is NaN in every type.
    whole.memory().fill((byte) -1);
    int wide = 2 * columns + 3;
    int high = 2 * rows + 3;
    Matrix matrix =
        switch (this) {
          case PACKED_ROWS ->
              new Matrix(type, whole.memory(), rows, columns, Math.max(1, columns), 1);
          case PACKED_COLUMNS ->
              new Matrix(type, whole.memory(), rows, columns, 1, Math.max(1, rows));
          case ROWS_OF_BLOCK ->
              new Matrix(type, whole.memory(), high, wide, wide, 1)
                  .block(1, 1 + rows, 2, 2 + columns);
          case COLUMNS_OF_BLOCK ->
              new Matrix(type, whole.memory(), high, wide, 1, high)
                  .block(2, 2 + rows, 1, 1 + columns);
          case EVERY_SECOND -> new Matrix(type, whole.memory(), rows, columns, 2L * wide, 2);
        };
    return new Placed(matrix, whole);
  }

  /** A matrix with these elements, rounded, lying so. */
  public Placed place(ElementType type, double[][] values) {
    Placed placed = place(type, values.length, values.length == 0 ? 0 : values[0].length);
    placed.set(values);
    return placed;
  }

  /** A matrix of multiples of 1/64 in [−2, 2], which every type holds but bfloat16. */
  public Placed random(ElementType type, int rows, int columns, Random random) {
    Placed placed = place(type, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        placed.matrix().set(i, j, random.nextInt(-128, 129) / 64.0);
      }
    }
    return placed;
  }
}
