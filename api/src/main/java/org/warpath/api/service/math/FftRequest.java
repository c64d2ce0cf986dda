package org.warpath.api.service.math;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.api.math.Computation;
import org.warpath.api.math.Operand;
import org.warpath.api.math.Transform;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.NpyType;

/**
 * A Fourier transform, see {@link Transform}.
 *
 * @param pairs whether the last dimension of x is pairs of real and imaginary part; if null it is
 *     where x has several dimensions
 */
record FftRequest(
    NpyArray x,
    @Nullable Boolean pairs,
    @Nullable Boolean inverse,
    @Nullable Boolean real,
    @Nullable List<Integer> axes,
    @Nullable Integer length,
    @Nullable EngineChoice engine)
    implements MathRequest {

  FftRequest {
    Fields.required("x", x);
  }

  @Override
  public long byteSize(Means means) {
    // A complex copy, the result, and as much again to compute in.
    return Extent.bytes(2.0 * 4 * x.size());
  }

  @Override
  public Computation computation(Means means) {
    boolean complex = pairs == null ? x.dimensions() > 1 : pairs;
    return Transform.of(
        new Operand.Dense("x", complex ? ofPairs(x) : x),
        new Transform.Options(
            Fields.isTrue(inverse), Fields.isTrue(real), Fields.or(axes, List.of(-1)), length));
  }

  /** The complex numbers of which {@code array} has the parts side by side: the same memory. */
  private static NpyArray ofPairs(NpyArray array) {
    long[] shape = array.shape();
    if (array.dtype() != NpyType.FLOAT64 || shape.length < 2 || shape[shape.length - 1] != 2) {
      throw new IllegalArgumentException(
          "x must be pairs [re, im], was %s; real numbers of several dimensions need pairs: false"
              .formatted(array.describe()));
    }
    return new NpyArray(
        NpyType.COMPLEX128, Arrays.copyOf(shape, shape.length - 1), false, array.data());
  }
}
