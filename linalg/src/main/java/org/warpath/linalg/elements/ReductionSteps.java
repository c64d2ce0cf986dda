package org.warpath.linalg.elements;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.DeviceVector;

/** The launches of one reduction, and the owner of its partial results. */
final class ReductionSteps implements AutoCloseable {
  private static final String FILE = "reduction";
  // Of a lane: long enough to read in parallel, short enough that few rows fill the device.
  private static final int EACH = 64;
  private static final int EACH_ACROSS = 256;

  private final DeviceScope scope;
  private final List<DeviceBuffer> partials = new ArrayList<>();

  ReductionSteps(DeviceScope scope) {
    this.scope = scope;
  }

  /** How a step cuts its lines: `pieces` of `length` elements, `width` lanes each. */
  private record Cut(long pieces, long length, int width, boolean across) {
    static Cut of(Lines lines) {
      boolean across = lines.isAcross();
      int width = across ? 1 : Integer.highestOneBit(Math.clamp(lines.length() / 4, 1, 32));
      long length = across ? EACH_ACROSS : (long) EACH * width;
      return new Cut(Math.max(1, Math.ceilDiv(lines.length(), length)), length, width, across);
    }

    LaunchShape shape(long rows) {
      return LaunchShape.threadEach(rows * pieces * width);
    }
  }

  private DeviceBuffer keep(DeviceBuffer partial) {
    partials.add(partial);
    return partial;
  }

  /** One float64 a line; for {@link Reduction#NORM_2} three, [3][rows]. */
  DeviceBuffer reduce(Reduction reduction, Lines lines) {
    if (reduction != Reduction.NORM_2) {
      return join(reduction, lines);
    }
    Cut cut = Cut.of(lines);
    long partial = lines.rows() * cut.pieces();
    DeviceBuffer squares = keep(scope.doubles(3 * partial, "sums of squares"));
    scope.launch(
        scope.kernel(FILE, "reduction_squares"),
        cut.shape(lines.rows()),
        lines.type().kernelCode(),
        lines.rows(),
        lines.length(),
        lines.memory(),
        lines.rowStride(),
        lines.columnStride(),
        cut.pieces(),
        cut.length(),
        cut.width(),
        cut.across() ? 1 : 0,
        squares);
    return cut.pieces() == 1
        ? squares
        : join(Reduction.SUM, Lines.packed(squares, 3 * lines.rows(), cut.pieces()));
  }

  private DeviceBuffer join(Reduction reduction, Lines lines) {
    Cut cut = Cut.of(lines);
    DeviceBuffer partial = keep(scope.doubles(lines.rows() * cut.pieces(), "partial results"));
    Reduction kind = reduction == Reduction.MEAN ? Reduction.SUM : reduction;
    scope.launch(
        scope.kernel(FILE, "reduction_step"),
        cut.shape(lines.rows()),
        KernelCodes.of(kind),
        lines.type().kernelCode(),
        lines.rows(),
        lines.length(),
        lines.memory(),
        lines.rowStride(),
        lines.columnStride(),
        cut.pieces(),
        cut.length(),
        cut.width(),
        cut.across() ? 1 : 0,
        partial);
    return cut.pieces() == 1
        ? partial
        : join(reduction, Lines.packed(partial, lines.rows(), cut.pieces()));
  }

  /** What {@link #reduce} left for {@code rows} lines, reduced as one line. */
  DeviceBuffer joinRows(Reduction reduction, DeviceBuffer values, long rows) {
    return reduction == Reduction.NORM_2
        ? join(Reduction.SUM, Lines.packed(values, 3, rows))
        : join(reduction, Lines.packed(values, 1, rows));
  }

  /** A number rounded to float64, from what {@link #reduce} left. */
  double finished(Reduction reduction, DeviceBuffer values, long length) {
    DeviceBuffer result = keep(scope.doubles(1, "result"));
    finish(reduction, values, length, new DeviceVector(ElementType.FLOAT64, 1, result));
    return scope.readDouble(result, 0);
  }

  /** Writes one element a line, of {@code length} elements, from what {@link #reduce} left. */
  void finish(Reduction reduction, DeviceBuffer values, long length, DeviceVector result) {
    scope.launch(
        scope.kernel(FILE, "reduction_finish"),
        LaunchShape.threadEach(result.length()),
        reduction == Reduction.NORM_2 ? 1 : 0,
        reduction == Reduction.MEAN ? (double) length : 1.0,
        (long) result.length(),
        values,
        result.type().kernelCode(),
        result.memory());
  }

  /** int64[rows]: in which column each row has its extreme. */
  DeviceBuffer placesInRows(Extreme extreme, DeviceMatrix a) {
    return places(extreme, Lines.rowsOf(a), 0, null).places();
  }

  /** int64[1]: where the extreme of all is, in row-major order. */
  DeviceBuffer place(Extreme extreme, DeviceMatrix a) {
    if (a.isPacked()) {
      return places(extreme, Lines.of(a), 0, null).places();
    }
    Places each = places(extreme, Lines.rowsOf(a), a.columns(), null);
    Lines one = Lines.packed(each.values(), 1, a.rows());
    return places(extreme, one, 0, each.places()).places();
  }

  /** float64 and int64 of as many lines. */
  private record Places(DeviceBuffer values, DeviceBuffer places) {}

  private Places places(
      Extreme extreme, Lines lines, long rowIndices, @Nullable DeviceBuffer indices) {
    Cut cut = Cut.of(lines);
    long partial = lines.rows() * cut.pieces();
    DeviceBuffer values = keep(scope.doubles(partial, "extremes"));
    DeviceBuffer places = keep(scope.longs(partial, "places of extremes"));
    scope.launch(
        scope.kernel(FILE, "reduction_places"),
        cut.shape(lines.rows()),
        extreme == Extreme.MAX ? 1 : 0,
        lines.type().kernelCode(),
        lines.rows(),
        lines.length(),
        lines.memory(),
        lines.rowStride(),
        lines.columnStride(),
        cut.pieces(),
        cut.length(),
        cut.width(),
        cut.across() ? 1 : 0,
        rowIndices,
        indices == null ? 0 : 1,
        indices == null ? places : indices,
        values,
        places);
    return cut.pieces() == 1
        ? new Places(values, places)
        : places(extreme, Lines.packed(values, lines.rows(), cut.pieces()), 0, places);
  }

  /** Frees the partial results; waits for the device. */
  @Override
  public void close() {
    partials.reversed().forEach(scope::free);
  }
}
