package org.warpath.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.warpath.fft.Numbers.random;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.warpath.fft.cuda.DeviceFft;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;

@GpuTest
class CudaFftTest extends FftContract {
  @Override
  Engine engine() {
    return TestDevice.engine();
  }

  private static DeviceScope scope() {
    return TestDevice.engine().device().scope();
  }

  @Test
  void whatIsOnTheDeviceStaysThere() {
    FftShape shape = FftShape.of(6, 9);
    double[] data = random(2 * 54, 1);
    double[] reals = random(54, 2);
    try (DeviceScope scope = scope()) {
      DeviceFft fft = new DeviceFft(scope, shape, Precision.FLOAT64);
      DeviceBuffer from = scope.uploaded(MemorySegment.ofArray(data), "data");
      DeviceBuffer to = scope.doubles(data.length, "spectrum");
      fft.forward(from, to);
      assertThat(downloaded(scope, to))
          .containsExactly(ComplexFft.plan(shape, Precision.FLOAT64, engine()).forward(data));
      assertThat(downloaded(scope, from)).containsExactly(data);
      fft.inverse(to, to);
      Numbers.assertClose(downloaded(scope, to), data, 1e-15 * 4, "there and back");

      DeviceBuffer real = scope.uploaded(MemorySegment.ofArray(reals), "reals");
      DeviceBuffer half = scope.doubles(2 * 6 * 5, "half spectrum");
      fft.realForward(real, half);
      double[] spectrum = downloaded(scope, half);
      fft.realInverse(half, real);
      Numbers.assertClose(downloaded(scope, real), reals, 1e-15 * 4, "real, there and back");
      assertThat(downloaded(scope, half)).as("is kept").containsExactly(spectrum);
    }
  }

  private static double[] downloaded(DeviceScope scope, DeviceBuffer buffer) {
    double[] data = new double[Math.toIntExact(buffer.byteSize() / Double.BYTES)];
    scope.download(buffer, MemorySegment.ofArray(data));
    return data;
  }

  // Odd arrays of single floats begin at odd places.
  @Test
  void halvedAxesNeedNotBeTheLast() {
    FftShape shape = FftShape.of(4, 5, 3).along(1);
    float[] reals = Numbers.floats(random(60, 3));
    RealFft cuda = RealFft.plan(shape, Precision.FLOAT32, engine());
    RealFft cpu = RealFft.plan(shape, Precision.FLOAT32, Engine.cpu());
    double bound = 4 * bound(Precision.FLOAT32, 5);
    Numbers.assertClose(
        Numbers.doubles(cuda.forward(reals)), Numbers.doubles(cpu.forward(reals)), bound, "there");
    Numbers.assertClose(
        Numbers.doubles(cuda.inverse(cuda.forward(reals))), Numbers.doubles(reals), bound, "back");
  }

  @Test
  void moreShapesThanPlansAreKept() {
    for (int round = 0; round < 2; round++) {
      for (int n = 2; n < 22; n++) {
        double[] data = random(2 * n, n);
        ComplexFft plan = ComplexFft.plan(FftShape.of(n), Precision.FLOAT64, engine());
        Numbers.assertClose(plan.inverse(plan.forward(data)), data, 1e-15, "n = " + n);
      }
    }
  }

  @Test
  void buffersThatDoNotFitAreNamed() {
    try (DeviceScope scope = scope()) {
      DeviceFft fft = new DeviceFft(scope, FftShape.of(4, 5), Precision.FLOAT32);
      DeviceBuffer small = scope.floats(30, "data");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fft.forward(small, small))
          .withMessage(
              "fft: device buffer data (120 bytes), a 4×5 transform of float32 needs 160 bytes");
    }
  }
}
