package org.warpath.fft;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;

/** Whether memory fits a transform. */
final class FftData {
  private FftData() {}

  static void requirePrecision(Precision plan, Precision data) {
    if (plan != data) {
      throw new IllegalArgumentException(
          "fft: the plan is for %s, the data is %s".formatted(plan, data));
    }
  }

  static long complexNumbers(FftShape shape) {
    return Math.multiplyExact(2L, shape.elements());
  }

  static void requireComplex(MemorySegment data, FftShape shape, Precision precision) {
    require(
        data,
        complexNumbers(shape),
        precision,
        () -> "a %s complex transform".formatted(shape.text()));
  }

  static void requireReal(MemorySegment data, FftShape shape, Precision precision) {
    require(data, shape.elements(), precision, () -> "a %s real transform".formatted(shape.text()));
  }

  static void requireHalf(MemorySegment data, FftShape shape, Precision precision) {
    FftShape half = shape.halfSpectrum();
    require(
        data,
        complexNumbers(half),
        precision,
        () -> "the %s half spectrum of %s reals".formatted(half.text(), shape.text()));
  }

  private static void require(
      MemorySegment data, long numbers, Precision precision, Supplier<String> transform) {
    long bytes = Math.multiplyExact(numbers, (long) precision.byteSize());
    if (data.byteSize() == bytes) {
      return;
    }
    throw new IllegalArgumentException(
        data.byteSize() % precision.byteSize() == 0
            ? "fft: data has %d elements, %s needs %d"
                .formatted(data.byteSize() / precision.byteSize(), transform.get(), numbers)
            : "fft: data has %d bytes, %s of %s needs %d"
                .formatted(data.byteSize(), transform.get(), precision, bytes));
  }

  static void requireWritable(MemorySegment data) {
    if (data.isReadOnly()) {
      throw new IllegalArgumentException("fft: the result's memory is read-only");
    }
  }

  /** The same memory or none in common. */
  static void requireSameOrApart(MemorySegment from, MemorySegment to) {
    boolean same =
        from.byteSize() == to.byteSize()
            && from.address() == to.address()
            && from.heapBase().equals(to.heapBase());
    if (!same) {
      requireApart(from, to);
    }
  }

  static void requireApart(MemorySegment from, MemorySegment to) {
    if (from.asOverlappingSlice(to).isPresent()) {
      throw new IllegalArgumentException("fft: data and result overlap in memory");
    }
  }

  static int arrayLength(long numbers, String what) {
    if (numbers > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "fft: %s has %d elements, too many for an array: use memory segments"
              .formatted(what, numbers));
    }
    return (int) numbers;
  }
}
