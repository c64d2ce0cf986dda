package org.warpath.linalg.elements;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;

/**
 * A matrix as tiles of float64 are read from and written to it; a stride of 0 repeats.
 *
 * @param type what the elements are
 * @param memory from the first element on
 * @param rowStride elements from a row to the next
 * @param columnStride elements from a column to the next
 */
record Strided(ElementType type, MemorySegment memory, long rowStride, long columnStride) {

  static Strided of(Matrix matrix) {
    return new Strided(matrix.type(), matrix.memory(), matrix.rowStride(), matrix.columnStride());
  }

  /** {@code matrix} with its one row or column repeated. */
  static Strided repeated(Matrix matrix) {
    return new Strided(
        matrix.type(),
        matrix.memory(),
        matrix.rows() == 1 ? 0 : matrix.rowStride(),
        matrix.columns() == 1 ? 0 : matrix.columnStride());
  }

  /** Reads a tile into {@code buffer}, row by row. */
  void load(Tiles tiles, int tile, double[] buffer) {
    int rows = tiles.rows(tile);
    int columns = tiles.columns(tile);
    long first = first(tiles, tile);
    if (byRows(rows, columns)) {
      for (int i = 0; i < rows; i++) {
        load(first + i * rowStride, columnStride, columns, buffer, i * columns, 1);
      }
    } else {
      for (int j = 0; j < columns; j++) {
        load(first + j * columnStride, rowStride, rows, buffer, j, columns);
      }
    }
  }

  /** Writes a tile from {@code buffer}, rounded. */
  void store(Tiles tiles, int tile, double[] buffer) {
    int rows = tiles.rows(tile);
    int columns = tiles.columns(tile);
    long first = first(tiles, tile);
    if (byRows(rows, columns)) {
      for (int i = 0; i < rows; i++) {
        store(first + i * rowStride, columnStride, columns, buffer, i * columns, 1);
      }
    } else {
      for (int j = 0; j < columns; j++) {
        store(first + j * columnStride, rowStride, rows, buffer, j, columns);
      }
    }
  }

  private long first(Tiles tiles, int tile) {
    return tiles.firstRow(tile) * rowStride + tiles.firstColumn(tile) * columnStride;
  }

  // The inner loop goes where neighbours are near.
  private boolean byRows(int rows, int columns) {
    return rows == 1 || (columns > 1 && (rowStride == 0 || columnStride <= rowStride));
  }

  private void load(long first, long stride, int count, double[] to, int offset, int step) {
    boolean run = stride == 1 && step == 1;
    if (stride == 0 && step == 1) {
      Arrays.fill(to, offset, offset + count, type.get(memory, first));
    } else if (run && type == ElementType.FLOAT64) {
      MemorySegment.copy(memory, JAVA_DOUBLE, first * Double.BYTES, to, offset, count);
    } else if (run && type == ElementType.FLOAT32) {
      // In bytes and an int index, so that the loop is vectorised.
      long base = first * Float.BYTES;
      for (int i = 0; i < count; i++) {
        to[offset + i] = memory.get(JAVA_FLOAT, base + (long) i * Float.BYTES);
      }
    } else {
      switch (type) {
        case FLOAT64 -> {
          for (int i = 0; i < count; i++) {
            to[offset + i * step] = memory.getAtIndex(JAVA_DOUBLE, first + i * stride);
          }
        }
        case FLOAT32 -> {
          for (int i = 0; i < count; i++) {
            to[offset + i * step] = memory.getAtIndex(JAVA_FLOAT, first + i * stride);
          }
        }
        case FLOAT16, BFLOAT16 -> {
          for (int i = 0; i < count; i++) {
            to[offset + i * step] = type.get(memory, first + i * stride);
          }
        }
      }
    }
  }

  private void store(long first, long stride, int count, double[] from, int offset, int step) {
    boolean run = stride == 1 && step == 1;
    if (run && type == ElementType.FLOAT64) {
      MemorySegment.copy(from, offset, memory, JAVA_DOUBLE, first * Double.BYTES, count);
    } else if (run && type == ElementType.FLOAT32) {
      long base = first * Float.BYTES;
      for (int i = 0; i < count; i++) {
        memory.set(JAVA_FLOAT, base + (long) i * Float.BYTES, (float) from[offset + i]);
      }
    } else {
      switch (type) {
        case FLOAT64 -> {
          for (int i = 0; i < count; i++) {
            memory.setAtIndex(JAVA_DOUBLE, first + i * stride, from[offset + i * step]);
          }
        }
        case FLOAT32 -> {
          for (int i = 0; i < count; i++) {
            memory.setAtIndex(JAVA_FLOAT, first + i * stride, (float) from[offset + i * step]);
          }
        }
        case FLOAT16, BFLOAT16 -> {
          for (int i = 0; i < count; i++) {
            type.set(memory, first + i * stride, from[offset + i * step]);
          }
        }
      }
    }
  }
}
