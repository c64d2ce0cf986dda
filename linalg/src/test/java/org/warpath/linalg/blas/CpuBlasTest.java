package org.warpath.linalg.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.GemmMath;
import org.warpath.linalg.dense.Layout;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.dense.Vector;

class CpuBlasTest extends BlasContract {

  @Override
  Engine engine() {
    return Engine.cpu(2);
  }

  @Test
  void productsAreThoseOfCommonsMath() {
    Random random = new Random(21);
    Matrix a = gaussian(57, 83, random);
    Matrix b = gaussian(83, 41, random);
    double[][] expected =
        new Array2DRowRealMatrix(a.toArray(), false)
            .multiply(new Array2DRowRealMatrix(b.toArray(), false))
            .getData();
    for (int threads = 1; threads <= 2; threads++) {
      double[][] product = Blas.multiply(a, b, Engine.cpu(threads)).toArray();
      for (int i = 0; i < 57; i++) {
        // Rows and columns have lengths of about √83.
        assertThat(product[i]).containsExactly(expected[i], within(83 * 83 * 0x1p-52));
      }
    }
  }

  private static Matrix gaussian(int rows, int columns, Random random) {
    Matrix matrix = Matrix.zeros(ElementType.FLOAT64, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, random.nextGaussian());
      }
    }
    return matrix;
  }

  @Test
  void callersWithDifferentThreadCountsDoNotDisturbEachOther() throws Exception {
    Random random = new Random(22);
    Matrix a = Layout.PACKED_ROWS.random(ElementType.FLOAT64, 90, 110, random).matrix();
    Matrix b = Layout.PACKED_COLUMNS.random(ElementType.FLOAT64, 110, 70, random).matrix();
    try (ExecutorService callers = Executors.newFixedThreadPool(6)) {
      List<Future<?>> calls = new ArrayList<>();
      for (int call = 0; call < 60; call++) {
        Engine engine = Engine.cpu(1 + call % 3);
        calls.add(
            callers.submit(() -> {
              Matrix c = Blas.multiply(a, b, engine);
              assertProduct("of " + engine, 1, a, b, 0, new double[0][], c);
            }));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    }
  }

  @Test
  void memoryConfinedToTheCallerIsTaken() {
    try (Arena arena = Arena.ofConfined()) {
      MatrixBatch a = batch(arena, 40, 3, 4);
      MatrixBatch b = batch(arena, 40, 4, 5);
      MatrixBatch c = batch(arena, 40, 3, 5);
      for (int i = 0; i < 40; i++) {
        fill(a.get(i), new Random(i));
        fill(b.get(i), new Random(-i));
      }
      Blas.gemm(1, a, b, 0, c, GemmMath.FULL, engine());
      for (int i = 0; i < 40; i++) {
        assertProduct("of " + i, 1, a.get(i), b.get(i), 0, new double[0][], c.get(i));
      }
      Matrix strided = Matrix.zeros(arena, ElementType.FLOAT64, 600, 600);
      Matrix everySecond = new Matrix(ElementType.FLOAT64, strided.memory(), 300, 299, 1200, 2);
      everySecond.set(1, 2, 3);
      Matrix identity = Matrix.identity(ElementType.FLOAT64, 299);
      assertThat(Blas.multiply(everySecond, identity, engine()).get(1, 2)).isEqualTo(3);
    }
  }

  private static MatrixBatch batch(Arena arena, int count, int rows, int columns) {
    long size = (long) rows * columns;
    return new MatrixBatch(
        ElementType.FLOAT64,
        arena.allocate(count * size * Double.BYTES, 64),
        count,
        rows,
        columns,
        columns,
        1,
        size);
  }

  @Test
  void tf32IsFullPrecisionHere() {
    Random random = new Random(23);
    Matrix a = gaussian(20, 30, random).as(ElementType.FLOAT32);
    Matrix b = gaussian(30, 10, random).as(ElementType.FLOAT32);
    Matrix c = Matrix.zeros(ElementType.FLOAT32, 20, 10);
    Blas.gemm(1, a, b, 0, c, GemmMath.TF32, engine());
    assertThat(c.toArray()).isDeepEqualTo(Blas.multiply(a, b, engine()).toArray());
  }

  @Test
  void halvesAreSummedInFloat32AcrossBlocksAndRoundedOnce() {
    // 2048 + 1.25 in steps that float16 would lose; 2,100 terms are three blocks of 1,024.
    Matrix a = Matrix.zeros(ElementType.FLOAT16, 1, 2_100);
    Matrix ones = Matrix.zeros(ElementType.FLOAT16, 2_100, 1);
    for (int i = 0; i < 2_100; i++) {
      a.set(0, i, i == 0 ? 2_048 : i <= 2_000 ? 0x1p-10 : 0);
      ones.set(i, 0, 1);
    }
    // 2048 + 2000/1024 = 2049.95…, float16 steps by 2 there.
    assertThat(Blas.multiply(a, ones, engine()).get(0, 0)).isEqualTo(2_050);
  }

  @Test
  void stridesBeyondAnIntAreCopiedForMatricesAndRefusedForVectors(@TempDir Path folder)
      throws IOException {
    long stride = (1L << 31) + 5;
    Path file = folder.resolve("sparse");
    try (Arena arena = Arena.ofShared();
        FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.SPARSE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
      MemorySegment memory =
          channel.map(FileChannel.MapMode.READ_WRITE, 0, (stride + 4) * Float.BYTES, arena);
      Matrix a = new Matrix(ElementType.FLOAT32, memory, 2, 3, stride, 1);
      a.set(0, 1, 5);
      a.set(1, 2, 7);
      Matrix identity = Matrix.identity(ElementType.FLOAT32, 3);
      Matrix product = Blas.multiply(a, identity, engine());
      assertThat(product.toArray()).isDeepEqualTo(new double[][] {{0, 5, 0}, {0, 0, 7}});
      Blas.gemm(2, product, identity, 0, a, engine());
      assertThat(a.toArray()).isDeepEqualTo(new double[][] {{0, 10, 0}, {0, 0, 14}});
      Vector column = a.column(1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Blas.scal(2, column, engine()))
          .withMessage("scal: the stride of a vector must be at most 2147483647, was " + stride);
    }
  }
}
