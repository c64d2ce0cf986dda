package org.warpath.linalg.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.emulator.NoLeaks;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.WarmDevice;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.DeviceMatrixBatch;
import org.warpath.linalg.dense.DeviceVector;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.GemmMath;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.dense.Side;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;

/** What only those see whose matrices stay on the device: blocks, both orders, one handle. */
@GpuTest
@NoLeaks
class DeviceBlasTest {
  private DeviceScope scope;
  private DeviceBlas blas;

  @BeforeAll
  static void warm() {
    WarmDevice.openWithCublas();
  }

  @BeforeEach
  void open() {
    scope = WarmDevice.openWithCublas().scope();
    blas = new DeviceBlas(scope);
  }

  @AfterEach
  void close() {
    scope.close();
  }

  /** Multiples of 1/64: sums of products are exact in float32 and float64. */
  private static Matrix random(ElementType type, int rows, int columns, long seed) {
    Random random = new Random(seed);
    Matrix matrix = Matrix.zeros(type, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, random.nextInt(-128, 129) / 64.0);
      }
    }
    return matrix;
  }

  private DeviceMatrix up(Matrix host) {
    return DeviceMatrix.uploaded(scope, host, "matrix");
  }

  private Matrix down(DeviceMatrix matrix) {
    Matrix host = Matrix.zeros(matrix.type(), matrix.rows(), matrix.columns());
    matrix.download(scope, host);
    return host;
  }

  private static double[][] product(Matrix a, Matrix b) {
    double[][] product = new double[a.rows()][b.columns()];
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < b.columns(); j++) {
        for (int k = 0; k < a.columns(); k++) {
          product[i][j] += a.get(i, k) * b.get(k, j);
        }
      }
    }
    return product;
  }

  // The eight combinations of orders, each operand a block of a larger matrix.
  @Test
  void blocksOfBothOrdersMultiplyInPlace() {
    for (int orders = 0; orders < 8; orders++) {
      Matrix a = random(ElementType.FLOAT32, 9, 8, 1);
      Matrix b = random(ElementType.FLOAT32, 8, 11, 2);
      Matrix c = random(ElementType.FLOAT32, 10, 12, 3);
      DeviceMatrix left = ordered(a, (orders & 1) != 0).block(2, 7, 1, 7);
      DeviceMatrix right = ordered(b, (orders & 2) != 0).block(2, 8, 3, 7);
      DeviceMatrix whole = ordered(c, (orders & 4) != 0);
      blas.gemm(1, left, right, 1, whole.block(4, 9, 5, 9));
      double[][] expected = c.toArray();
      double[][] product = product(a.block(2, 7, 1, 7), b.block(2, 8, 3, 7));
      for (int i = 0; i < 5; i++) {
        for (int j = 0; j < 4; j++) {
          expected[4 + i][5 + j] += product[i][j];
        }
      }
      assertThat(down(whole).toArray()).as("orders %d", orders).isDeepEqualTo(expected);
    }
  }

  private DeviceMatrix ordered(Matrix host, boolean columnMajor) {
    return columnMajor ? up(host.transposed().copy()).transposed() : up(host);
  }

  @Test
  void rowsAndColumnsThatAreMatricesNeedNoStride() {
    Matrix a = random(ElementType.FLOAT64, 6, 7, 4);
    DeviceMatrix there = up(a);
    DeviceMatrix column = there.block(0, 6, 3, 4);
    DeviceMatrix row = there.block(2, 3, 0, 7);
    DeviceMatrix outer = DeviceMatrix.allocate(scope, ElementType.FLOAT64, 6, 7, "outer");
    blas.gemm(1, column, row, 0, outer);
    assertThat(down(outer).toArray())
        .isDeepEqualTo(product(a.block(0, 6, 3, 4), a.block(2, 3, 0, 7)));
    DeviceMatrix inner = DeviceMatrix.allocate(scope, ElementType.FLOAT64, 1, 1, "inner");
    blas.gemm(1, row, row.transposed(), 0, inner);
    assertThat(down(inner).get(0, 0))
        .isEqualTo(product(a.block(2, 3, 0, 7), a.block(2, 3, 0, 7).transposed())[0][0]);
  }

  @Test
  void float32IsRoundedToTf32OnlyWhenAsked() {
    // 1 + 2⁻²⁰ has 21 bits, TF32 11.
    Matrix a = Matrix.of(ElementType.FLOAT32, new double[] {1 + 0x1p-20, 0});
    Matrix b = Matrix.of(ElementType.FLOAT32, new double[] {1}, new double[] {0});
    DeviceMatrix c = DeviceMatrix.allocate(scope, ElementType.FLOAT32, 1, 1, "C");
    blas.gemm(1, up(a), up(b), 0, c, GemmMath.FULL);
    assertThat(down(c).get(0, 0)).isEqualTo(1 + 0x1p-20);
    blas.gemm(1, up(a), up(b), 0, c, GemmMath.TF32);
    assertThat(down(c).get(0, 0)).isCloseTo(1, within(0x1p-10));
    blas.gemm(1, up(a), up(b), 0, c);
    assertThat(down(c).get(0, 0)).isEqualTo(1 + 0x1p-20);
  }

  @Test
  void sumsOf16BitProductsStayInFloat32() {
    // 2048 + 1 is no float16, and adding ones one by one would stay at 2048.
    for (ElementType type : new ElementType[] {ElementType.FLOAT16, ElementType.BFLOAT16}) {
      Matrix a = Matrix.zeros(type, 1, 4096);
      Matrix b = Matrix.zeros(type, 4096, 1);
      for (int k = 0; k < 4096; k++) {
        a.set(0, k, 1);
        b.set(k, 0, 1);
      }
      DeviceMatrix c = DeviceMatrix.allocate(scope, type, 1, 1, "C");
      blas.gemm(1, up(a), up(b), 0, c);
      assertThat(down(c).get(0, 0)).isEqualTo(4096);
    }
  }

  @Test
  void batchesByStrideTakeBlocksAndOneMatrixForAll() {
    MatrixBatch hosts = MatrixBatch.zeros(ElementType.FLOAT64, 3, 4, 5);
    for (int i = 0; i < 3; i++) {
      Matrix filled = random(ElementType.FLOAT64, 4, 5, 10 + i);
      hosts.get(i).memory().copyFrom(filled.memory());
    }
    Matrix shared = random(ElementType.FLOAT64, 5, 2, 20);
    DeviceMatrixBatch a = DeviceMatrixBatch.uploaded(scope, hosts, "A");
    DeviceMatrix one = up(shared);
    DeviceMatrixBatch b =
        new DeviceMatrixBatch(ElementType.FLOAT64, 3, 5, 2, 2, 1, 0, one.memory());
    DeviceMatrixBatch c = DeviceMatrixBatch.allocate(scope, ElementType.FLOAT64, 3, 2, 4, "C");
    blas.gemm(1, a, b, 0, c.transposed(), GemmMath.FULL);
    MatrixBatch result = MatrixBatch.zeros(ElementType.FLOAT64, 3, 4, 2);
    c.transposed().download(scope, result);
    for (int i = 0; i < 3; i++) {
      assertThat(result.get(i).toArray()).isDeepEqualTo(product(hosts.get(i), shared));
      assertThat(down(c.get(i).transposed()).toArray()).isDeepEqualTo(result.get(i).toArray());
    }
  }

  @Test
  void listsMayMixShapesOrdersAndPlaces() {
    List<Matrix> left =
        List.of(
            random(ElementType.FLOAT32, 4, 3, 30),
            random(ElementType.FLOAT32, 4, 3, 31),
            random(ElementType.FLOAT32, 2, 0, 32),
            random(ElementType.FLOAT32, 5, 3, 33),
            random(ElementType.FLOAT32, 4, 3, 34));
    List<Matrix> right =
        List.of(
            random(ElementType.FLOAT32, 3, 4, 40),
            random(ElementType.FLOAT32, 3, 4, 41),
            random(ElementType.FLOAT32, 0, 3, 42),
            random(ElementType.FLOAT32, 3, 1, 43),
            random(ElementType.FLOAT32, 3, 4, 44));
    List<DeviceMatrix> a = left.stream().map(this::up).toList();
    List<DeviceMatrix> b =
        right.stream().map(host -> ordered(host, host.rows() == 3 && host.columns() == 4)).toList();
    List<DeviceMatrix> c =
        left.stream()
            .map(host -> up(random(ElementType.FLOAT32, host.rows(), columns(host), 50)))
            .toList();
    blas.gemm(1, a, b, 0, c, GemmMath.FULL);
    for (int i = 0; i < 5; i++) {
      assertThat(down(c.get(i)).toArray()).isDeepEqualTo(product(left.get(i), right.get(i)));
    }
  }

  private static int columns(Matrix left) {
    return switch (left.rows()) {
      case 2 -> 3;
      case 5 -> 1;
      default -> 4;
    };
  }

  @Test
  void geamAddsAndTransposes() {
    Matrix a = random(ElementType.FLOAT64, 3, 5, 60);
    Matrix b = random(ElementType.FLOAT64, 5, 3, 61);
    DeviceMatrix sum = DeviceMatrix.allocate(scope, ElementType.FLOAT64, 3, 5, "sum");
    DeviceMatrix first = up(a);
    blas.geam(2, first, -1, up(b).transposed(), sum);
    blas.geam(1, first, 1, first, first);
    Matrix result = down(sum);
    Matrix twice = down(first);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 5; j++) {
        assertThat(result.get(i, j)).isEqualTo(2 * a.get(i, j) - b.get(j, i));
        assertThat(twice.get(i, j)).isEqualTo(2 * a.get(i, j));
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> blas.geam(1, first, 1, sum.transposed(), sum))
        .withMessage("geam: A is 3×5, B is 5×3, C is 3×5: the shapes differ");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            blas.geam(
                1,
                first.block(0, 3, 0, 3),
                1,
                first.block(0, 3, 1, 4).transposed(),
                first.block(0, 3, 0, 3)))
        .withMessageContaining("shares elements");
  }

  @Test
  void solvesAgainstBlocksAndNamesTheFirstZeroOfTheirDiagonal() {
    Matrix t = random(ElementType.FLOAT64, 7, 7, 70);
    for (int i = 0; i < 7; i++) {
      t.set(i, i, 4);
    }
    DeviceMatrix there = up(t);
    DeviceMatrix block = there.block(1, 6, 1, 6);
    DeviceMatrix b = up(Matrix.identity(ElementType.FLOAT64, 5));
    blas.trsm(Side.RIGHT, Triangle.UPPER, Diagonal.STORED, 1, block.transposed(), b);
    DeviceMatrix lower = up(t);
    Matrix x = down(b);
    double[][] identity = product(x, triangle(t.block(1, 6, 1, 6).transposed(), Triangle.UPPER));
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        assertThat(identity[i][j]).isCloseTo(i == j ? 1 : 0, within(1e-15));
      }
    }
    t.set(4, 4, 0);
    t.set(5, 5, -0.0);
    DeviceMatrix singular = up(t).block(1, 6, 1, 6);
    assertThatExceptionOfType(SingularMatrixException.class)
        .isThrownBy(() -> blas.trsm(Side.LEFT, Triangle.LOWER, Diagonal.STORED, 1, singular, b))
        .withMessage("trsm: the matrix is singular: pivot 3 is 0");
    assertThat(down(b).toArray()).isDeepEqualTo(x.toArray());
    assertThat(down(lower).get(0, 6)).isEqualTo(t.get(0, 6));
  }

  private static Matrix triangle(Matrix matrix, Triangle which) {
    Matrix triangle = matrix.copy();
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        if (which == Triangle.UPPER ? j < i : j > i) {
          triangle.set(i, j, 0);
        }
      }
    }
    return triangle;
  }

  @Test
  void whatDoesNotFitIsRefusedWithBothShapes() {
    DeviceMatrix a = up(Matrix.zeros(ElementType.FLOAT32, 3, 4));
    DeviceMatrix b = up(Matrix.zeros(ElementType.FLOAT32, 5, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> blas.gemm(1, a, b, 0, a))
        .withMessage("gemm: A is 3×4, B is 5×2: inner dimensions 4 and 5 differ");
    DeviceMatrix square = up(Matrix.identity(ElementType.FLOAT32, 6));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            blas.gemm(
                1, square.block(0, 2, 0, 2), square.block(2, 4, 0, 2), 0, square.block(1, 3, 1, 3)))
        .withMessageContaining("shares elements");
    DeviceVector x = DeviceVector.uploaded(scope, Vector.of(1f, 2), "x");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> blas.axpy(1, x, DeviceVector.uploaded(scope, Vector.of(1f), "y")))
        .withMessage("axpy: x has length 2, y has 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> blas.dot(x, DeviceVector.uploaded(scope, Vector.of(1.0, 2), "y")))
        .withMessage("dot: operands must have one type, had FLOAT32 and FLOAT64");
  }

  @Test
  void matricesThatCublasCannotBeToldOfAreRefused() {
    DeviceBuffer memory = scope.floats(7, "hankel");
    DeviceMatrix hankel = new DeviceMatrix(ElementType.FLOAT32, 4, 4, 1, 1, memory);
    DeviceMatrix c = DeviceMatrix.allocate(scope, ElementType.FLOAT32, 4, 4, "C");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> blas.gemm(1, hankel, hankel, 0, c))
        .withMessage("cuBLAS takes no matrix whose rows overlap: 4×4 with strides 1 and 1");
    DeviceMatrixBatch hankels =
        new DeviceMatrixBatch(ElementType.FLOAT32, 1, 4, 4, 1, 1, 0, memory);
    DeviceMatrixBatch cs = new DeviceMatrixBatch(ElementType.FLOAT32, 1, 4, 4, 4, 1, 0, c.memory());
    List<Runnable> intoHankel =
        List.of(
            () -> blas.gemm(1, c, c, 0, hankel),
            () -> blas.gemm(1, cs, cs, 0, hankels, GemmMath.FULL),
            () -> blas.gemm(1, List.of(c), List.of(c), 0, List.of(hankel), GemmMath.FULL));
    for (Runnable call : intoHankel) {
      assertThatIllegalArgumentException()
          .isThrownBy(call::run)
          .withMessage("cuBLAS takes no matrix whose rows overlap: 4×4 with strides 1 and 1");
    }
  }
}
