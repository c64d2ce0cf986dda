package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.warpath.api.math.Computation;
import org.warpath.api.math.SingularValues;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code warpath svd}. */
@Command(
    name = "svd",
    description = {
      "Singular values, and vectors with --vectors: A = U·diag(values)·Vt.",
      "A .npz file gets values, u and vt; any other the values alone."
    },
    mixinStandardHelpOptions = true)
final class SvdCommand extends MathCommand {
  @Parameters(index = "0", paramLabel = "A", description = "a matrix: .npy, .csv, .mtx")
  private Path a;

  @Option(
      names = "--vectors",
      paramLabel = "HOW",
      description = "none, thin (min(m, n) of each) or full (all m and all n) (default: none)")
  private SingularValues.Vectors vectors = SingularValues.Vectors.NONE;

  @Override
  Computation read() throws IOException {
    return SingularValues.of(OperandFile.read(a), vectors);
  }
}
