package org.warpath.nn.arrays;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.Parallel;
import org.warpath.nn.tensor.Tensor;

/** Copies between a whole and parts that lie side by side in each of its rows. */
final class CpuStripes {
  private static final long GRAIN_BYTES = 1 << 18;

  private final long outer;
  private final long wholeBytes;
  private final int threads;

  CpuStripes(Stripes whole, Tensor tensor, int threads) {
    outer = whole.outer();
    wholeBytes = whole.row() * tensor.type().byteSize();
    this.threads = threads;
  }

  private interface RowCopy {
    void accept(long ofWhole, long ofPart, long bytes);
  }

  private void forEachRow(Tensor part, long offset, RowCopy copy) {
    long partBytes = outer == 0 ? 0 : part.byteSize() / outer;
    Parallel.forEachRange(
        threads,
        outer,
        Math.max(1, GRAIN_BYTES / Math.max(1, partBytes)),
        (from, to) -> {
          for (long row = from; row < to; row++) {
            copy.accept(row * wholeBytes + offset, row * partBytes, partBytes);
          }
        });
  }

  /** The part of {@code whole}'s rows that begins {@code offset} bytes in ← part. */
  void join(Tensor part, Tensor whole, long offset) {
    forEachRow(
        part,
        offset,
        (at, from, bytes) -> MemorySegment.copy(part.memory(), from, whole.memory(), at, bytes));
  }

  /** part ← the part of {@code whole}'s rows that begins {@code offset} bytes in. */
  void cut(Tensor whole, long offset, Tensor part) {
    forEachRow(
        part,
        offset,
        (at, to, bytes) -> MemorySegment.copy(whole.memory(), at, part.memory(), to, bytes));
  }

  /** How many bytes of a row a part has. */
  long bytes(Tensor part) {
    return outer == 0 ? 0 : part.byteSize() / outer;
  }
}
