package org.warpath.api.cli;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Map;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.sparse.Csc;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrArithmetic;
import org.warpath.linalg.sparse.blas.SparseBlas;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code warpath spmv}. */
@Command(
    name = "spmv",
    description = {
      "The product of a sparse matrix and a dense vector: A·x.",
      "With a matrix in place of x, the product with each of its columns."
    },
    mixinStandardHelpOptions = true)
final class SpmvCommand extends MathCommand {
  @Parameters(index = "0", paramLabel = "A", description = "a sparse matrix, m×n: .mtx, .npz, .csr")
  private Path a;

  @Parameters(
      index = "1",
      paramLabel = "X",
      description = "n numbers, or an n×k matrix: .npy, .csv")
  private Path x;

  @Option(names = "--transpose", description = "multiply by the transpose of A")
  private boolean transpose;

  @Override
  Computation read() throws IOException {
    Csr given = requireSparse(Operand.read(a));
    Operand operand = Operand.read(x);
    NpyArray array = operand.requireArray();
    if (array.dimensions() == 2 && array.asMatrix().columns() > 1) {
      return columns(given, operand.requireMatrix());
    }
    Vector vector = operand.requireVector();
    ElementType type = Operand.arithmetic(given.type(), vector.type());
    Csr matrix = as(type, given);
    Vector factor = Operand.as(type, vector);
    return engine -> {
      Vector result = Vector.zeros(type, transpose ? matrix.columnCount() : matrix.rowCount());
      if (transpose) {
        SparseBlas.spmv(1, new Csc(matrix), factor, 0, result, engine);
      } else {
        SparseBlas.spmv(1, matrix, factor, 0, result, engine);
      }
      return answer(matrix, NpyArray.of(result));
    };
  }

  private Computation columns(Csr given, Matrix factors) {
    ElementType type = Operand.arithmetic(given.type(), factors.type());
    Csr typed = as(type, given);
    int threads = Engine.cpu().threads();
    Csr matrix = transpose ? new Csc(typed).toCsr(Arena.ofAuto(), threads) : typed;
    Matrix right = Operand.as(type, factors);
    return engine -> {
      Matrix result = Matrix.zeros(type, matrix.rowCount(), right.columns());
      SparseBlas.spmm(1, matrix, right, 0, result, engine);
      return answer(matrix, NpyArray.of(result));
    };
  }

  private static MathAnswer answer(Csr matrix, NpyArray product) {
    return new MathAnswer(
        Map.of("product", product),
        object -> object.put("entries", matrix.entryCount()),
        out -> out.printf("A: %s, %d entries%n", matrix.shape(), matrix.entryCount()),
        true);
  }

  private static Csr requireSparse(Operand operand) {
    return switch (operand) {
      case Operand.Sparse sparse -> sparse.matrix();
      case Operand.Dense dense ->
          throw new IllegalArgumentException(
              dense.file() + " is a dense array, expected a sparse matrix; use gemm");
    };
  }

  private static Csr as(ElementType type, Csr matrix) {
    return matrix.type() == type
        ? matrix
        : CsrArithmetic.as(type, matrix, Arena.ofAuto(), Engine.cpu().threads());
  }
}
