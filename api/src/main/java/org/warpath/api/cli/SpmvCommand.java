package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.warpath.api.math.Computation;
import org.warpath.api.math.SparseProduct;
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
    return SparseProduct.of(OperandFile.read(a).requireSparse(), OperandFile.read(x), transpose);
  }
}
