package org.warpath.linalg.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;

/** NumPy's types of numbers. Complex numbers are the real part, then the imaginary part. */
public enum NpyType {
  /** A byte, 0 or 1. */
  BOOL("b1", 1, 1),
  INT8("i1", 1, 1),
  INT16("i2", 2, 2),
  INT32("i4", 4, 4),
  INT64("i8", 8, 8),
  UINT8("u1", 1, 1),
  UINT16("u2", 2, 2),
  UINT32("u4", 4, 4),
  UINT64("u8", 8, 8),
  FLOAT16("f2", 2, 2),
  FLOAT32("f4", 4, 4),
  FLOAT64("f8", 8, 8),
  /** Two float32. */
  COMPLEX64("c8", 8, 4),
  /** Two float64. */
  COMPLEX128("c16", 16, 8);

  private final String code;
  private final int byteSize;
  private final int wordSize;

  NpyType(String code, int byteSize, int wordSize) {
    this.code = code;
    this.byteSize = byteSize;
    this.wordSize = wordSize;
  }

  /** Bytes an element. */
  public int byteSize() {
    return byteSize;
  }

  /** Whether elements are complex numbers. */
  public boolean isComplex() {
    return this == COMPLEX64 || this == COMPLEX128;
  }

  /** The type of real numbers that has the same bits, or null: integers and complex have none. */
  public @Nullable ElementType elementType() {
    return switch (this) {
      case FLOAT16 -> ElementType.FLOAT16;
      case FLOAT32 -> ElementType.FLOAT32;
      case FLOAT64 -> ElementType.FLOAT64;
      default -> null;
    };
  }

  /** NumPy's name: {@code "float64"}. */
  public String numpyName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The letter and size in a header: {@code "f8"}. */
  String code() {
    return code;
  }

  /** Bytes of what a byte order orders: an element, of a complex one either part. */
  int wordSize() {
    return wordSize;
  }

  /**
   * The element numbered {@code index}, which must not be complex; beyond 2⁵³ integers are rounded
   * to the nearest double.
   */
  public double get(MemorySegment data, long index) {
    return switch (this) {
      case BOOL -> data.getAtIndex(JAVA_BYTE, index) == 0 ? 0 : 1;
      case INT8 -> data.getAtIndex(JAVA_BYTE, index);
      case INT16 -> data.getAtIndex(JAVA_SHORT, index);
      case INT32 -> data.getAtIndex(JAVA_INT, index);
      case INT64 -> data.getAtIndex(JAVA_LONG, index);
      case UINT8 -> Byte.toUnsignedInt(data.getAtIndex(JAVA_BYTE, index));
      case UINT16 -> Short.toUnsignedInt(data.getAtIndex(JAVA_SHORT, index));
      case UINT32 -> Integer.toUnsignedLong(data.getAtIndex(JAVA_INT, index));
      case UINT64 -> unsigned(data.getAtIndex(JAVA_LONG, index));
      case FLOAT16 -> ElementType.FLOAT16.get(data, index);
      case FLOAT32 -> ElementType.FLOAT32.get(data, index);
      case FLOAT64 -> ElementType.FLOAT64.get(data, index);
      case COMPLEX64, COMPLEX128 ->
          throw new IllegalArgumentException(numpyName() + " is not a real number");
    };
  }

  private static double unsigned(long value) {
    // Halved with the lost bit kept, so that the one rounding is that of the whole.
    return value >= 0 ? value : 2.0 * ((value >>> 1) | (value & 1));
  }
}
