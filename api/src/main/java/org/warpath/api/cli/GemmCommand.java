package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.warpath.api.math.Computation;
import org.warpath.api.math.Gemm;
import org.warpath.api.math.Operand;
import org.warpath.linalg.dense.GemmMath;
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
    Operand added = c == null ? null : OperandFile.read(c);
    Gemm.Options options =
        new Gemm.Options(
            alpha,
            beta == null ? 1 : beta,
            transposeA,
            transposeB,
            tf32 ? GemmMath.TF32 : GemmMath.FULL);
    return Gemm.of(OperandFile.read(a), OperandFile.read(b), added, options);
  }
}
