package org.warpath.api.client.query;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which Fourier transform, in the conventions of {@code numpy.fft}. */
public final class FftOptions extends Options<FftOptions> {

  private FftOptions(Map<String, Object> values) {
    super(values);
  }

  /** Forward and complex: {@code numpy.fft.fft}. */
  public static FftOptions defaults() {
    return new FftOptions(Map.of());
  }

  /** Backwards and scaled by 1/n, or not. */
  public FftOptions withInverse(boolean inverse) {
    return with("inverse", inverse);
  }

  /** Between n real numbers and the n/2 + 1 first of their spectrum, or not. */
  public FftOptions withReal(boolean real) {
    return with("real", real);
  }

  /** Along these axes, counted from 0, or from −1 backwards; the last one by default. */
  public FftOptions withAxes(int... axes) {
    return with(
        "axes", IntStream.of(axes).mapToObj(String::valueOf).collect(Collectors.joining(",")));
  }

  /** With so many real numbers as the result of an inverse real transform; 2 (m − 1) by default. */
  public FftOptions withLength(int length) {
    return with("length", Range.within("length", length, 1, Integer.MAX_VALUE));
  }

  /** On another engine; auto by default. */
  public FftOptions withEngine(EngineChoice engine) {
    return with("engine", engine);
  }

  @Override
  FftOptions of(Map<String, Object> newValues) {
    return new FftOptions(newValues);
  }
}
