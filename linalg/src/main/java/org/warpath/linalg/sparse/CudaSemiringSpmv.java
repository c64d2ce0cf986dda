package org.warpath.linalg.sparse;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;

/** {@link SemiringSpmv} with vectors of the host: up, {@link DeviceSpmv}, down. */
final class CudaSemiringSpmv {
  private CudaSemiringSpmv() {}

  static void multiply(Csr a, float[] x, float[] y, Semiring semiring, Device device) {
    try (DeviceScope scope = device.scope()) {
      DeviceCsr resident = DeviceCsr.resident(scope, a);
      device.requireFree(
          (long) Float.BYTES * x.length
              + (long) Float.BYTES * y.length
              + DeviceSpmv.workingBytes(resident),
          "a product with a %,d×%,d matrix".formatted(a.rowCount(), a.columnCount()));
      DeviceSpmv product = new DeviceSpmv(scope, resident);
      DeviceBuffer deviceX = scope.uploaded(MemorySegment.ofArray(x), "x");
      DeviceBuffer deviceY = scope.floats(y.length, "y");
      product.multiply(deviceX, deviceY, semiring);
      scope.download(deviceY, MemorySegment.ofArray(y));
    }
  }
}
