package org.warpath.api.math;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
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
public record Samples(Precision precision, boolean complex, int[] sizes, MemorySegment memory) {

  /**
   * The elements of {@code array}; integers and float16 become float64 and float32.
   *
   * @throws IllegalArgumentException if it has 2³¹ elements or more along an axis
   */
  public static Samples of(NpyArray array) {
    for (long size : array.shape()) {
      if (size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(array.describe() + " is too long for a transform");
      }
    }
    int[] sizes = Arrays.stream(array.shape()).mapToInt(Math::toIntExact).toArray();
    NpyType type = array.dtype();
    Precision precision =
        switch (type) {
          case FLOAT16, FLOAT32, COMPLEX64 -> Precision.FLOAT32;
          default -> Precision.FLOAT64;
        };
    boolean rowMajor = !array.fortranOrder() || sizes.length < 2;
    if (type.isComplex() && rowMajor) {
      return new Samples(precision, true, sizes, array.data());
    }
    Samples samples = zeros(precision, type.isComplex(), sizes);
    NpyType part = type.isComplex() ? samples.part() : type;
    int parts = type.isComplex() ? 2 : 1;
    RowMajor places = new RowMajor(sizes);
    for (long i = 0; i < array.size(); i++) {
      long from = rowMajor ? i : places.next();
      for (int k = 0; k < parts; k++) {
        samples
            .element()
            .set(samples.memory, parts * i + k, part.get(array.data(), parts * from + k));
      }
    }
    return samples;
  }

  /** Where the elements of an array in Fortran order lie, in row-major order. */
  private static final class RowMajor {
    private final int[] sizes;
    private final int[] index;
    private final long[] strides;
    private long place;

    RowMajor(int[] sizes) {
      this.sizes = sizes;
      index = new int[sizes.length];
      strides = new long[sizes.length];
      long stride = 1;
      for (int axis = 0; axis < sizes.length; axis++) {
        strides[axis] = stride;
        stride *= sizes[axis];
      }
    }

    long next() {
      long result = place;
      int axis = sizes.length - 1;
      while (axis >= 0 && index[axis] == sizes[axis] - 1) {
        place -= index[axis] * strides[axis];
        index[axis--] = 0;
      }
      if (axis >= 0) {
        index[axis]++;
        place += strides[axis];
      }
      return result;
    }
  }

  /** Zeros. */
  public static Samples zeros(Precision precision, boolean complex, int... sizes) {
    long elements = Arrays.stream(sizes).asLongStream().reduce(1, Math::multiplyExact);
    long bytes = elements * precision.byteSize() * (complex ? 2 : 1);
    return new Samples(precision, complex, sizes, Arena.ofAuto().allocate(bytes, 64));
  }

  /** These samples as complex numbers. */
  public Samples asComplex() {
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

  private NpyType part() {
    return precision == Precision.FLOAT32 ? NpyType.FLOAT32 : NpyType.FLOAT64;
  }

  /** These samples as an array. */
  public NpyArray array() {
    NpyType type =
        switch (precision) {
          case FLOAT32 -> complex ? NpyType.COMPLEX64 : NpyType.FLOAT32;
          case FLOAT64 -> complex ? NpyType.COMPLEX128 : NpyType.FLOAT64;
        };
    return new NpyArray(type, Arrays.stream(sizes).asLongStream().toArray(), false, memory);
  }
}
