package org.warpath.linalg.sparse.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.apache.commons.math3.linear.OpenMapRealMatrix;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csc;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrTranspose;
import org.warpath.linalg.sparse.Entries;

class CpuSparseBlasTest extends SparseBlasContract {
  @Override
  Engine engine() {
    return Engine.cpu(2);
  }

  private static Vector gaussian(ElementType type, int length) {
    Random random = new Random(length);
    Vector vector = Vector.zeros(type, length);
    for (int i = 0; i < length; i++) {
      vector.set(i, random.nextGaussian());
    }
    return vector;
  }

  private static Matrix gaussian(ElementType type, int rows, int columns) {
    return new Matrix(
        type, gaussian(type, rows * columns).memory(), rows, columns, Math.max(1, columns), 1);
  }

  @Test
  void bitsDoNotDependOnTheThreadCount() {
    int n = 2000;
    for (ElementType type : new ElementType[] {ElementType.FLOAT32, ElementType.FLOAT64}) {
      // Enough entries for several parts of the product by columns.
      Csr a = Entries.random(type, n, n, 140_000, 1);
      Csr reals =
          new Csr(n, n, a.rowOffsets(), a.columnIndices(), gaussian(type, 140_000).memory(), type);
      Csr small = Entries.random(type, 200, n, 1000, 2);
      Vector x = gaussian(type, n);
      Matrix b = gaussian(type, n, 3);
      MemorySegment[][] results = new MemorySegment[3][];
      for (int threads = 1; threads <= 3; threads++) {
        Engine engine = Engine.cpu(threads);
        Vector y = Vector.zeros(type, n);
        SparseBlas.spmv(1.1, reals, x, 0, y, engine);
        Vector z = Vector.zeros(type, n);
        SparseBlas.spmv(1.1, new Csc(reals), x, 0, z, engine);
        Matrix c = Matrix.zeros(type, n, 3);
        SparseBlas.spmm(1.1, reals, b, 0, c, engine);
        Csr square = SparseBlas.spgemm(small, reals, engine);
        results[threads - 1] =
            new MemorySegment[] {y.memory(), z.memory(), c.memory(), square.values()};
      }
      for (int i = 0; i < 4; i++) {
        assertThat(results[1][i].mismatch(results[0][i])).isEqualTo(-1);
        assertThat(results[2][i].mismatch(results[0][i])).isEqualTo(-1);
      }
    }
  }

  @Test
  void aRowOutsideOfAMatrixByColumnsIsAnError() {
    for (int row : new int[] {-1, 3, Integer.MAX_VALUE}) {
      int[] rows = row < 0 ? new int[] {row, 1} : new int[] {1, row};
      Csr transpose = Csr.ofDoubles(AUTO, 3, new long[] {0, 2}, rows, new double[] {1, 1});
      Vector y = Vector.of(7.0, 8, 9);
      assertThatThrownBy(
              () -> SparseBlas.spmv(1, new Csc(transpose), Vector.of(1.0), 0, y, engine()))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThat(y.toArray()).containsExactly(7, 8, 9);
    }
  }

  @Test
  void theProductByColumnsIsThatOfTheTranspose() {
    Csr a = Entries.random(ElementType.FLOAT64, 3000, 2500, 300_000, 3);
    Vector x = vector(ElementType.FLOAT64, 3000, 1);
    Vector byColumns = Vector.zeros(ElementType.FLOAT64, 2500);
    SparseBlas.spmv(1, new Csc(a), x, 0, byColumns, engine());
    Vector byRows = Vector.zeros(ElementType.FLOAT64, 2500);
    SparseBlas.spmv(1, CsrTranspose.transpose(a, AUTO, 2), x, 0, byRows, engine());
    assertThat(byColumns.toArray()).containsExactly(byRows.toArray());
  }

  @Test
  void agreesWithCommonsMath() {
    Csr a = Entries.random(ElementType.FLOAT64, 30, 40, 200, 1);
    Csr b = Entries.random(ElementType.FLOAT64, 40, 20, 200, 2);
    OpenMapRealMatrix left = new OpenMapRealMatrix(30, 40);
    OpenMapRealMatrix right = new OpenMapRealMatrix(40, 20);
    for (int row = 0; row < 40; row++) {
      for (long e = row < 30 ? a.rowStart(row) : 0; row < 30 && e < a.rowStart(row + 1); e++) {
        left.addToEntry(row, a.column(e), a.valueAsDouble(e));
      }
      for (long e = b.rowStart(row); e < b.rowStart(row + 1); e++) {
        right.addToEntry(row, b.column(e), b.valueAsDouble(e));
      }
    }
    Csr product = SparseBlas.spgemm(a, b, engine());
    assertThat(Entries.dense(product)).isDeepEqualTo(left.multiply(right).getData());
    Vector x = vector(ElementType.FLOAT64, 40, 1);
    Vector y = Vector.zeros(ElementType.FLOAT64, 30);
    SparseBlas.spmv(1, a, x, 0, y, engine());
    assertThat(y.toArray()).containsExactly(left.operate(x.toArray()));
  }

