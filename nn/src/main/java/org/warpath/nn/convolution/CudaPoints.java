package org.warpath.nn.convolution;

import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.DeviceMatrixBatch;

/**
 * Transformed squares on a device: for each point, part and group a matrix.
 *
 * @param type what elements are
 * @param memory [points][parts][groups][rows][columns], or more
 * @param points of a square
 * @param parts 1 for real points, 2 for complex ones
 * @param groups of channels
 * @param rows channels of a group
 * @param columns squares, or for weights a group's inputs
 * @param isTransposed whether matrices are taken as [columns × rows]
 */
record CudaPoints(
    ElementType type,
    DeviceBuffer memory,
    int points,
    int parts,
    int groups,
    int rows,
    int columns,
    boolean isTransposed) {

  CudaPoints transposed() {
    return new CudaPoints(type, memory, points, parts, groups, rows, columns, !isTransposed);
  }

  /** The matrices of a part and a group: one for each point. */
  DeviceMatrixBatch of(int part, int group) {
    long matrix = (long) rows * columns;
    long point = matrix * groups * parts;
    long from = ((long) part * groups + group) * matrix;
    long elements = (points - 1) * point + matrix;
    DeviceBuffer used = memory.slice(from * type.byteSize(), elements * type.byteSize());
    DeviceMatrixBatch batch =
        new DeviceMatrixBatch(type, points, rows, columns, columns, 1, point, used);
    return isTransposed ? batch.transposed() : batch;
  }
}
