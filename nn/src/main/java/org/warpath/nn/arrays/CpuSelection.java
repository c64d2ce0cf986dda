package org.warpath.nn.arrays;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.warpath.kernels.Parallel;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** One {@link Selection}: a copy for each run of each row. */
final class CpuSelection {
  private static final long GRAIN = 1 << 15;

  private final double value;
  private final Stripes from;
  private final Stripes to;
  private final List<Selection.Run> runs;
  private final boolean isInjective;
  private final int threads;

  CpuSelection(Selection selection, Shape input, int threads) {
    this.threads = threads;
    value = selection.value();
    from = Stripes.of(input, selection.axis());
    to = from.withLength(selection.chosen().length);
    runs = selection.runs();
    isInjective = selection.isInjective();
  }

  /** Work on a run of a row: {@code count} elements from both places on. */
  @FunctionalInterface
  private interface Body {
    void accept(long placeOfX, long placeOfY, long count, boolean isChosen);
  }

  private void forEachRow(Parallel.RangeBody rows) {
    long grain = Math.max(1, GRAIN / Math.max(1, Math.max(from.row(), to.row())));
    Parallel.forEachRange(threads, from.outer(), grain, rows);
  }

  private void forEachRun(long row, Body body) {
    for (Selection.Run run : runs) {
      body.accept(
          row * from.row() + run.index() * from.inner(),
          row * to.row() + run.start() * to.inner(),
          run.length() * to.inner(),
          run.index() >= 0);
    }
  }

  void forward(Tensor x, Tensor y) {
    forEachRow((first, end) -> {
      for (long row = first; row < end; row++) {
        forEachRun(
            row,
            (placeOfX, placeOfY, count, isChosen) -> {
              if (isChosen) {
                copy(x, placeOfX, y, placeOfY, count);
              } else {
                y.slice(placeOfY, Shape.of(Math.toIntExact(count))).fill(value);
              }
            });
      }
    });
  }

  private static void copy(Tensor x, long from, Tensor y, long to, long count) {
    int size = x.type().byteSize();
    MemorySegment.copy(x.memory(), from * size, y.memory(), to * size, count * size);
  }

  /** dx ← for each element the sum of dy over the places where it stands, in their order. */
  void backward(Tensor dy, Tensor dx) {
    forEachRow((first, end) -> {
      for (long row = first; row < end; row++) {
        dx.slice(row * from.row(), Shape.of(Math.toIntExact(from.row()))).fill(0);
        forEachRun(
            row,
            (placeOfX, placeOfY, count, isChosen) -> {
              if (isChosen && isInjective) {
                copy(dy, placeOfY, dx, placeOfX, count);
              } else if (isChosen) {
                add(dy, placeOfY, dx, placeOfX, count);
              }
            });
      }
    });
  }

  private static void add(Tensor dy, long from, Tensor dx, long to, long count) {
    for (long i = 0; i < count; i++) {
      dx.set(to + i, dx.get(to + i) + dy.get(from + i));
    }
  }
}
