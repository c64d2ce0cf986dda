package org.warpath.linalg.elements;

import java.util.List;
import java.util.stream.Stream;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.linalg.dense.DeviceMatrix;

/**
 * How a kernel goes through a result, and where it finds the operands' elements: along the result's
 * contiguous side, and in one line where nothing has gaps.
 *
 * @param rows lines of the result
 * @param columns elements of a line
 * @param operands in the caller's order; strides of 0 repeat
 */
record Traversal(long rows, long columns, List<Strided> operands, Strided result) {

  /** Element (i, j) lies i · rowStride + j · columnStride elements behind the first. */
  record Strided(DeviceBuffer memory, long rowStride, long columnStride) {
    private static Strided of(DeviceMatrix matrix) {
      return new Strided(
          matrix.memory(),
          matrix.rows() == 1 ? 0 : matrix.rowStride(),
          matrix.columns() == 1 ? 0 : matrix.columnStride());
    }

    private static Strided line(DeviceMatrix matrix) {
      return new Strided(matrix.memory(), 0, isSingle(matrix) ? 0 : 1);
    }
  }

  /** The operands have the result's shape, or 1 where they are repeated. */
  static Traversal of(DeviceMatrix result, DeviceMatrix... operands) {
    if (!result.isRowMajor() && result.isColumnMajor()) {
      return of(
          result.transposed(),
          Stream.of(operands).map(DeviceMatrix::transposed).toArray(DeviceMatrix[]::new));
    }
    boolean line =
        result.isPacked()
            && Stream.of(operands)
                .allMatch(operand ->
                    isSingle(operand)
                        || (operand.isPacked()
                            && operand.rows() == result.rows()
                            && operand.columns() == result.columns()));
    return line
        ? new Traversal(
            1,
            (long) result.rows() * result.columns(),
            Stream.of(operands).map(Strided::line).toList(),
            new Strided(result.memory(), 0, 1))
        : new Traversal(
            result.rows(),
            result.columns(),
            Stream.of(operands).map(Strided::of).toList(),
            Strided.of(result));
  }

  private static boolean isSingle(DeviceMatrix matrix) {
    return matrix.rows() == 1 && matrix.columns() == 1;
  }
}
