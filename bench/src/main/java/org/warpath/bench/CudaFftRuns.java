package org.warpath.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.warpath.bench.cuda.BareCufft;
import org.warpath.fft.ComplexFft;
import org.warpath.fft.RealFft;
import org.warpath.fft.cuda.DeviceFft;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;

/**
 * Forward transforms by {@link DeviceFft} beside cuFFT itself: the same library on the same
 * numbers.
 *
 * @param device the device
 * @param runs rounds
 * @param report where the figures go
 */
record CudaFftRuns(Device device, int runs, CudaMathReport report) {

  /**
   * Transforms of one kind.
   *
   * @param real from reals to the half spectrum
   * @param length numbers in each
   * @param batch how many
   */
  record Lines(boolean real, int length, int batch) {
    private FftShape shape() {
      return batch == 1 ? FftShape.of(length) : FftShape.batch(batch, length);
    }

    private String name(Precision precision) {
      String what = real ? precision.toString() : "complex" + 16 * precision.byteSize();
      return what + " " + (batch == 1 ? "" : batch + " times ") + length;
    }

    private long numbersIn() {
      return (real ? 1L : 2L) * length * batch;
    }

    private long numbersOut() {
      return 2L * (real ? length / 2 + 1 : length) * batch;
    }
  }

  private static final List<Lines> VERIFIED =
      List.of(new Lines(false, 1024, 1), new Lines(false, 30, 7), new Lines(true, 1024, 1));

  /** Verifies, then measures all in both precisions. */
  void run(List<Lines> all, ArrayNode figures) {
    report.title("Forward transforms, beside cuFFT called directly");
    for (Precision precision : Precision.values()) {
      for (Lines lines : VERIFIED) {
        verify(lines, precision);
      }
    }
    for (Precision precision : Precision.values()) {
      for (Lines lines : all) {
        measure(lines, precision, figures);
      }
    }
  }

  private void measure(Lines lines, Precision precision, ArrayNode figures) {
    try (Arena arena = Arena.ofConfined();
        DeviceScope scope = device.scope();
        BareCufft bare = new BareCufft(scope, lines.real, precision, lines.length, lines.batch)) {
      DeviceBuffer from = scope.uploaded(random(arena, lines, precision), "numbers");
      DeviceBuffer to = scope.bytes(lines.numbersOut() * precision.byteSize(), "spectrum");
      DeviceRace race =
          DeviceRace.run(
              scope, runs, ours(scope, lines, precision, from, to), bare.forward(from, to));
      double bytes = (double) from.byteSize() + to.byteSize();
      report.transform(lines.name(precision), bytes, race, figures);
    }
  }

  private static Runnable ours(
      DeviceScope scope, Lines lines, Precision precision, DeviceBuffer from, DeviceBuffer to) {
    DeviceFft fft = new DeviceFft(scope, lines.shape(), precision);
    return lines.real ? () -> fft.realForward(from, to) : () -> fft.forward(from, to);
  }

  private void verify(Lines lines, Precision precision) {
    String name = lines.name(precision);
    try (Arena arena = Arena.ofConfined();
        DeviceScope scope = device.scope();
        BareCufft bare = new BareCufft(scope, lines.real, precision, lines.length, lines.batch)) {
      MemorySegment numbers = random(arena, lines, precision);
      MemorySegment spectrum = arena.allocate(lines.numbersOut() * precision.byteSize(), 64);
      if (lines.real) {
        RealFft.plan(lines.shape(), precision, Engine.cpu()).forward(numbers, spectrum);
      } else {
        ComplexFft.plan(lines.shape(), precision, Engine.cpu()).forward(numbers, spectrum);
      }
      double[] expected = numbers(spectrum, precision);
      double most = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
      double unit = precision == Precision.FLOAT32 ? 0x1p-24 : 0x1p-53;
      // Each of the log₂ n steps rounds a few times; on both engines.
      double tolerance = 8 * unit * Math.log(lines.length) / Math.log(2) * most;
      DeviceBuffer from = scope.uploaded(numbers, "numbers");
      DeviceBuffer to = scope.bytes(spectrum.byteSize(), "spectrum");
      ours(scope, lines, precision, from, to).run();
      scope.download(to, spectrum);
      CudaMathReport.requireSame(
          name + " by DeviceFft", numbers(spectrum, precision), expected, tolerance);
      scope.zero(to);
      bare.forward(from, to).run();
      scope.download(to, spectrum);
      CudaMathReport.requireSame(
          name + " by cuFFT", numbers(spectrum, precision), expected, tolerance);
    }
  }

  private static MemorySegment random(Arena arena, Lines lines, Precision precision) {
    SplittableRandom random = new SplittableRandom(1);
    MemorySegment numbers = arena.allocate(lines.numbersIn() * precision.byteSize(), 64);
    for (long i = 0; i < lines.numbersIn(); i++) {
      type(precision).set(numbers, i, random.nextDouble(-1, 1));
    }
    return numbers;
  }

  private static double[] numbers(MemorySegment memory, Precision precision) {
    double[] numbers = new double[Math.toIntExact(memory.byteSize() / precision.byteSize())];
    Arrays.setAll(numbers, i -> type(precision).get(memory, i));
    return numbers;
  }

  private static ElementType type(Precision precision) {
    return precision == Precision.FLOAT32 ? ElementType.FLOAT32 : ElementType.FLOAT64;
  }
}
