package org.warpath.linalg.dense;

import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;

/**
 * A contiguous vector on a device.
 *
 * @param type what the elements are
 * @param length elements
 * @param memory exactly the elements
 */
public record DeviceVector(ElementType type, int length, DeviceBuffer memory) {

  public DeviceVector {
    if (memory.byteSize() != (long) length * type.byteSize()) {
      throw new IllegalArgumentException(
          "%d elements of %s need %d bytes, not %s"
              .formatted(length, type, (long) length * type.byteSize(), memory));
    }
  }

  /** A vector owned by {@code scope}; contents undefined. */
  public static DeviceVector allocate(
      DeviceScope scope, ElementType type, int length, String what) {
    return new DeviceVector(type, length, scope.bytes((long) length * type.byteSize(), what));
  }

  /** A copy of {@code host}, owned by {@code scope}. */
  public static DeviceVector uploaded(DeviceScope scope, Vector host, String what) {
    Vector packed = host.isContiguous() ? host : host.copy();
    return new DeviceVector(host.type(), host.length(), scope.uploaded(packed.memory(), what));
  }

  /** This vector as a matrix of one row, 1×n: a view. */
  public DeviceMatrix asRow() {
    return DeviceMatrix.packed(type, 1, length, memory);
  }

  /** This vector as a matrix of one column, n×1: a view. */
  public DeviceMatrix asColumn() {
    return DeviceMatrix.packed(type, length, 1, memory);
  }

  /** Copies this vector to {@code host}, of the same type and length, and waits. */
  public void download(DeviceScope scope, Vector host) {
    if (host.type() != type || host.length() != length) {
      throw new IllegalArgumentException(
          "a device vector of %d %s does not fit %s".formatted(length, type, host.shape()));
    }
    asColumn().download(scope, host.asColumn());
  }
}
