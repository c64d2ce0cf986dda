package org.warpath.fft.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;

/**
 * Real transforms on the CPU, as {@link CpuFft}: real to half spectrum along the last of the
 * shape's axes, complex along the others.
 */
public final class CpuRealFft {
  /** Bytes to be had from the heap: for fewer, closing a shared arena costs more than it saves. */
  private static final int SMALL = 1 << 20;

  private final FftShape shape;
  private final Precision precision;
  private final RealAxis realAxis;
  private final CpuFft others;
  private final boolean single;

  /** For real arrays of that shape. */
  public CpuRealFft(FftShape shape, Precision precision) {
    this.shape = shape;
    this.precision = precision;
    int axis = shape.realAxis();
    realAxis = new RealAxis(shape.outer(axis), shape.sizes().get(axis), shape.inner(axis));
    List<Integer> rest = shape.axes().subList(0, shape.axes().size() - 1);
    others = new CpuFft(shape.halfSpectrum(), precision, rest);
    single = rest.isEmpty();
  }

  /** From real numbers to their half spectrum; the two share no memory. */
  public void forward(MemorySegment from, MemorySegment to, int threads) {
    Samples source = Samples.of(from, precision);
    Samples sink = Samples.of(to, precision);
    realAxis.forward(source, sink, source.shared() && sink.shared() ? threads : 1);
    if (!single) {
      others.transform(to, to, false, 1, threads);
    }
  }

  /** From a half spectrum, which is kept, to real numbers; the two share no memory. */
  public void inverse(MemorySegment from, MemorySegment to, int threads) {
    if (single) {
      inverseAxis(from, to, 1.0 / shape.transformElements(), threads);
      return;
    }
    long bytes = from.byteSize();
    if (bytes <= SMALL) {
      inverse(from, MemorySegment.ofArray(new double[(int) bytes / Double.BYTES]), to, threads);
      return;
    }
    try (Arena arena = Arena.ofShared()) {
      inverse(from, arena.allocate(bytes, Double.BYTES), to, threads);
    }
  }

  private void inverse(MemorySegment from, MemorySegment spectrum, MemorySegment to, int threads) {
    others.transform(from, spectrum, true, 1, threads);
    inverseAxis(spectrum, to, 1.0 / shape.transformElements(), threads);
  }

  private void inverseAxis(MemorySegment from, MemorySegment to, double scale, int threads) {
    Samples source = Samples.of(from, precision);
    Samples sink = Samples.of(to, precision);
    realAxis.inverse(source, sink, scale, source.shared() && sink.shared() ? threads : 1);
  }
}
