package org.warpath.linalg.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.warpath.linalg.ElementType;

/** Which views share elements, against the sets of their places. */
class OverlapTest {
  private static final int ELEMENTS = 400;
  private final MemorySegment memory = Arena.ofAuto().allocate(ELEMENTS * 8L, 8);
  private final Random random = new Random(1);

  private Matrix view(int first, int rows, int columns, int rowStride, int columnStride) {
    return new Matrix(
        ElementType.FLOAT64, memory.asSlice(first * 8L), rows, columns, rowStride, columnStride);
  }

  private void addPlaces(Matrix matrix, Set<Long> places) {
    long first = (matrix.memory().address() - memory.address()) / 8;
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        places.add(first + i * matrix.rowStride() + j * matrix.columnStride());
      }
    }
  }

  private boolean share(Matrix a, Matrix b) {
    Set<Long> places = new HashSet<>();
    Set<Long> others = new HashSet<>();
    addPlaces(a, places);
    addPlaces(b, others);
    places.retainAll(others);
    return !places.isEmpty();
  }

  @Test
  void blocksRowsAndColumnsOfOneMatrixAreToldApartExactly() {
    int[][] grids = {{9, 1}, {1, 9}, {18, 2}, {2, 20}, {16, 3}, {12, 1}};
    for (int[] grid : grids) {
      Matrix whole = view(0, 9, 6, grid[0], grid[1]);
      if (grid[0] < grid[1]) {
        whole = view(0, 6, 9, grid[1], grid[0]).transposed();
      }
      for (int n = 0; n < 2_000; n++) {
        Matrix a = part(whole);
        Matrix b = part(whole);
        assertThat(a.overlaps(b)).as("%s and %s", places(a), places(b)).isEqualTo(share(a, b));
      }
    }
  }

  private String places(Matrix matrix) {
    return "%s at %d by %d, %d"
        .formatted(
            matrix.shape(),
            (matrix.memory().address() - memory.address()) / 8,
            matrix.rowStride(),
            matrix.columnStride());
  }

  private Matrix part(Matrix whole) {
    int top = random.nextInt(whole.rows() + 1);
    int left = random.nextInt(whole.columns() + 1);
    int bottom = top + random.nextInt(whole.rows() - top + 1);
    int right = left + random.nextInt(whole.columns() - left + 1);
    Matrix block = whole.block(top, bottom, left, right);
    if (block.isEmpty()) {
      return block;
    }
    return switch (random.nextInt(4)) {
      case 0 -> block.row(0).asRow();
      case 1 -> block.column(0).asRow();
      case 2 -> block.column(0).asColumn();
      default -> block;
    };
  }

  @Test
  void whateverTheStridesNoSharedElementIsMissed() {
    for (int n = 0; n < 20_000; n++) {
      Matrix a = any();
      Matrix b = any();
      if (share(a, b)) {
        assertThat(a.overlaps(b)).as("%s and %s", places(a), places(b)).isTrue();
      }
    }
  }

  private Matrix any() {
    return view(
        random.nextInt(40),
        random.nextInt(5),
        random.nextInt(5),
        1 + random.nextInt(12),
        1 + random.nextInt(12));
  }

  @Test
  void batchesAreToldApartMatrixByMatrix() {
    int apart = 0;
    for (int n = 0; n < 20_000; n++) {
      int rowStride = 1 + random.nextInt(6);
      int columnStride = 1 + random.nextInt(6);
      int stride = random.nextInt(12);
      MatrixBatch a = batch(rowStride, columnStride, stride);
      MatrixBatch b = batch(rowStride, columnStride, random.nextBoolean() ? stride : 0);
      boolean shares = false;
      boolean sharesItself = false;
      for (int i = 0; i < a.count(); i++) {
        for (int j = 0; j < b.count(); j++) {
          shares |= share(a.get(i), b.get(j));
        }
        for (int j = 0; j < i; j++) {
          sharesItself |= share(a.get(i), a.get(j));
        }
      }
      String what = a + " " + b;
      if (shares) {
        assertThat(a.overlaps(b)).as(what).isTrue();
        assertThat(b.overlaps(a)).as(what).isTrue();
      }
      if (sharesItself) {
        assertThat(a.overlapsItself()).as(what).isTrue();
      }
      apart += !a.overlaps(b) && !a.overlapsItself() ? 1 : 0;
    }
    assertThat(apart).isGreaterThan(1_000);
  }

  private MatrixBatch batch(int rowStride, int columnStride, int stride) {
    return new MatrixBatch(
        ElementType.FLOAT64,
        memory.asSlice(random.nextInt(60) * 8L),
        random.nextInt(5),
        random.nextInt(4),
        random.nextInt(4),
        rowStride,
        columnStride,
        stride);
  }

  @Test
  void matricesThatInterleaveInABatchAreApart() {
    // The batch's axis is the last: element (i, j) of matrix k is at (i · 3 + j) · 4 + k.
    MatrixBatch last = new MatrixBatch(ElementType.FLOAT64, memory, 4, 5, 3, 12, 4, 1);
    assertThat(last.overlapsItself()).isFalse();
    // Matrix 10 begins in row 1 of matrix 0.
    MatrixBatch blocks = new MatrixBatch(ElementType.FLOAT64, memory, 11, 2, 10, 100, 1, 10);
    assertThat(blocks.overlapsItself()).isTrue();
  }
}
