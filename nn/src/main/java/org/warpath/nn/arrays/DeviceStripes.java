package org.warpath.nn.arrays;

import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.elements.DeviceElementwise;
import org.warpath.nn.tensor.DeviceTensor;

/** Copies between a whole and parts that lie side by side in each of its rows, on a device. */
final class DeviceStripes {
  private final int outer;
  private final long row;
  private final DeviceElementwise elementwise;

  DeviceStripes(Stripes whole, DeviceScope scope) {
    outer = Math.toIntExact(whole.outer());
    row = whole.row();
    elementwise = new DeviceElementwise(scope);
  }

  private int columns(DeviceTensor part) {
    return outer == 0 ? 0 : Math.toIntExact(part.shape().count() / outer);
  }

  private DeviceMatrix stripe(DeviceTensor whole, long offset, DeviceTensor part) {
    int size = whole.type().byteSize();
    int columns = columns(part);
    DeviceBuffer memory =
        whole.memory().slice(offset * size, ((outer - 1L) * row + columns) * size);
    return new DeviceMatrix(whole.type(), outer, columns, row, 1, memory);
  }

  /** The part of {@code whole}'s rows that begins {@code offset} elements in ← part. */
  void join(DeviceTensor part, DeviceTensor whole, long offset) {
    if (part.shape().count() > 0) {
      elementwise.copy(part.matrix(outer, columns(part)), stripe(whole, offset, part));
    }
  }

  /** part ← the part of {@code whole}'s rows that begins {@code offset} elements in. */
  void cut(DeviceTensor whole, long offset, DeviceTensor part) {
    if (part.shape().count() > 0) {
      elementwise.copy(stripe(whole, offset, part), part.matrix(outer, columns(part)));
    }
  }

  /** How many elements of a row a part has. */
  long width(DeviceTensor part) {
    return columns(part);
  }
}