  @Test
  void manyColumnsGoTileByTile() {
    Csr a = Entries.random(ElementType.FLOAT64, 5, 6, 14, 1);
    Matrix b = matrix(ElementType.FLOAT64, 6, 2500, 1);
    Matrix c = Matrix.zeros(ElementType.FLOAT64, 5, 2500);
    SparseBlas.spmm(1, a, b, 0, c, engine());
    double[][] expected = product(1, Entries.dense(a), b.toArray(), 0, new double[5][2500]);
    assertThat(c.toArray()).isDeepEqualTo(expected);
  }

  @Test
  void shapesMustFit() {
    Csr a = Entries.random(ElementType.FLOAT64, 3, 4, 5, 1);
    Vector four = Vector.zeros(ElementType.FLOAT64, 4);
    Vector five = Vector.zeros(ElementType.FLOAT64, 5);
    Vector three = Vector.zeros(ElementType.FLOAT64, 3);
    Engine cpu = engine();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseBlas.spmv(1, a, five, 0, three, cpu))
        .withMessage("spmv: A is 3×4, x has length 5: needs 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseBlas.spmv(1, a, four, 0, four.copy(), cpu))
        .withMessage("spmv: A is 3×4, y has length 4: needs 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseBlas.spmv(1, new Csc(a), four, 0, three, cpu))
        .withMessage("spmv: A is 4×3, x has length 4: needs 3");
    Vector narrow = Vector.zeros(ElementType.FLOAT32, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseBlas.spmv(1, a, narrow, 0, three, cpu))
        .withMessage("spmv: operands must have one type, had FLOAT64 and FLOAT32");
    Matrix b = Matrix.zeros(ElementType.FLOAT64, 5, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseBlas.spmm(1, a, b, 0, b, cpu))
        .withMessage("spmm: A is 3×4, B is 5×2: inner dimensions 4 and 5 differ");
    Matrix fits = Matrix.zeros(ElementType.FLOAT64, 4, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseBlas.spmm(1, a, fits, 0, b, cpu))
        .withMessage("spmm: A is 3×4, B is 4×2, C is 5×2: C needs 3×2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseBlas.spgemm(a, a, cpu))
        .withMessage("spgemm: A is 3×4, B is 3×4: inner dimensions 4 and 3 differ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseBlas.sddmm(1, b, b, 0, a, cpu))
        .withMessage("sddmm: A is 5×2, B is 5×2: inner dimensions 2 and 5 differ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseBlas.sddmm(1, fits, fits.transposed(), 0, a, cpu))
        .withMessage("sddmm: A is 4×2, B is 2×4, C is 3×4: C needs 4×4");
  }

  @Test
  void resultsMustNotShareMemoryWithOperands() {
    Csr a = Entries.random(ElementType.FLOAT64, 4, 4, 5, 1);
    Vector x = Vector.zeros(ElementType.FLOAT64, 8);
    Engine cpu = engine();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseBlas.spmv(1, a, x.slice(0, 4), 0, x.slice(3, 7), cpu))
        .withMessage("spmv: y, float64[4], shares elements with x, float64[4]");
    Vector values = new Vector(ElementType.FLOAT64, a.values(), 4, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseBlas.spmv(1, a, x.slice(0, 4), 0, values, cpu))
        .withMessage("spmv: y shares memory with the sparse matrix, 4×4");
    Matrix b = Matrix.zeros(ElementType.FLOAT64, 4, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseBlas.spmm(1, a, b, 0, b, cpu))
        .withMessage("spmm: C, 4×4, shares elements with B, 4×4");
  }

  @Test
  void columnsAndOffsetsOutsideAreErrorsNotCrashes() {
    Vector x = Vector.zeros(ElementType.FLOAT64, 2);
    Vector y = Vector.zeros(ElementType.FLOAT64, 2);
    for (int column : new int[] {-1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      Csr a = Csr.ofDoubles(AUTO, 2, new long[] {0, 1, 2}, new int[] {0, column}, new double[2]);
      assertThatThrownBy(() -> SparseBlas.spmv(1, a, x, 0, y, engine()))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> SparseBlas.spmv(1, a.withoutValues(), x, 0, y, engine()))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    Csr high = Csr.ofDoubles(AUTO, 2, new long[] {0, 9, 2}, new int[2], new double[2]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseBlas.spmv(1, high, x, 0, y, engine()))
        .withMessage("spmv: row 0 of A has the entries from 0 to 9 of 2");
    Csr low = Csr.ofDoubles(AUTO, 2, new long[] {-3, 1, 2}, new int[2], new double[2]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseBlas.spmv(1, low, x, 0, y, engine()))
        .withMessage("spmv: row 0 of A has the entries from -3 to 1 of 2");
  }
}
