package org.warpath.linalg.sparse;

import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;

/**
 * Products of one matrix with vectors that stay on the device; see {@link SemiringSpmv} for what is
 * computed.
 *
 * <p>A row is read by 1 to 32 neighbouring lanes, about as many as rows have entries on average;
 * one with more than 64 entries a lane is cut into pieces of 8192, a block each, which are joined
 * in the row's order. All of this depends on the matrix alone, so products are bit-identical from
 * run to run. Such rows are looked for once, when this is made: 8 bytes read a row, and 16 bytes
 * kept a piece.
 *
 * <p>One product launches one kernel, three if there are long rows, and returns before it is done.
 * It can take no less than (4 bytes an entry, 8 with values, + 12 bytes a row + 4 bytes a column)
 * over the device's bandwidth; how near it comes depends on where the columns lead.
 */
public final class DeviceSpmv {
  private static final String FILE = "semiring_spmv";
  private static final int LONGEST_A_LANE = 64;
  private static final int PIECE_ENTRIES = 8192;
  private static final int PIECE_THREADS = 128;
  private static final int PIECE_BYTES = Integer.BYTES + Integer.BYTES + Double.BYTES;

  private final DeviceScope scope;
  private final DeviceCsr a;
  private final int width;
  private final long longest;
  private final int pieces;
  private final DeviceBuffer pieceRow;
  private final DeviceBuffer pieceNumber;
  private final DeviceBuffer partial;

  /**
   * Products with {@code a}, for as long as {@code scope} is open. Waits for the device.
   *
   * @param a A[m×n], on the scope's device
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException if {@link #workingBytes} are not
   *     free
   */
  public DeviceSpmv(DeviceScope scope, DeviceCsr a) {
    this.scope = scope;
    this.a = a;
    width = width(a.rowCount(), a.entryCount());
    longest = (long) LONGEST_A_LANE * width;
    DeviceBuffer count = scope.ints(1, "pieces of long rows");
    pieces = cut(count, false, count, count);
    pieceRow = scope.ints(pieces, "rows of pieces");
    pieceNumber = scope.ints(pieces, "numbers of pieces");
    partial = scope.doubles(pieces, "sums of pieces");
    if (pieces > 0) {
      cut(count, true, pieceRow, pieceNumber);
    }
  }

  /** The most that a product with {@code a} allocates beyond the matrix and the vectors. */
  static long workingBytes(DeviceCsr a) {
    long longest = (long) LONGEST_A_LANE * width(a.rowCount(), a.entryCount());
    long pieces = a.entryCount() / longest + a.entryCount() / PIECE_ENTRIES;
    return pieces * PIECE_BYTES + Integer.BYTES;
  }

  private static int width(int rows, long entries) {
    long mean = rows == 0 ? 0 : entries / rows;
    return Integer.highestOneBit(Math.clamp(mean, 1, LaunchShape.WARP));
  }

  private int cut(DeviceBuffer count, boolean fill, DeviceBuffer rows, DeviceBuffer numbers) {
    if (a.rowCount() == 0) {
      return 0;
    }
    scope.zero(count);
    scope.launch(
        scope.kernel(FILE, "semiring_spmv_cut"),
        LaunchShape.threadEach(a.rowCount()),
        a.rowCount(),
        longest,
        a.rowOffsets(),
        fill ? 1 : 0,
        count,
        rows,
        numbers);
    return scope.readInt(count, 0);
  }

  /**
   * Writes y = A ⊗ x, in the scope's order.
   *
   * @param x float32[n], not modified
   * @param y float32[m], overwritten; must not share memory with {@code x}
   * @throws IllegalArgumentException if {@code x} or {@code y} has another size, or they are the
   *     same buffer
   */
  @SuppressWarnings("ReferenceEquality") // the same buffer is meant
  public void multiply(DeviceBuffer x, DeviceBuffer y, Semiring semiring) {
    requireFloats("x", x, a.columnCount());
    requireFloats("y", y, a.rowCount());
    if (x == y && a.rowCount() > 0) {
      throw new IllegalArgumentException("y must not be x: rows still to come read x");
    }
    if (a.rowCount() == 0) {
      return;
    }
    int code = code(semiring);
    int valued = a.values() == null ? 0 : 1;
    DeviceBuffer values = a.valuesOrColumns();
    scope.launch(
        scope.kernel(FILE, "semiring_spmv_rows"),
        LaunchShape.threadEach((long) a.rowCount() * width),
        code,
        a.rowCount(),
        width,
        longest,
        a.rowOffsets(),
        a.columnIndices(),
        valued,
        values,
        x,
        y);
    if (pieces > 0) {
      Kernel product = scope.kernel(FILE, "semiring_spmv_pieces");
      scope.launch(
          product,
          LaunchShape.of(pieces, PIECE_THREADS),
          code,
          pieceRow,
          pieceNumber,
          a.rowOffsets(),
          a.columnIndices(),
          valued,
          values,
          x,
          partial);
      Kernel join = scope.kernel(FILE, "semiring_spmv_join");
      LaunchShape shape = LaunchShape.threadEach(pieces);
      scope.launch(join, shape, code, pieces, pieceRow, pieceNumber, a.rowOffsets(), partial, y);
    }
  }

  private void requireFloats(String name, DeviceBuffer vector, int length) {
    if (vector.byteSize() != (long) length * Float.BYTES) {
      throw new IllegalArgumentException(
          "%s must have %d bytes for a %d×%d matrix, had %d"
              .formatted(
                  name,
                  (long) length * Float.BYTES,
                  a.rowCount(),
                  a.columnCount(),
                  vector.byteSize()));
    }
  }

  private static int code(Semiring semiring) {
    return switch (semiring) {
      case PLUS_TIMES -> 0;
      case MIN_PLUS -> 1;
      case MAX_MIN -> 2;
      case OR_AND -> 3;
    };
  }
}
