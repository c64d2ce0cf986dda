package org.warpath.nn.tensor;

import java.util.Locale;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.DeviceMatrix;

/**
 * A tensor on a device. Views share its memory, which the scope that gave it owns.
 *
 * @param type what the elements are
 * @param shape the sizes
 * @param memory the elements' memory: just these
 */
public record DeviceTensor(ElementType type, Shape shape, DeviceBuffer memory)
    implements TensorView<DeviceTensor> {

  public DeviceTensor {
    if (memory.byteSize() != shape.count() * type.byteSize()) {
      throw new IllegalArgumentException(
          "%s elements of %s are not %s".formatted(shape, type, memory));
    }
  }

  /** A tensor owned by {@code scope}; contents undefined. */
  public static DeviceTensor allocate(
      DeviceScope scope, ElementType type, Shape shape, String what) {
    long bytes = Math.multiplyExact(shape.count(), (long) type.byteSize());
    return new DeviceTensor(type, shape, scope.bytes(bytes, what));
  }

  @Override
  public DeviceTensor reshape(Shape other) {
    return new DeviceTensor(type, other, memory);
  }

  /** The elements from row-major place {@code from} on, in shape {@code part}: a view. */
  public DeviceTensor slice(long from, Shape part) {
    return new DeviceTensor(
        type, part, memory.slice(from * type.byteSize(), part.count() * type.byteSize()));
  }

  /** All elements as a matrix: a view. */
  public DeviceMatrix matrix(int rows, int columns) {
    return new DeviceMatrix(type, rows, columns, Math.max(1, columns), 1, memory);
  }

  @Override
  public String toString() {
    return type.name().toLowerCase(Locale.ROOT) + " " + shape + " on the device";
  }
}
