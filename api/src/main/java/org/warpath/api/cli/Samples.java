package org.warpath.api.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.NpyType;

/**
 * An array as a transform takes it: row-major, real or interleaved complex, float32 or float64.
 *
 * @param precision of each number
 * @param complex whether elements are pairs of numbers
 * @param sizes elements along each axis
 * @param memory the elements
 */
record Samples(Precision precision, boolean complex, int[] sizes, MemorySegment memory) {

  /** The elements of {@code array}; integers and float16 become float64 and float32. */
  static Samples of(Path file, NpyArray array) {
    if (array.fortranOrder() && array.dimensions() > 1) {
      throw new IllegalArgumentException(
          file + " is in Fortran order; save it after numpy.ascontiguousarray");
    }
    int[] sizes = Arrays.stream(array.shape()).mapToInt(Math::toIntExact).toArray();
    NpyType type = array.dtype();
    if (type.isComplex()) {
      Precision precision = type == NpyType.COMPLEX64 ? Precision.FLOAT32 : Precision.FLOAT64;
      return new Samples(precision, true, sizes, array.data());
    }
    Precision precision =
        type == NpyType.FLOAT32 || type == NpyType.FLOAT16 ? Precision.FLOAT32 : Precision.FLOAT64;
    Samples samples = zeros(precision, false, sizes);
    for (long i = 0; i < array.size(); i++) {
      samples.element().set(samples.memory, i, array.dtype().get(array.data(), i));
    }
    return samples;
  }

  /** Zeros. */
  static Samples zeros(Precision precision, boolean complex, int... sizes) {
    long elements = Arrays.stream(sizes).asLongStream().reduce(1, Math::multiplyExact);
    long bytes = elements * precision.byteSize() * (complex ? 2 : 1);
    return new Samples(precision, complex, sizes, Arena.ofAuto().allocate(bytes, 64));
  }

  /** These samples as complex numbers. */
  Samples asComplex() {
    if (complex) {
      return this;
    }
    Samples pairs = zeros(precision, true, sizes);
    for (long i = 0; i < memory.byteSize() / precision.byteSize(); i++) {
      element().set(pairs.memory, 2 * i, element().get(memory, i));
    }
    return pairs;
  }

  private ElementType element() {
    return precision == Precision.FLOAT32 ? ElementType.FLOAT32 : ElementType.FLOAT64;
  }

  /** The shape with {@code axes} to transform; negative ones count from the end. */
  FftShape shape(int[] axes) {
    return FftShape.of(sizes).along(axes);
  }

  NpyArray array() {
    NpyType type =
        switch (precision) {
          case FLOAT32 -> complex ? NpyType.COMPLEX64 : NpyType.FLOAT32;
          case FLOAT64 -> complex ? NpyType.COMPLEX128 : NpyType.FLOAT64;
        };
    return new NpyArray(type, Arrays.stream(sizes).asLongStream().toArray(), false, memory);
  }
}
