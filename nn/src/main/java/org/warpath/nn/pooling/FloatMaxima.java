package org.warpath.nn.pooling;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.warpath.nn.tensor.Tensor;

/**
 * Maxima of float32. Elements become integers in the same order, NaN above all: their maxima, and
 * whether they are equal, need no branch.
 */
final class FloatMaxima implements Maxima {
  private static final int INFINITY = 0x7f800000;
  private static final int NONE = Integer.MIN_VALUE;

  private final Planes planes;
  private final Lines lines;
  private final int[] x;
  private final int[] y;
  private final int[] places;
  private final int[] rows;
  private final int[] line;
  private final int[] lineTaps;
  private final long[] ranks;
  private final long[] best;
  private final int[] most;
  private final int[] elements;
  private final int[] offsets;

  FloatMaxima(Planes planes, Lines lines) {
    this.planes = planes;
    this.lines = lines;
    x = new int[planes.inputCount()];
    y = new int[planes.outputCount()];
    places = new int[planes.outputCount()];
    rows = new int[lines.elements()];
    Arrays.fill(rows, NONE);
    line = new int[lines.length()];
    lineTaps = new int[lines.length()];
    ranks = new long[lines.length()];
    best = new long[lines.windows()];
    most = new int[lines.windows()];
    elements = new int[lines.windows()];
    offsets = planes.offsets();
  }

  @Override
  public void find(Tensor tensor, long channel, boolean withPlaces) {
    MemorySegment memory = tensor.memory();
    MemorySegment.copy(memory, JAVA_INT, channel * x.length * Integer.BYTES, x, 0, x.length);
    toKeys();
    joinRows();
    if (withPlaces) {
      locateRows();
      locateColumns();
      lines.narrow(elements, places);
    } else {
      joinColumns();
    }
    lines.narrow(most, y);
    if (withPlaces) {
      toPlaces();
    }
  }

  // Sign and magnitude become a number; NaN the largest.
  private void toKeys() {
    for (int i = 0; i < x.length; i++) {
      int sign = x[i] >> 31;
      int magnitude = x[i] & Integer.MAX_VALUE;
      int isNan = (INFINITY - magnitude) >> 31;
      int number = (magnitude ^ sign) - sign;
      x[i] = (number & ~isNan) | (isNan >>> 1);
    }
  }

  private void joinRows() {
    Arrays.fill(line, NONE);
    for (int tap = 0; tap < lines.taps(); tap++) {
      lines.gather(x, tap, rows, NONE);
      for (int i = 0; i < rows.length; i++) {
        line[i] = Math.max(line[i], rows[i]);
      }
    }
  }

  private void joinColumns() {
    int stride = planes.columns().stride();
    Arrays.fill(most, NONE);
    for (int k = 0; k < planes.columns().size(); k++) {
      int first = k * planes.columns().dilation();
      for (int i = 0; i < most.length; i++) {
        most[i] = Math.max(most[i], line[first + i * stride]);
      }
    }
  }

  /** {@code number} if {@code a} is {@code b}, or else what is above all numbers. */
  private static int numberIfEqual(int number, int a, int b) {
    int difference = a ^ b;
    return number | (difference | -difference) >> 31 >>> 1;
  }

  // Which tap a line's maximum came from: the first.
  private void locateRows() {
    Arrays.fill(lineTaps, lines.taps());
    for (int tap = 0; tap < lines.taps(); tap++) {
      lines.gather(x, tap, rows, NONE);
      for (int i = 0; i < rows.length; i++) {
        lineTaps[i] = Math.min(lineTaps[i], numberIfEqual(tap, rows[i], line[i]));
      }
    }
  }

  // Which element of a window is its maximum: of numbers whose upper half is the value, and whose
  // lower half is the larger the earlier the element comes, the largest. Taps come before columns.
  private void locateColumns() {
    int stride = planes.columns().stride();
    int size = planes.columns().size();
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = ((long) line[i] << Integer.SIZE) + (Integer.MAX_VALUE - lineTaps[i] * size);
    }
    Arrays.fill(best, Long.MIN_VALUE);
    for (int k = 0; k < size; k++) {
      int first = k * planes.columns().dilation();
      for (int i = 0; i < best.length; i++) {
        best[i] = Math.max(best[i], ranks[first + i * stride] - k);
      }
    }
    for (int i = 0; i < best.length; i++) {
      most[i] = (int) (best[i] >> Integer.SIZE);
      elements[i] = Integer.MAX_VALUE - (int) best[i];
    }
  }

  private void toPlaces() {
    int at = 0;
    for (int plane = 0; plane < planes.depth().output(); plane++) {
      for (int row = 0; row < planes.rows().output(); row++) {
        int start = planes.start(plane, row);
        for (int column = 0; column < planes.columns().output(); column++) {
          boolean isNone = y[at] == NONE;
          int place = start + column * planes.columns().stride() + offsets[isNone ? 0 : places[at]];
          places[at++] = isNone ? -1 : place;
        }
      }
    }
  }

  @Override
  public void store(Tensor tensor, long channel) {
    for (int i = 0; i < y.length; i++) {
      int number = Math.max(y[i], -INFINITY);
      int sign = number >> 31;
      y[i] = ((number ^ sign) - sign) | (sign & Integer.MIN_VALUE);
    }
    MemorySegment memory = tensor.memory();
    MemorySegment.copy(y, 0, memory, JAVA_INT, channel * y.length * Integer.BYTES, y.length);
  }

  @Override
  public int[] places() {
    return places;
  }
}
