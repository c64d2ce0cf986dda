package org.warpath.api.math;

import java.util.LinkedHashMap;
import java.util.Map;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.factor.Svd;
import org.warpath.linalg.io.NpyArray;

/** Singular values, descending, and vectors: A = u·diag(values)·vt. */
public final class SingularValues {
  private SingularValues() {}

  /** How many singular vectors. */
  public enum Vectors {
    NONE,
    /** min(m, n) of each. */
    THIN,
    /** All m and all n. */
    FULL
  }

  /**
   * {@code values}, and {@code u} and {@code vt} if vectors are wanted.
   *
   * @throws IllegalArgumentException if the operand is no dense matrix
   */
  public static Computation of(Operand a, Vectors vectors) {
    Matrix given = a.requireMatrix();
    Matrix matrix = Operand.as(Operand.arithmetic(given.type()), given);
    return (engine, _) ->
        switch (vectors) {
          case NONE -> answer(Svd.values(matrix, engine), Map.of());
          case THIN -> answer(Svd.thin(matrix, engine));
          case FULL -> answer(Svd.full(matrix, engine));
        };
  }

  private static MathAnswer answer(Svd svd) {
    Map<String, NpyArray> sides = new LinkedHashMap<>();
    sides.put("u", NpyArray.of(svd.u()));
    sides.put("vt", NpyArray.of(svd.vt()));
    return answer(svd.values(), sides);
  }

  private static MathAnswer answer(Vector values, Map<String, NpyArray> vectors) {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("values", NpyArray.of(values));
    arrays.putAll(vectors);
    int count = values.length();
    double condition = count == 0 ? 0 : values.get(0) / values.get(count - 1);
    return new MathAnswer(
        arrays,
        Map.of("conditionNumber", condition),
        "condition number %.6g".formatted(condition),
        true);
  }
}
