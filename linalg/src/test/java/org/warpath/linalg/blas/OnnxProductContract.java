package org.warpath.linalg.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.Engine;
import org.warpath.kernels.onnx.OnnxCase;
import org.warpath.kernels.onnx.OnnxCase.Tensor;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.GemmMath;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.elements.Elementwise;

/** ONNX's own cases of the operators Gemm and MatMul, on every engine. */
abstract class OnnxProductContract {

  abstract Engine engine();

  private static OnnxCase read(String name) throws IOException, URISyntaxException {
    URL model =
        Objects.requireNonNull(
            OnnxProductContract.class.getResource("/blas/onnx/test_" + name + "/model.onnx"));
    return OnnxCase.read(Objects.requireNonNull(Path.of(model.toURI()).getParent()));
  }

  /** Of at most two axes; one alone is a row. */
  private static Matrix matrix(Tensor tensor) {
    int rank = tensor.sizes().length;
    int rows = rank < 2 ? 1 : tensor.sizes()[0];
    int columns = rank == 0 ? 1 : tensor.sizes()[rank - 1];
    Matrix matrix = Matrix.zeros(ElementType.FLOAT32, rows, columns);
    matrix.memory().copyFrom(MemorySegment.ofArray(tensor.floats()));
    return matrix;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "all_attributes",
        "alpha",
        "default_matrix_bias",
        "default_no_bias",
        "default_single_elem_vector_bias",
        "default_vector_bias",
        "transposeA",
        "transposeB"
      })
  void gemm(String name) throws IOException, URISyntaxException {
    OnnxCase given = read("gemm_" + name);
    Matrix a = matrix(given.inputs().get(0).orElseThrow());
    Matrix b = matrix(given.inputs().get(1).orElseThrow());
    Matrix left = given.integers().getOrDefault("transA", 0L) == 1 ? a.transposed() : a;
    Matrix right = given.integers().getOrDefault("transB", 0L) == 1 ? b.transposed() : b;
    Matrix c = Matrix.zeros(ElementType.FLOAT32, left.rows(), right.columns());
    double alpha = given.floats().getOrDefault("alpha", 1f);
    double beta = 0;
    if (given.inputs().size() > 2) {
      Elementwise.copy(matrix(given.inputs().get(2).orElseThrow()), c, engine());
      beta = given.floats().getOrDefault("beta", 1f);
    }
    Blas.gemm(alpha, left, right, beta, c, engine());
    assertOutput(given, left.columns() + 3, 1, c.memory());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1d_3d", "2d", "4d", "4d_1d"})
  void matMul(String name) throws IOException, URISyntaxException {
    OnnxCase given = read("matmul_" + name);
    Tensor a = given.inputs().get(0).orElseThrow();
    Tensor b = given.inputs().get(1).orElseThrow();
    int count = Math.max(leading(a), leading(b));
    int[] sizes = a.sizes();
    int rows = sizes.length == 1 ? 1 : sizes[sizes.length - 2];
    int depth = sizes[sizes.length - 1];
    int columns = b.sizes().length == 1 ? 1 : b.sizes()[b.sizes().length - 1];
    MatrixBatch c = MatrixBatch.zeros(ElementType.FLOAT32, count, rows, columns);
    Blas.gemm(
        1,
        batch(a, count, rows, depth),
        batch(b, count, depth, columns),
        0,
        c,
        GemmMath.FULL,
        engine());
    assertOutput(given, depth, 8, c.memory());
  }

  private static int leading(Tensor tensor) {
    int rank = Math.max(2, tensor.sizes().length);
    return Arrays.stream(tensor.sizes()).limit(rank - 2).reduce(1, Math::multiplyExact);
  }

  // What has no leading axes serves each matrix of the other operand.
  private static MatrixBatch batch(Tensor tensor, int count, int rows, int columns) {
    MemorySegment memory = Matrix.zeros(ElementType.FLOAT32, 1, tensor.values().length).memory();
    memory.copyFrom(MemorySegment.ofArray(tensor.floats()));
    long stride = leading(tensor) == 1 ? 0 : (long) rows * columns;
    return new MatrixBatch(ElementType.FLOAT32, memory, count, rows, columns, columns, 1, stride);
  }

  /**
   * Compares sums of {@code terms} roundings.
   *
   * @param largest no term of this case is larger
   */
  private static void assertOutput(
      OnnxCase given, int terms, double largest, MemorySegment actual) {
    double[] expected = given.outputs().getFirst().values();
    assertThat(actual.byteSize()).isEqualTo((long) expected.length * Float.BYTES);
    for (int i = 0; i < expected.length; i++) {
      assertThat(ElementType.FLOAT32.get(actual, i))
          .as("element %d", i)
          .isCloseTo(expected[i], within(terms * 0x1p-23 * terms * largest));
    }
  }
}
