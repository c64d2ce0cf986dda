package org.warpath.api.service.math;

import org.jspecify.annotations.Nullable;
import org.warpath.api.math.Computation;
import org.warpath.api.math.Operand;
import org.warpath.api.math.SingularValues;
import org.warpath.api.math.SingularValues.Vectors;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.linalg.io.NpyArray;

/** Singular values, and vectors if asked for, see {@link SingularValues}. */
record SvdRequest(NpyArray a, @Nullable Vectors vectors, @Nullable EngineChoice engine)
    implements MathRequest {

  SvdRequest {
    Fields.matrix("a", Fields.required("a", a));
  }

  private Vectors vectorsOrNone() {
    return Fields.or(vectors, Vectors.NONE);
  }

  @Override
  public long byteSize(Means means) {
    Extent extent = Extent.of(a);
    double smaller = extent.smaller();
    double sides =
        switch (vectorsOrNone()) {
          case NONE -> 0;
          case THIN -> smaller * (extent.rows() + extent.columns());
          case FULL -> extent.rows() * extent.rows() + extent.columns() * extent.columns();
        };
    // LAPACK's working memory for vectors.
    double work = vectorsOrNone() == Vectors.NONE ? 100 * smaller : 4 * smaller * smaller;
    return Extent.bytes(2 * extent.size() + sides + work + 10 * extent.larger());
  }

  @Override
  public Computation computation(Means means) {
    return SingularValues.of(new Operand.Dense("a", a), vectorsOrNone());
  }
}
