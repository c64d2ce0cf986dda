package org.warpath.fft;

import java.lang.foreign.MemorySegment;
import org.warpath.fft.cpu.CpuRealFft;
import org.warpath.fft.cuda.CudaFft;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.Engine;

/**
 * A plan for transforms of real arrays of one shape to their half spectra and back; otherwise as
 * {@link ComplexFft}. The last of the shape's axes is halved: n reals become n/2 + 1 complex
 * numbers. Since n and n + 1 have equally long half spectra, the plan's shape, not the spectrum's,
 * says how many reals the inverse gives. An even length of the last axis takes half the time of a
 * complex transform. Of float32, half spectra of even lengths are rounded twice along their axis.
 */
public final class RealFft {
  private static final PlanCache<CpuRealFft> CPU_PLANS =
      new PlanCache<>(key -> new CpuRealFft(key.shape(), key.precision()));

  private final FftShape shape;
  private final Precision precision;
  private final RealKernel kernel;

  private interface RealKernel {
    void transform(MemorySegment from, MemorySegment to, boolean inverse);
  }

  private RealFft(FftShape shape, Precision precision, RealKernel kernel) {
    this.shape = shape;
    this.precision = precision;
    this.kernel = kernel;
  }

  /** A plan for float64 on all processors. */
  public static RealFft plan(FftShape shape) {
    return plan(shape, Precision.FLOAT64, Engine.cpu());
  }

  /**
   * A plan.
   *
   * @param shape the real array's shape and the transformed axes, of which the last is halved
   * @param precision what its numbers are
   * @param engine where transforms run
   * @throws IllegalArgumentException on the CPU engine, if a transformed size, of the halved axis
   *     half of it where it is even, exceeds 500,000,000 and has a prime factor above 61
   */
  public static RealFft plan(FftShape shape, Precision precision, Engine engine) {
    return switch (engine) {
      case Engine.Cpu cpu -> {
        CpuRealFft plan = CPU_PLANS.get(shape, precision);
        yield new RealFft(
            shape,
            precision,
            (from, to, inverse) -> {
              if (inverse) {
                plan.inverse(from, to, cpu.threads());
              } else {
                plan.forward(from, to, cpu.threads());
              }
            });
      }
      case Engine.Cuda cuda ->
          new RealFft(shape, precision, new CudaFft(cuda.device(), shape, precision)::real);
    };
  }

  /** The real array's shape and the transformed axes. */
  public FftShape shape() {
    return shape;
  }

  /** What the numbers are. */
  public Precision precision() {
    return precision;
  }

  /**
   * The half spectrum.
   *
   * @param reals the array, row-major
   * @param spectrum memory for {@code shape().halfSpectrum().elements()} interleaved complex
   *     numbers
   * @throws IllegalArgumentException if a size is not the shape's, {@code spectrum} is read-only,
   *     or they overlap
   */
  public void forward(MemorySegment reals, MemorySegment spectrum) {
    FftData.requireReal(reals, shape, precision);
    FftData.requireHalf(spectrum, shape, precision);
    FftData.requireWritable(spectrum);
    FftData.requireApart(reals, spectrum);
    kernel.transform(reals, spectrum, false);
  }

  /**
   * The reals of a half spectrum, which is kept. What cannot be in the spectrum of reals is left
   * out: the imaginary parts of element 0 and, for an even length, of the last one (of the halved
   * axis, once the other axes are transformed).
   *
   * @throws IllegalArgumentException as {@link #forward}
   */
  public void inverse(MemorySegment spectrum, MemorySegment reals) {
    FftData.requireHalf(spectrum, shape, precision);
    FftData.requireReal(reals, shape, precision);
    FftData.requireWritable(reals);
    FftData.requireApart(spectrum, reals);
    kernel.transform(spectrum, reals, true);
  }

  /** As {@link #forward(MemorySegment, MemorySegment)}, into a new array; float64 only. */
  public double[] forward(double[] reals) {
    FftData.requirePrecision(precision, Precision.FLOAT64);
    double[] spectrum = new double[spectrumLength()];
    forward(MemorySegment.ofArray(reals), MemorySegment.ofArray(spectrum));
    return spectrum;
  }

  /** As {@link #inverse(MemorySegment, MemorySegment)}, into a new array; float64 only. */
  public double[] inverse(double[] spectrum) {
    FftData.requirePrecision(precision, Precision.FLOAT64);
    double[] reals = new double[realLength()];
    inverse(MemorySegment.ofArray(spectrum), MemorySegment.ofArray(reals));
    return reals;
  }

  /** As {@link #forward(MemorySegment, MemorySegment)}, into a new array; float32 only. */
  public float[] forward(float[] reals) {
    FftData.requirePrecision(precision, Precision.FLOAT32);
    float[] spectrum = new float[spectrumLength()];
    forward(MemorySegment.ofArray(reals), MemorySegment.ofArray(spectrum));
    return spectrum;
  }

  /** As {@link #inverse(MemorySegment, MemorySegment)}, into a new array; float32 only. */
  public float[] inverse(float[] spectrum) {
    FftData.requirePrecision(precision, Precision.FLOAT32);
    float[] reals = new float[realLength()];
    inverse(MemorySegment.ofArray(spectrum), MemorySegment.ofArray(reals));
    return reals;
  }

  private int spectrumLength() {
    return FftData.arrayLength(FftData.complexNumbers(shape.halfSpectrum()), "the half spectrum");
  }

  private int realLength() {
    return FftData.arrayLength(shape.elements(), "the result");
  }
}
