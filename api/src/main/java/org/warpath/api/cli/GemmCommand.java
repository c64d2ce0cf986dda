package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.dense.GemmMath;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.io.NpyArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code warpath gemm}. */
@Command(
    name = "gemm",
    description = {
      "The product of two matrices: alpha · A·B + beta · C.",
      "Arrays of three dimensions are batches of matrices, multiplied pair by pair."
    },
    mixinStandardHelpOptions = true)
final class GemmCommand extends MathCommand {
  @Parameters(index = "0", paramLabel = "A", description = "the left factor, m×k: .npy, .csv, .mtx")
  private Path a;

  @Parameters(index = "1", paramLabel = "B", description = "the right factor, k×n")
  private Path b;

  @Option(names = "--transpose-a", description = "multiply by the transpose of A")
  private boolean transposeA;

  @Option(names = "--transpose-b", description = "multiply by the transpose of B")
  private boolean transposeB;

  @Option(names = "--alpha", paramLabel = "X", description = "scales the product (default: 1)")
  private double alpha = 1;

  @Option(names = "--add", paramLabel = "C", description = "add this m×n matrix")
  private @Nullable Path c;

  @Option(names = "--beta", paramLabel = "X", description = "scales what --add adds (default: 1)")
  private @Nullable Double beta;

  @Option(
      names = "--tf32",
      description = "on CUDA, multiply float32 with 11 bits: faster, less exact")
  private boolean tf32;

  @Override
  Computation read() throws IOException {
    if (beta != null && c == null) {
      throw new IllegalArgumentException("--beta scales what --add adds, and --add is not given");
    }
    Operand left = Operand.read(a);
    Operand right = Operand.read(b);
    GemmMath math = tf32 ? GemmMath.TF32 : GemmMath.FULL;
    return left.requireArray().dimensions() == 3 || right.requireArray().dimensions() == 3
        ? batches(left.requireBatch(), right.requireBatch(), math)
        : matrices(left.requireTwoDimensions(), right.requireTwoDimensions(), math);
  }

  private Computation matrices(Matrix first, Matrix second, GemmMath math) throws IOException {
    Matrix added = c == null ? null : Operand.read(c).requireTwoDimensions();
    ElementType type = common(first.type(), second.type());
    Matrix left = Operand.as(type, transposeA ? first.transposed() : first);
    Matrix right = Operand.as(type, transposeB ? second.transposed() : second);
    Matrix result =
        added == null ? Matrix.zeros(type, left.rows(), right.columns()) : added.as(type);
    double scale = added == null ? 0 : beta == null ? 1 : beta;
    return engine -> {
      Blas.gemm(alpha, left, right, scale, result, math, engine);
      return MathAnswer.of("product", NpyArray.of(result));
    };
  }

  private Computation batches(MatrixBatch first, MatrixBatch second, GemmMath math) {
    if (c != null) {
      throw new IllegalArgumentException("--add takes a matrix, not a batch of them");
    }
    MatrixBatch left = transposeA ? first.transposed() : first;
    MatrixBatch right = transposeB ? second.transposed() : second;
    MatrixBatch result = MatrixBatch.zeros(left.type(), left.count(), left.rows(), right.columns());
    return engine -> {
      Blas.gemm(alpha, left, right, 0, result, math, engine);
      return MathAnswer.of("product", NpyArray.of(result));
    };
  }

  // As NumPy: the narrowest type that holds both.
  private static ElementType common(ElementType first, ElementType second) {
    return first == second ? first : Operand.arithmetic(first, second);
  }
}
