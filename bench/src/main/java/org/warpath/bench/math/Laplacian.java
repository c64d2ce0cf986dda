package org.warpath.bench.math;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.sparse.Csr;

/**
 * The matrix of sparse benchmarks: 6 on the diagonal, −1 for each neighbour in a cube of points.
 */
public final class Laplacian {
  private Laplacian() {}

  /**
   * The seven-point Laplacian, side³ rows of at most 7 entries.
   *
   * @param arena owns it
   * @param side points along each edge, at most 600
   * @param type of the values
   */
  public static Csr ofCube(Arena arena, int side, ElementType type) {
    int plane = side * side;
    int rows = plane * side;
    long most = 7L * rows;
    MemorySegment offsets = arena.allocate(JAVA_LONG, rows + 1L);
    MemorySegment columns = arena.allocate(most * Integer.BYTES, 64);
    MemorySegment values = arena.allocate(most * type.byteSize(), 64);
    long e = 0;
    for (int row = 0; row < rows; row++) {
      int i = row % side;
      int j = row / side % side;
      int k = row / plane;
      int[] neighbours = {
        k > 0 ? row - plane : -1,
        j > 0 ? row - side : -1,
        i > 0 ? row - 1 : -1,
        row,
        i < side - 1 ? row + 1 : -1,
        j < side - 1 ? row + side : -1,
        k < side - 1 ? row + plane : -1
      };
      for (int column : neighbours) {
        if (column >= 0) {
          columns.setAtIndex(JAVA_INT, e, column);
          type.set(values, e, column == row ? 6 : -1);
          e++;
        }
      }
      offsets.setAtIndex(JAVA_LONG, row + 1L, e);
    }
    return new Csr(
        rows,
        rows,
        offsets,
        columns.asSlice(0, e * Integer.BYTES),
        values.asSlice(0, e * type.byteSize()),
        type);
  }
}
