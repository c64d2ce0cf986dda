package org.warpath.fft.cuda;

import java.lang.foreign.MemorySegment;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;

/**
 * Transforms of host memory on a device, to which data travels at each call; the arguments are
 * taken for valid. Immutable; any number of threads may use it at once. Exceptions as {@link
 * DeviceFft}'s.
 */
public final class CudaFft {
  private final Device device;
  private final FftShape shape;
  private final Precision precision;

  /** On a device, for arrays of that shape; of the reals for real transforms. */
  public CudaFft(Device device, FftShape shape, Precision precision) {
    this.device = device;
    this.shape = shape;
    this.precision = precision;
  }

  /** Transforms complex numbers; both may be the same memory. */
  public void complex(MemorySegment from, MemorySegment to, boolean inverse) {
    try (DeviceScope scope = device.scope()) {
      DeviceBuffer data = scope.uploaded(from, "complex numbers");
      DeviceFft fft = new DeviceFft(scope, shape, precision);
      if (inverse) {
        fft.inverse(data, data);
      } else {
        fft.forward(data, data);
      }
      scope.download(data, to);
    }
  }

  /** From reals to their half spectrum, or back. */
  public void real(MemorySegment from, MemorySegment to, boolean inverse) {
    try (DeviceScope scope = device.scope()) {
      DeviceBuffer source = scope.uploaded(from, inverse ? "half spectrum" : "reals");
      DeviceBuffer sink = scope.bytes(to.byteSize(), inverse ? "reals" : "half spectrum");
      DeviceFft fft = new DeviceFft(scope, shape, precision);
      if (inverse) {
        fft.spoilingRealInverse(source, sink);
      } else {
        fft.realForward(source, sink);
      }
      scope.download(sink, to);
    }
  }
}
