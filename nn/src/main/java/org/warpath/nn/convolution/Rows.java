package org.warpath.nn.convolution;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.openblas.CblasLevel1;

/**
 * Short loops over elements of one type, float32 or float64; places are counted in elements. What
 * adds and multiplies is OpenBLAS's: the JIT compiler does not vectorise a loop that reads one
 * piece of native memory and writes another.
 */
final class Rows {
  // From 10,000 elements on OpenBLAS would start threads, whose number others set.
  private static final int LONGEST = 8_192;

  private final ElementType type;
  private final int bytes;

  Rows(ElementType type) {
    this.type = type;
    bytes = type.byteSize();
  }

  int elementBytes() {
    return bytes;
  }

  private MemorySegment at(MemorySegment memory, long place) {
    return memory.asSlice(place * bytes);
  }

  /** to ← from, count elements side by side. */
  void copy(MemorySegment from, long fromPlace, MemorySegment to, long toPlace, long count) {
    MemorySegment.copy(from, fromPlace * bytes, to, toPlace * bytes, count * bytes);
  }

  /** to ← every stride-th of from. */
  void gather(
      MemorySegment from, long fromPlace, int stride, MemorySegment to, long toPlace, int count) {
    if (stride == 1) {
      copy(from, fromPlace, to, toPlace, count);
    } else if (bytes == Float.BYTES) {
      for (int i = 0; i < count; i++) {
        to.setAtIndex(
            JAVA_INT, toPlace + i, from.getAtIndex(JAVA_INT, fromPlace + (long) i * stride));
      }
    } else {
      for (int i = 0; i < count; i++) {
        to.setAtIndex(
            JAVA_LONG, toPlace + i, from.getAtIndex(JAVA_LONG, fromPlace + (long) i * stride));
      }
    }
  }

  /** Count elements side by side ← 0. */
  void zero(MemorySegment memory, long place, long count) {
    memory.asSlice(place * bytes, count * bytes).fill((byte) 0);
  }

  /** Count elements side by side ← value. */
  void fill(MemorySegment memory, long place, long count, double value) {
    if (type == ElementType.FLOAT32) {
      float rounded = (float) value;
      for (long i = 0; i < count; i++) {
        memory.setAtIndex(JAVA_FLOAT, place + i, rounded);
      }
    } else {
      for (long i = 0; i < count; i++) {
        memory.setAtIndex(JAVA_DOUBLE, place + i, value);
      }
    }
  }

  /** y ← y + alpha · x, each with its stride. */
  void add(
      int count,
      double alpha,
      MemorySegment x,
      long xPlace,
      int xStride,
      MemorySegment y,
      long yPlace,
      int yStride) {
    for (int done = 0; done < count; done += LONGEST) {
      CblasLevel1.axpy(
          type,
          Math.min(LONGEST, count - done),
          alpha,
          at(x, xPlace + (long) done * xStride),
          xStride,
          at(y, yPlace + (long) done * yStride),
          yStride);
    }
  }

  /** y ← y + x, side by side. */
  void add(int count, MemorySegment x, long xPlace, MemorySegment y, long yPlace) {
    add(count, 1, x, xPlace, 1, y, yPlace, 1);
  }

  /** x · y, x with its stride. */
  double dot(int count, MemorySegment x, long xPlace, int xStride, MemorySegment y, long yPlace) {
    double sum = 0;
    for (int done = 0; done < count; done += LONGEST) {
      sum +=
          CblasLevel1.dot(
              type,
              Math.min(LONGEST, count - done),
              at(x, xPlace + (long) done * xStride),
              xStride,
              at(y, yPlace + done),
              1);
    }
    return sum;
  }
}
