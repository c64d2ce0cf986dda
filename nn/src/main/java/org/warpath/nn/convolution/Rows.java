package org.warpath.nn.convolution;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.openblas.Cblas;
import org.warpath.linalg.openblas.CblasLevel1;
import org.warpath.linalg.openblas.CblasMatrices;

/**
 * Short loops over elements of one type, float32 or float64; places are counted in elements. What
 * adds and multiplies is OpenBLAS's: the JIT compiler does not vectorise a loop that reads one
 * piece of native memory and writes another.
 */
final class Rows {
  // From 10,000 elements on OpenBLAS would start threads, whose number others set.
  private static final int LONGEST = 8_192;

  // Rows up to which OpenBLAS's own loop over rows is the faster, measured on Zen 4.
  private static final int SHORT_COPY = 20;
  private static final int SHORT_ADD = 32;

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

  /** to ← from, lines rows of count elements, from a row to the next as many as the strides say. */
  void copyBlock(
      int lines,
      int count,
      MemorySegment from,
      long fromPlace,
      int fromStride,
      MemorySegment to,
      long toPlace,
      int toStride) {
    if (lines <= 0 || count <= 0) {
      return;
    }
    if (count == fromStride && count == toStride) {
      copy(from, fromPlace, to, toPlace, (long) lines * count);
    } else if (count <= SHORT_COPY) {
      CblasMatrices.copy(
          type,
          Cblas.NO_TRANSPOSE,
          lines,
          count,
          at(from, fromPlace),
          fromStride,
          at(to, toPlace),
          toStride);
    } else {
      for (int line = 0; line < lines; line++) {
        copy(
            from,
            fromPlace + (long) line * fromStride,
            to,
            toPlace + (long) line * toStride,
            count);
      }
    }
  }

  /** to ← to + from, as {@link #copyBlock}. */
  void addBlock(
      int lines,
      int count,
      MemorySegment from,
      long fromPlace,
      int fromStride,
      MemorySegment to,
      long toPlace,
      int toStride) {
    if (lines <= 0 || count <= 0) {
      return;
    }
    if (count == fromStride && count == toStride) {
      add(lines * count, from, fromPlace, to, toPlace);
    } else if (count <= SHORT_ADD) {
      CblasMatrices.add(
          type, lines, count, at(from, fromPlace), fromStride, at(to, toPlace), toStride);
    } else {
      for (int line = 0; line < lines; line++) {
        add(
            count,
            from,
            fromPlace + (long) line * fromStride,
            to,
            toPlace + (long) line * toStride);
      }
    }
  }

  /** to[columns×rows] ← the transpose of from[rows×columns]. */
  void transpose(
      int fromRows,
      int fromColumns,
      MemorySegment from,
      long fromPlace,
      int fromStride,
      MemorySegment to,
      long toPlace,
      int toStride) {
    CblasMatrices.copy(
        type,
        Cblas.TRANSPOSE,
        fromRows,
        fromColumns,
        at(from, fromPlace),
        fromStride,
        at(to, toPlace),
        toStride);
  }

  /** Elements as a matrix, its rows so many elements apart. */
  Matrix matrix(MemorySegment memory, long place, int rows, int columns, long stride) {
    return new Matrix(type, at(memory, place), rows, columns, Math.max(1, stride), 1);
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
