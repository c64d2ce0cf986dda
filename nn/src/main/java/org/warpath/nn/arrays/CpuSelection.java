package org.warpath.nn.arrays;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.Parallel;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** One {@link Selection}: a copy for each index of each row. */
final class CpuSelection {
  private static final long GRAIN = 1 << 15;

  private final Selection selection;
  private final Stripes from;
  private final Stripes to;
  private final int[] offsets;
  private final int[] places;
  private final int threads;

  CpuSelection(Selection selection, Shape input, int threads) {
    this.selection = selection;
    this.threads = threads;
    from = Stripes.of(input, selection.axis());
    to = from.withLength(selection.chosen().length);
    offsets = selection.offsets(from.length());
    places = selection.places(from.length());
  }

  void forward(Tensor x, Tensor y) {
    int[] chosen = selection.chosen();
    forEachIndex(
        to,
        (row, i) -> {
          long at = (row * to.length() + i) * to.inner();
          if (chosen[i] < 0) {
            for (long k = 0; k < to.inner(); k++) {
              y.set(at + k, selection.value());
            }
          } else {
            copy(x, (row * from.length() + chosen[i]) * from.inner(), y, at, to.inner());
          }
        });
  }

  private static void copy(Tensor x, long from, Tensor y, long to, long count) {
    if (count == 1) {
      y.set(to, x.get(from));
      return;
    }
    int size = x.type().byteSize();
    MemorySegment.copy(x.memory(), from * size, y.memory(), to * size, count * size);
  }

  /** dx ← for each element the sum of dy over the places where it stands, in their order. */
  void backward(Tensor dy, Tensor dx) {
    forEachIndex(
        from,
        (row, j) -> {
          long at = (row * from.length() + j) * from.inner();
          for (long k = 0; k < from.inner(); k++) {
            double sum = 0;
            for (int p = offsets[j]; p < offsets[j + 1]; p++) {
              sum += dy.get((row * to.length() + places[p]) * to.inner() + k);
            }
            dx.set(at + k, sum);
          }
        });
  }

  @FunctionalInterface
  private interface Body {
    void accept(long row, int index);
  }

  private void forEachIndex(Stripes stripes, Body body) {
    if (stripes.length() == 0) {
      return;
    }
    Parallel.forEachRange(
        threads,
        stripes.outer() * stripes.length(),
        Math.max(1, GRAIN / Math.max(1, stripes.inner())),
        (first, end) -> {
          for (long place = first; place < end; place++) {
            body.accept(place / stripes.length(), (int) (place % stripes.length()));
          }
        });
  }
}
