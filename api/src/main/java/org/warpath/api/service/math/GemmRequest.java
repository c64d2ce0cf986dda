package org.warpath.api.service.math;

import org.jspecify.annotations.Nullable;
import org.warpath.api.math.Computation;
import org.warpath.api.math.Gemm;
import org.warpath.api.math.Operand;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.linalg.dense.GemmMath;
import org.warpath.linalg.io.NpyArray;

/** alpha · op(a) · op(b) + beta · c, see {@link Gemm}. */
record GemmRequest(
    NpyArray a,
    NpyArray b,
    @Nullable NpyArray c,
    @Nullable Double alpha,
    @Nullable Double beta,
    @Nullable Boolean transposeA,
    @Nullable Boolean transposeB,
    @Nullable EngineChoice engine)
    implements MathRequest {

  GemmRequest {
    Fields.required("a", a);
    Fields.required("b", b);
    Fields.finite("alpha", alpha);
    Fields.finite("beta", beta);
    if (beta != null && c == null) {
      throw new IllegalArgumentException("beta scales c, and c is missing");
    }
  }

  @Override
  public long byteSize(Means means) {
    Extent left = Extent.of(a);
    Extent right = Extent.of(b);
    double rows = Fields.isTrue(transposeA) ? left.columns() : left.rows();
    double columns = Fields.isTrue(transposeB) ? right.rows() : right.columns();
    double added = c == null ? 0 : Extent.of(c).size();
    return Extent.bytes(left.count() * rows * columns + left.size() + right.size() + added);
  }

  @Override
  public Computation computation(Means means) {
    return Gemm.of(
        new Operand.Dense("a", a),
        new Operand.Dense("b", b),
        c == null ? null : new Operand.Dense("c", c),
        new Gemm.Options(
            Fields.or(alpha, 1.0),
            Fields.or(beta, 1.0),
            Fields.isTrue(transposeA),
            Fields.isTrue(transposeB),
            GemmMath.FULL));
  }
}
