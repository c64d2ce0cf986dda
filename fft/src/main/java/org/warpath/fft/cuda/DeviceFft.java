package org.warpath.fft.cuda;

import java.util.List;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;

/**
 * Complex and real transforms of what is on a device already, by cuFFT, with the conventions of
 * {@code ComplexFft} and {@code RealFft}. For the thread and as long as its scope; calls return
 * before the device is done. cuFFT's plans stay with the scope's stream for later scopes, the 16
 * used last; its work area, typically as large as the data, with this object until the scope
 * closes.
 *
 * <p>All methods throw {@code IllegalArgumentException} if a buffer's size is not the shape's,
 * {@link org.warpath.kernels.cuda.DeviceOutOfMemoryException} if there is no room for the work
 * area, {@link org.warpath.kernels.cuda.CudaException} if cuFFT fails and {@link
 * org.warpath.kernels.cuda.libraries.CudaUnavailableException} if it is missing.
 */
public final class DeviceFft {
  private final DeviceScope scope;
  private final FftShape shape;
  private final FftShape half;
  private final Precision precision;
  private final Cufft cufft;

  /**
   * Transforms of one shape.
   *
   * @param scope whose stream they run on
   * @param shape the array's shape and axes; of the reals for real transforms
   * @param precision what its numbers are
   */
  public DeviceFft(DeviceScope scope, FftShape shape, Precision precision) {
    this.scope = scope;
    this.shape = shape;
    half = shape.halfSpectrum();
    this.precision = precision;
    cufft = new Cufft(scope, precision);
  }

  /** The spectrum of complex numbers; in place where both buffers are the same. */
  public void forward(DeviceBuffer from, DeviceBuffer to) {
    complex(from, to, false);
  }

  /** The complex numbers of a spectrum; in place where both buffers are the same. */
  public void inverse(DeviceBuffer from, DeviceBuffer to) {
    complex(from, to, true);
    cufft.scale(to, 2 * shape.elements(), 1.0 / shape.transformElements());
  }

  private void complex(DeviceBuffer from, DeviceBuffer to, boolean inverse) {
    require(from, 2 * shape.elements());
    require(to, 2 * shape.elements());
    cufft.complex(from, to, shape, shape.axes(), inverse);
  }

  /** The half spectrum of reals; the buffers share no memory. */
  public void realForward(DeviceBuffer reals, DeviceBuffer spectrum) {
    require(reals, shape.elements());
    require(spectrum, 2 * half.elements());
    cufft.fromReal(reals, spectrum, shape);
    cufft.complex(spectrum, spectrum, half, otherAxes(), false);
  }

  /** The reals of a half spectrum, which is kept; the buffers share no memory. */
  public void realInverse(DeviceBuffer spectrum, DeviceBuffer reals) {
    require(spectrum, 2 * half.elements());
    DeviceBuffer copy = scope.bytes(spectrum.byteSize(), "half spectrum");
    scope.copy(spectrum, copy);
    spoilingRealInverse(copy, reals);
    scope.free(copy);
  }

  /** As {@link #realInverse}, without the copy that keeps the spectrum. */
  void spoilingRealInverse(DeviceBuffer spectrum, DeviceBuffer reals) {
    require(reals, shape.elements());
    cufft.complex(spectrum, spectrum, half, otherAxes(), true);
    cufft.toReal(spectrum, reals, shape);
    cufft.scale(reals, shape.elements(), 1.0 / shape.transformElements());
  }

  private List<Integer> otherAxes() {
    return shape.axes().subList(0, shape.axes().size() - 1);
  }

  private void require(DeviceBuffer buffer, long numbers) {
    long bytes = numbers * precision.byteSize();
    if (buffer.byteSize() != bytes) {
      throw new IllegalArgumentException(
          "fft: device buffer %s, a %s transform of %s needs %d bytes"
              .formatted(buffer, shape.text(), precision, bytes));
    }
  }
}
