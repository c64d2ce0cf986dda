package org.warpath.fft.cpu;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;

/**
 * Complex transforms on the CPU; the arguments are taken for valid. Immutable apart from working
 * memory that calls lend one another; any number of threads may use it at once.
 *
 * <p>Computes in float64; float32 results are rounded to float32 once for each axis.
 */
public final class CpuFft {
  private final Precision precision;
  private final double inverseScale;
  private final List<AxisTransform> axes = new ArrayList<>();

  /** Along the shape's axes. */
  public CpuFft(FftShape shape, Precision precision) {
    this(shape, precision, shape.axes());
  }

  /** Along {@code along}; an inverse divides by all of the shape's axes' sizes. */
  CpuFft(FftShape shape, Precision precision, List<Integer> along) {
    this.precision = precision;
    inverseScale = 1.0 / shape.transformElements();
    for (int axis : along.reversed()) {
      axes.add(new AxisTransform(shape.outer(axis), shape.sizes().get(axis), shape.inner(axis)));
    }
  }

  /** Transforms; both may be the same memory. */
  public void transform(MemorySegment from, MemorySegment to, boolean inverse, int threads) {
    transform(from, to, inverse, inverse ? inverseScale : 1, threads);
  }

  /** Transforms; results are multiplied by {@code scale}. */
  void transform(MemorySegment from, MemorySegment to, boolean inverse, double scale, int threads) {
    Samples source = Samples.of(from, precision);
    Samples sink = Samples.of(to, precision);
    int team = source.shared() && sink.shared() ? threads : 1;
    for (int i = 0; i < axes.size(); i++) {
      axes.get(i)
          .transform(i == 0 ? source : sink, sink, inverse, i == axes.size() - 1 ? scale : 1, team);
    }
  }
}
