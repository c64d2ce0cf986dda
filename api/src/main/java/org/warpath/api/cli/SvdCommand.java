package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.factor.Svd;
import org.warpath.linalg.io.NpyArray;
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
  /** How many singular vectors. */
  enum Vectors {
    /** min(m, n) of each. */
    THIN,
    /** All m and all n. */
    FULL
  }

  @Parameters(index = "0", paramLabel = "A", description = "a matrix: .npy, .csv, .mtx")
  private Path a;

  @Option(
      names = "--vectors",
      paramLabel = "HOW",
      description = "thin (min(m, n) of each) or full (all m and all n)")
  private @Nullable Vectors vectors;

  @Override
  Computation read() throws IOException {
    Matrix given = Operand.read(a).requireMatrix();
    Matrix matrix = Operand.as(Operand.arithmetic(given.type()), given);
    return engine -> {
      if (vectors == null) {
        return answer(Svd.values(matrix, engine), Map.of());
      }
      Svd svd =
          switch (vectors) {
            case THIN -> Svd.thin(matrix, engine);
            case FULL -> Svd.full(matrix, engine);
          };
      Map<String, NpyArray> sides = new LinkedHashMap<>();
      sides.put("u", NpyArray.of(svd.u()));
      sides.put("vt", NpyArray.of(svd.vt()));
      return answer(svd.values(), sides);
    };
  }

  private static MathAnswer answer(Vector values, Map<String, NpyArray> vectors) {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("values", NpyArray.of(values));
    arrays.putAll(vectors);
    int count = values.length();
    double condition = count == 0 ? 0 : values.get(0) / values.get(count - 1);
    return new MathAnswer(
        arrays,
        object -> Json.put(object, "conditionNumber", condition),
        out -> out.printf("condition number %.6g%n", condition),
        true);
  }
}
