package org.warpath.linalg.sparse.cuda;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrTranspose;

/**
 * A sparse matrix on a device as cuSPARSE takes it: its functions want offsets as wide as columns,
 * and values spelled out. So there may be no more than 2³¹ − 1 entries.
 *
 * @param rowCount rows
 * @param columnCount columns
 * @param entryCount stored entries
 * @param rowOffsets int32[rowCount + 1]
 * @param columnIndices int32[entryCount]
 * @param values float32 or float64[entryCount]
 * @param type what the values are
 */
public record CusparseCsr(
    int rowCount,
    int columnCount,
    int entryCount,
    DeviceBuffer rowOffsets,
    DeviceBuffer columnIndices,
    DeviceBuffer values,
    ElementType type) {

  public CusparseCsr {
    requireBytes("row offsets", rowOffsets, rowCount + 1L, Integer.BYTES);
    requireBytes("column indices", columnIndices, entryCount, Integer.BYTES);
    requireBytes("values", values, entryCount, type.byteSize());
  }

  static void requireBytes(String name, DeviceBuffer buffer, long count, int size) {
    if (buffer.byteSize() != count * size) {
      throw new IllegalArgumentException(
          name + " must have " + count * size + " bytes, had " + buffer.byteSize());
    }
  }

  /**
   * {@code csr} on the scope's device, as {@link org.warpath.linalg.sparse.DeviceCsr#resident}:
   * columns and values are those that other computations find there, 32-bit offsets and the ones of
   * a matrix without values are made once and stay beside them.
   *
   * @param csr in native memory, not written to any more
   * @throws IllegalArgumentException if it has more than 2³¹ − 1 entries
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException if it does not fit
   */
  public static CusparseCsr resident(DeviceScope scope, Csr csr) {
    requireFew(csr);
    MemorySegment values = csr.values();
    return spelledOut(
        scope, csr, values == null ? ones(scope, csr) : scope.resident(values, "values"));
  }

  /** As {@link #resident}, with {@code values} on the device in place of the matrix's own. */
  public static CusparseCsr spelledOut(DeviceScope scope, Csr csr, DeviceBuffer values) {
    return new CusparseCsr(
        csr.rowCount(),
        csr.columnCount(),
        requireFew(csr),
        scope.resident(
            csr.rowOffsets(),
            "32-bit row offsets",
            (csr.rowCount() + 1L) * Integer.BYTES,
            buffer -> upload(scope, csr, buffer)),
        scope.resident(csr.columnIndices(), "column indices"),
        values,
        csr.type());
  }

  /**
   * The transpose of {@code csr} on the scope's device, resident as well. Products with a transpose
   * as such are not the same from run to run in cuSPARSE, and slower; the first call transposes on
   * the CPU.
   */
  public static CusparseCsr residentTranspose(DeviceScope scope, Csr csr) {
    int entries = requireFew(csr);
    MemorySegment columns = csr.columnIndices();
    Transposed transpose = new Transposed(csr);
    // One pattern's columns may also be another's, with other rows.
    String of = "the transpose of %s at %x".formatted(csr.shape(), csr.rowOffsets().address());
    MemorySegment values = csr.values();
    return new CusparseCsr(
        csr.columnCount(),
        csr.rowCount(),
        entries,
        scope.resident(
            columns,
            "32-bit row offsets of " + of,
            (csr.columnCount() + 1L) * Integer.BYTES,
            buffer -> upload(scope, transpose.get(), buffer)),
        scope.resident(
            columns,
            "column indices of " + of,
            (long) entries * Integer.BYTES,
            buffer -> scope.upload(transpose.get().columnIndices(), buffer)),
        values == null
            ? ones(scope, csr)
            : scope.resident(
                values,
                "values of %s and %x".formatted(of, columns.address()),
                values.byteSize(),
                buffer -> scope.upload(transpose.get().values(), buffer)),
        csr.type());
  }

  /** Transposes at most once, for what is missing on the device. */
  private static final class Transposed {
    private final Csr csr;
    private @Nullable Csr made;

    Transposed(Csr csr) {
      this.csr = csr;
    }

    Csr get() {
      if (made == null) {
        made = CsrTranspose.transpose(csr, Arena.ofAuto(), Engine.cpu().threads());
      }
      return made;
    }
  }

  private static int requireFew(Csr csr) {
    if (csr.entryCount() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "cuSPARSE takes 32-bit columns with 32-bit offsets: "
              + csr.entryCount()
              + " entries are too many");
    }
    return (int) csr.entryCount();
  }

  private static void upload(DeviceScope scope, Csr csr, DeviceBuffer buffer) {
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment offsets =
          scratch.allocate((csr.rowCount() + 1L) * Integer.BYTES, Csr.ALIGNMENT);
      for (long row = 0; row <= csr.rowCount(); row++) {
        offsets.setAtIndex(JAVA_INT, row, (int) csr.rowOffsets().getAtIndex(JAVA_LONG, row));
      }
      scope.upload(offsets, buffer);
    }
  }

  private static DeviceBuffer ones(DeviceScope scope, Csr csr) {
    ElementType type = csr.type();
    long bytes = csr.entryCount() * type.byteSize();
    return scope.resident(
        csr.columnIndices(),
        "ones of " + type,
        bytes,
        buffer -> {
          if (type == ElementType.FLOAT32) {
            scope.fillInts(buffer, Float.floatToRawIntBits(1));
            return;
          }
          try (Arena scratch = Arena.ofConfined()) {
            MemorySegment ones = scratch.allocate(bytes, Csr.ALIGNMENT);
            for (long e = 0; e < csr.entryCount(); e++) {
              ones.setAtIndex(JAVA_DOUBLE, e, 1);
            }
            scope.upload(ones, buffer);
          }
        });
  }
}
