package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.warpath.api.math.Computation;
import org.warpath.api.math.Eigenpairs;
import org.warpath.linalg.solve.Spectrum;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code warpath eigs}. */
@Command(
    name = "eigs",
    description = {
      "Eigenvalues, ascending, and vectors of a symmetric matrix: all of a dense one, or K extreme ones by Lanczos.",
      "A .npz file gets values and vectors (one a column); any other the values alone."
    },
    mixinStandardHelpOptions = true)
final class EigsCommand extends MathCommand {
  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "a symmetric matrix: " + OperandFile.FORMATS)
  private Path a;

  @Option(names = "-k", paramLabel = "K", description = "how many (default: 6; dense: all)")
  private @Nullable Integer count;

  @Option(
      names = "--which",
      paramLabel = "WHICH",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Spectrum which = Spectrum.LARGEST;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      description = "of a residual, relative to the matrix's norm (default: 1e-9)")
  private double tolerance = 1e-9;

  @Option(
      names = "--max-products",
      paramLabel = "N",
      description = "products with A at most (default: ${DEFAULT-VALUE})")
  private int maxProducts = 100_000;

  @Override
  Computation read() throws IOException {
    return Eigenpairs.of(
        OperandFile.read(a), new Eigenpairs.Options(count, which, tolerance, maxProducts, true));
  }
}
