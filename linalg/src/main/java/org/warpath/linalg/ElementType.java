package org.warpath.linalg;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;

/** What the elements of a vector or matrix are in memory: little-endian IEEE 754 numbers. */
public enum ElementType {
  /** IEEE half precision: 11 bits, to 65,504. For storage; arithmetic is in float32. */
  FLOAT16(Short.BYTES),
  /**
   * The upper half of a float32: 8 bits, float32's range. For storage; arithmetic is in float32.
   */
  BFLOAT16(Short.BYTES),
  /** IEEE single precision, 24 bits. */
  FLOAT32(Float.BYTES),
  /** IEEE double precision, 53 bits. */
  FLOAT64(Double.BYTES);

  private final int byteSize;

  ElementType(int byteSize) {
    this.byteSize = byteSize;
  }

  /** Bytes an element. */
  public int byteSize() {
    return byteSize;
  }

  /** Its number in CUDA kernels that take any type, as {@code elements.cuh} has it. */
  public int kernelCode() {
    return switch (this) {
      case FLOAT16 -> 0;
      case BFLOAT16 -> 1;
      case FLOAT32 -> 2;
      case FLOAT64 -> 3;
    };
  }

  /** Whether elements are 16 bits wide: stored so, computed with in float32. */
  public boolean isHalf() {
    return this == FLOAT16 || this == BFLOAT16;
  }

  /** The element numbered {@code index} of {@code memory}; exact, as each type fits in a double. */
  public double get(MemorySegment memory, long index) {
    return switch (this) {
      case FLOAT16 -> Float.float16ToFloat(memory.getAtIndex(JAVA_SHORT, index));
      case BFLOAT16 -> Float.intBitsToFloat(memory.getAtIndex(JAVA_SHORT, index) << 16);
      case FLOAT32 -> memory.getAtIndex(JAVA_FLOAT, index);
      case FLOAT64 -> memory.getAtIndex(JAVA_DOUBLE, index);
    };
  }

  /** Writes the element numbered {@code index}, rounded once to the nearest, ties to even. */
  public void set(MemorySegment memory, long index, double value) {
    switch (this) {
      case FLOAT16 -> memory.setAtIndex(JAVA_SHORT, index, Rounding.toFloat16(value));
      case BFLOAT16 -> memory.setAtIndex(JAVA_SHORT, index, Rounding.toBfloat16(value));
      case FLOAT32 -> memory.setAtIndex(JAVA_FLOAT, index, (float) value);
      case FLOAT64 -> memory.setAtIndex(JAVA_DOUBLE, index, value);
    }
  }
}
