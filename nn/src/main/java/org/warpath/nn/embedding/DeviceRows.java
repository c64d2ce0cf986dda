package org.warpath.nn.embedding;

import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.tensor.DeviceIndices;
import org.warpath.nn.tensor.DeviceTensor;

/** Takes {@link Rows} on a device and gives their gradients back. */
final class DeviceRows {
  private final Rows shape;
  private final DeviceTensor indices;
  private final DeviceIndices check;
  private final Kernels kernels;
  private final int type;
  private final DeviceBuffer next;
  private final DeviceBuffer first;

  DeviceRows(Rows shape, DeviceTensor indices, int least, String what, DeviceScope scope) {
    this.shape = shape;
    this.indices = indices;
    check = new DeviceIndices(scope, least, shape.rows(), what);
    kernels = new Kernels(scope, "nn_embedding");
    type = indices.type().kernelCode();
    next = scope.longs(Math.max(1, shape.count()), what + ": next");
    first = scope.ints(Math.max(1, shape.count()), what + ": first");
  }

  private long elements() {
    return shape.outer() * shape.count() * shape.width();
  }

  /** result ← the rows of {@code table}. */
  void take(DeviceTensor table, DeviceTensor result) {
    check.require(indices);
    kernels.threadEach(
        "embedding_take",
        elements(),
        type,
        shape.outer(),
        (long) shape.rows(),
        shape.width(),
        shape.count(),
        indices.memory(),
        table.memory(),
        result.memory());
  }

  /** gradient ← gradient + those of the rows taken from it, in the indices' order. */
  void addBack(DeviceTensor result, DeviceTensor gradient) {
    long rows = shape.rows();
    kernels.threadEach(
        "embedding_links", shape.count(), type, rows, shape.count(), indices.memory(), next, first);
    kernels.threadEach(
        "embedding_add",
        elements(),
        type,
        shape.outer(),
        rows,
        shape.width(),
        shape.count(),
        indices.memory(),
        next,
        first,
        result.memory(),
        gradient.memory());
  }
}
