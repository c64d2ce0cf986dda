package org.warpath.linalg.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.GemmMath;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.dense.Side;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.elements.BinaryFunction;
import org.warpath.linalg.elements.Elementwise;
import org.warpath.linalg.elements.Reduction;
import org.warpath.linalg.elements.Reductions;
import org.warpath.linalg.elements.UnaryFunction;

/** Memory that can only be read, such as that of a mapped file, is for operands. */
class ReadOnlyMemoryTest {
  private static final Engine.Cpu CPU = Engine.cpu(1);

  private final Matrix memory = Matrix.of(new double[] {2, 3}, new double[] {5, 7});
  private final Matrix fixed =
      new Matrix(ElementType.FLOAT64, memory.memory().asReadOnly(), 2, 2, 2, 1);
  private final Vector line = fixed.row(0);
  private final Matrix a = Matrix.of(new double[] {1, 1}, new double[] {0, 1});
  private final Vector x = Vector.of(1.0, 1);
  private final MatrixBatch fixedBatch =
      new MatrixBatch(ElementType.FLOAT64, fixed.memory(), 1, 2, 2, 2, 1, 4);
  private final MatrixBatch batch =
      new MatrixBatch(ElementType.FLOAT64, a.memory(), 1, 2, 2, 2, 1, 4);

  private final Map<String, Runnable> writes =
      new TreeMap<>(
          Map.of(
              "axpy: y, 1×2,", () -> Blas.axpy(1, x, line, CPU),
              "scal: x, 1×2,", () -> Blas.scal(2, line, CPU),
              "gemv: y, 1×2,", () -> Blas.gemv(1, a, x, 0, line, CPU),
              "ger: A, 2×2,", () -> Blas.ger(1, x, x, fixed, CPU),
              "gemm: C, 2×2,", () -> Blas.gemm(1, a, a, 0, fixed.transposed(), CPU),
              "gemm: C, 2×2, ", () -> Blas.gemm(1, batch, batch, 0, fixedBatch, GemmMath.FULL, CPU),
              "gemm, matrix 0: C, 2×2,",
                  () -> Blas.gemm(1, List.of(a), List.of(a), 0, List.of(fixed), GemmMath.FULL, CPU),
              "syrk: C, 2×2,", () -> Blas.syrk(1, a, 0, fixed, Triangle.LOWER, CPU),
              "trsm: B, 2×2,",
                  () -> Blas.trsm(Side.LEFT, Triangle.UPPER, Diagonal.STORED, 1, a, fixed, CPU)));

  @Test
  void noOperationOfBlasWritesIntoIt() {
    writes.forEach((operand, write) ->
        assertThatIllegalArgumentException()
            .isThrownBy(write::run)
            .withMessage(operand.strip() + " takes the result, but its memory is read-only"));
    assertThat(memory.toArray()).isDeepEqualTo(new double[][] {{2, 3}, {5, 7}});
  }

  @Test
  void noFunctionOfElementsWritesIntoIt() {
    Map.<String, Runnable>of(
            "exp", () -> Elementwise.apply(UnaryFunction.EXP, a, fixed, CPU),
            "max", () -> Elementwise.apply(BinaryFunction.MAX, a, a, fixed, CPU),
            "add", () -> Elementwise.add(1, a, 1, a, fixed, CPU),
            "copy", () -> Elementwise.copy(a, fixed, CPU),
            "map", () -> Elementwise.map(v -> v, fixed, fixed, CPU),
            "sum", () -> Reductions.reduceRows(Reduction.SUM, a, line, CPU),
            "mean", () -> Reductions.reduceColumns(Reduction.MEAN, a, line, CPU))
        .forEach((operation, write) ->
            assertThatIllegalArgumentException()
                .isThrownBy(write::run)
                .withMessageStartingWith(operation + ": the memory of the result, float64 ")
                .withMessageEndingWith(", is read-only"));
    assertThat(memory.toArray()).isDeepEqualTo(new double[][] {{2, 3}, {5, 7}});
  }

  @Test
  void operandsMayLieInIt() {
    assertThat(Blas.multiply(fixed, fixed, CPU).toArray())
        .isDeepEqualTo(new double[][] {{19, 27}, {45, 64}});
    Elementwise.copy(fixed.transposed(), a, CPU);
    assertThat(a.get(0, 1)).isEqualTo(5);
    assertThat(Reductions.reduce(Reduction.SUM, fixed, CPU)).isEqualTo(17);
  }
}
