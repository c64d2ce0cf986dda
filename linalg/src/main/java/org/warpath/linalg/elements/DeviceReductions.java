package org.warpath.linalg.elements;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.DeviceVector;

/**
 * {@link Reductions} of matrices that are on a device already, in one scope's order: the same
 * reductions and rules. Calls wait for the device.
 *
 * <p>Sums and products are formed in float64, in steps whose order depends on shape and strides
 * alone: the same bits in every run and on every device. The elements are read once, however the
 * matrix lies; the partial results of long rows are about 24 bytes for every 2048 elements, or 256
 * of rows whose elements do not lie side by side, at most.
 */
public final class DeviceReductions {
  private final DeviceScope scope;

  /** Reductions in {@code scope}'s order, for as long as it is open. */
  public DeviceReductions(DeviceScope scope) {
    this.scope = scope;
  }

  /** All elements of A, reduced. */
  public double reduce(Reduction reduction, DeviceMatrix a) {
    if (reduction.needsElements()) {
      ElementShapes.requireElements(reduction.name(), a);
    }
    try (ReductionSteps steps = new ReductionSteps(scope)) {
      Lines lines = Lines.of(a);
      DeviceBuffer values = steps.reduce(reduction, lines);
      if (lines.rows() != 1) {
        values = steps.joinRows(reduction, values, lines.rows());
      }
      return steps.finished(reduction, values, (long) a.rows() * a.columns());
    }
  }

  /** Each row of A[m×n] reduced to one element of {@code result}[m], of any type, rounded once. */
  public void reduceRows(Reduction reduction, DeviceMatrix a, DeviceVector result) {
    ElementShapes.requireFit(reduction, a, "row", a.rows(), a.columns(), result.asRow());
    reduceEach(reduction, a, result);
  }

  /** Each column of A[m×n] reduced to one element of {@code result}[n], of any type. */
  public void reduceColumns(Reduction reduction, DeviceMatrix a, DeviceVector result) {
    ElementShapes.requireFit(reduction, a, "column", a.columns(), a.rows(), result.asRow());
    reduceEach(reduction, a.transposed(), result);
  }

  private void reduceEach(Reduction reduction, DeviceMatrix a, DeviceVector result) {
    if (a.rows() == 0) {
      return;
    }
    try (ReductionSteps steps = new ReductionSteps(scope)) {
      DeviceBuffer values = steps.reduce(reduction, Lines.rowsOf(a));
      steps.finish(reduction, values, a.columns(), result);
    }
  }

  /**
   * Where the extreme element of A[m×n] is: i · n + j for element (i, j). The first in row-major
   * order if there are several; the first NaN if there is one.
   */
  public long indexOf(Extreme extreme, DeviceMatrix a) {
    ElementShapes.requireElements(extreme.name(), a);
    try (ReductionSteps steps = new ReductionSteps(scope)) {
      return scope.readLong(steps.place(extreme, a), 0);
    }
  }

  /** In which column each row of A has its extreme element, with {@link #indexOf}'s rules. */
  public int[] indexInRows(Extreme extreme, DeviceMatrix a) {
    ElementShapes.requireElementsInEach(extreme.name(), a, "row", a.rows(), a.columns());
    return indexInEach(extreme, a);
  }

  /** In which row each column of A has its extreme element, with {@link #indexOf}'s rules. */
  public int[] indexInColumns(Extreme extreme, DeviceMatrix a) {
    ElementShapes.requireElementsInEach(extreme.name(), a, "column", a.columns(), a.rows());
    return indexInEach(extreme, a.transposed());
  }

  private int[] indexInEach(Extreme extreme, DeviceMatrix a) {
    if (a.rows() == 0) {
      return new int[0];
    }
    long[] places = new long[a.rows()];
    try (ReductionSteps steps = new ReductionSteps(scope)) {
      scope.download(steps.placesInRows(extreme, a), MemorySegment.ofArray(places));
    }
    int[] columns = new int[places.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = (int) places[i];
    }
    return columns;
  }
}
