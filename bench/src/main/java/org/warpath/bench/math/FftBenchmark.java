package org.warpath.bench.math;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.warpath.fft.ComplexFft;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.Engine;

/**
 * A complex forward transform of float64: ours on all processors and on one, Commons Math, which
 * has no other than powers of two and one thread, and FFTW on one thread where it is installed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FftBenchmark {

  /** Complex numbers. */
  @Param("1048576")
  public int length;

  private final Arena arena = Arena.ofShared();
  private double[] data;
  private MemorySegment from;
  private MemorySegment to;
  private ComplexFft all;
  private ComplexFft one;
  private Complex[] numbers;

  /** Fills the input with numbers in [−1, 1), and plans. */
  @Setup
  public void plan() {
    data = new SplittableRandom(1).doubles(2L * length, -1, 1).toArray();
    long bytes = 2L * length * Double.BYTES;
    from = arena.allocate(bytes, 64).copyFrom(MemorySegment.ofArray(data));
    to = arena.allocate(bytes, 64);
    all = ComplexFft.plan(FftShape.of(length), Precision.FLOAT64, Engine.cpu());
    one = ComplexFft.plan(FftShape.of(length), Precision.FLOAT64, Engine.cpu(1));
    numbers = new Complex[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = new Complex(data[2 * i], data[2 * i + 1]);
    }
  }

  /** Frees the arrays. */
  @TearDown
  public void free() {
    arena.close();
  }

  /** By {@link ComplexFft} on all processors. */
  @Benchmark
  public MemorySegment warpath() {
    all.forward(from, to);
    return to;
  }

  /** By {@link ComplexFft} on one. */
  @Benchmark
  public MemorySegment oneThread() {
    one.forward(from, to);
    return to;
  }

  /** By Commons Math. */
  @Benchmark
  public Complex[] commonsMath() {
    return new FastFourierTransformer(DftNormalization.STANDARD)
        .transform(numbers, TransformType.FORWARD);
  }

  /** FFTW's plan; made only for the benchmark that uses it. */
  @State(Scope.Benchmark)
  public static class FftwPlan {
    private Fftw fftw;

    /** Plans, and fills the input. */
    @Setup
    public void plan(FftBenchmark benchmark) {
      fftw = new Fftw(benchmark.length);
      fftw.fill(benchmark.data);
    }

    /** Frees the plan. */
    @TearDown
    public void free() {
      fftw.close();
    }
  }

  /** By FFTW on one thread. */
  @Benchmark
  public MemorySegment fftw(FftwPlan plan) throws Throwable {
    return plan.fftw.transform();
  }
}
