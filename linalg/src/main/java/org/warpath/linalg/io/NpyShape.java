package org.warpath.linalg.io;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import org.warpath.linalg.ElementType;

/** Sizes and strides, in elements, of arrays of any count of dimensions. */
final class NpyShape {

  private NpyShape() {}

  /**
   * Bytes of an array.
   *
   * @throws IllegalArgumentException if a size is negative, or they are 2⁶³ or more
   */
  static long byteSize(NpyType dtype, long[] shape) {
    long bytes = dtype.byteSize();
    boolean empty = false;
    for (long size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException(
            "an array has no negative size, was " + NpyHeader.tuple(shape));
      }
      empty |= size == 0;
    }
    if (empty) {
      return 0;
    }
    try {
      for (long size : shape) {
        bytes = Math.multiplyExact(bytes, size);
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s %s has 2⁶³ bytes or more".formatted(dtype.numpyName(), NpyHeader.tuple(shape)), e);
    }
    return bytes;
  }

  /** Strides of elements side by side; 1 at least, also in empty arrays. */
  static long[] packedStrides(long[] shape, boolean fortranOrder) {
    long[] strides = new long[shape.length];
    long next = 1;
    for (int k = 0; k < shape.length; k++) {
      int dimension = fortranOrder ? k : shape.length - 1 - k;
      strides[dimension] = next;
      next *= Math.max(1, shape[dimension]);
    }
    return strides;
  }

  /** Whether elements lie side by side; strides of dimensions of size 1 do not matter. */
  static boolean isPacked(long[] shape, long[] strides, boolean fortranOrder) {
    long[] packed = packedStrides(shape, fortranOrder);
    boolean same = true;
    for (int k = 0; k < shape.length; k++) {
      if (shape[k] == 0) {
        return true;
      }
      same &= shape[k] == 1 || strides[k] == packed[k];
    }
    return same;
  }

  /** Copies elements to side by side, the last index fastest. Bits stay unless types differ. */
  static void copyPacked(
      ElementType type,
      MemorySegment memory,
      long[] shape,
      long[] strides,
      NpyType dtype,
      MemorySegment target) {
    copy(new Elements(type, memory, dtype, target), shape, strides, 0, 0, 0);
  }

  private static long copy(
      Elements elements, long[] shape, long[] strides, int dimension, long from, long to) {
    long next = to;
    for (long i = 0; i < shape[dimension]; i++) {
      long place = from + i * strides[dimension];
      if (dimension == shape.length - 1) {
        elements.copy(place, next++);
      } else {
        next = copy(elements, shape, strides, dimension + 1, place, next);
      }
    }
    return next;
  }

  private record Elements(
      ElementType type, MemorySegment memory, NpyType dtype, MemorySegment target) {
    void copy(long from, long to) {
      ElementType other = dtype.elementType();
      if (other != null && other != type) {
        other.set(target, to, type.get(memory, from));
        return;
      }
      switch (type) {
        case FLOAT16, BFLOAT16 ->
            target.setAtIndex(JAVA_SHORT, to, memory.getAtIndex(JAVA_SHORT, from));
        case FLOAT32 -> target.setAtIndex(JAVA_INT, to, memory.getAtIndex(JAVA_INT, from));
        case FLOAT64 -> target.setAtIndex(JAVA_LONG, to, memory.getAtIndex(JAVA_LONG, from));
      }
    }
  }
}
