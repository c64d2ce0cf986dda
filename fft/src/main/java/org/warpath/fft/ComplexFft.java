package org.warpath.fft;

import java.lang.foreign.MemorySegment;
import org.warpath.fft.cpu.CpuFft;
import org.warpath.fft.cuda.CudaFft;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.Engine;

/**
 * A plan for complex transforms of one shape: made once, then used any number of times by any
 * number of threads at once. Plans are cached, so asking for one again is cheap.
 *
 * <p>Any length is transformed in O(n·log n) time, lengths without large prime factors fastest. On
 * the CPU engine results have the same bits for every number of threads, and everything is computed
 * in float64: the relative error is about 10⁻¹⁶·√(log₂ n) for float64, and that of rounding to
 * float32, once an axis, for float32. On the CUDA engine this is cuFFT, to which data travels at
 * each call; results differ from the CPU's by rounding.
 *
 * <p>NaN and infinities spread over all results of their transform.
 */
public final class ComplexFft {
  private static final PlanCache<CpuFft> CPU_PLANS =
      new PlanCache<>(key -> new CpuFft(key.shape(), key.precision()));

  private final FftShape shape;
  private final Precision precision;
  private final ComplexKernel kernel;

  private interface ComplexKernel {
    void transform(MemorySegment from, MemorySegment to, boolean inverse);
  }

  private ComplexFft(FftShape shape, Precision precision, ComplexKernel kernel) {
    this.shape = shape;
    this.precision = precision;
    this.kernel = kernel;
  }

  /** A plan for float64 on all processors. */
  public static ComplexFft plan(FftShape shape) {
    return plan(shape, Precision.FLOAT64, Engine.cpu());
  }

  /**
   * A plan.
   *
   * @param shape the array's shape and the transformed axes
   * @param precision what its numbers are
   * @param engine where transforms run
   * @throws IllegalArgumentException on the CPU engine, if a transformed size exceeds 500,000,000
   *     and has a prime factor above 61
   */
  public static ComplexFft plan(FftShape shape, Precision precision, Engine engine) {
    return switch (engine) {
      case Engine.Cpu cpu -> {
        CpuFft plan = CPU_PLANS.get(shape, precision);
        yield new ComplexFft(
            shape,
            precision,
            (from, to, inverse) -> plan.transform(from, to, inverse, cpu.threads()));
      }
      case Engine.Cuda cuda ->
          new ComplexFft(shape, precision, new CudaFft(cuda.device(), shape, precision)::complex);
    };
  }

  /** The array's shape and the transformed axes. */
  public FftShape shape() {
    return shape;
  }

  /** What the numbers are. */
  public Precision precision() {
    return precision;
  }

  /**
   * X_k = Σ x_j·exp(−2πi·jk/n) along each axis.
   *
   * @param from the array, row-major, complex numbers interleaved
   * @param to memory for the result, as large; {@code from} itself for a transform in place
   * @throws IllegalArgumentException if a size is not the shape's, {@code to} is read-only, or they
   *     overlap without being the same
   */
  public void forward(MemorySegment from, MemorySegment to) {
    transform(from, to, false);
  }

  /** x_j = 1/n · Σ X_k·exp(2πi·jk/n) along each axis; otherwise as {@link #forward}. */
  public void inverse(MemorySegment from, MemorySegment to) {
    transform(from, to, true);
  }

  private void transform(MemorySegment from, MemorySegment to, boolean inverse) {
    FftData.requireComplex(from, shape, precision);
    FftData.requireComplex(to, shape, precision);
    FftData.requireWritable(to);
    FftData.requireSameOrApart(from, to);
    kernel.transform(from, to, inverse);
  }

  /**
   * As {@link #forward(MemorySegment, MemorySegment)}, into a new array.
   *
   * @throws IllegalArgumentException also if the plan is not for float64
   */
  public double[] forward(double[] data) {
    return transform(data, false);
  }

  /** As {@link #inverse(MemorySegment, MemorySegment)}, into a new array; float64 only. */
  public double[] inverse(double[] data) {
    return transform(data, true);
  }

  /** As {@link #forward(MemorySegment, MemorySegment)}, into a new array; float32 only. */
  public float[] forward(float[] data) {
    return transform(data, false);
  }

  /** As {@link #inverse(MemorySegment, MemorySegment)}, into a new array; float32 only. */
  public float[] inverse(float[] data) {
    return transform(data, true);
  }

  private double[] transform(double[] data, boolean inverse) {
    FftData.requirePrecision(precision, Precision.FLOAT64);
    double[] result = new double[data.length];
    transform(MemorySegment.ofArray(data), MemorySegment.ofArray(result), inverse);
    return result;
  }

  private float[] transform(float[] data, boolean inverse) {
    FftData.requirePrecision(precision, Precision.FLOAT32);
    float[] result = new float[data.length];
    transform(MemorySegment.ofArray(data), MemorySegment.ofArray(result), inverse);
    return result;
  }
}
