package org.warpath.api.selftest;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.warpath.fft.ComplexFft;
import org.warpath.fft.RealFft;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Timings;

/** Fourier transforms on a device: the CPU engine's to within rounding. */
final class FftChecks {
  // Even and odd, along all axes and along the first alone, and a prime, for Bluestein's way.
  private static final FftShape[] SHAPES = {
    FftShape.of(96, 128), FftShape.of(75, 34).along(0), FftShape.batch(3, 1009)
  };

  private final Engine tested;
  private final Engine reference;
  private final Consumer<Check> listener;

  FftChecks(Engine tested, Engine reference, Consumer<Check> listener) {
    this.tested = tested;
    this.reference = reference;
    this.listener = listener;
  }

  void run() {
    for (FftShape shape : SHAPES) {
      int n = Math.toIntExact(shape.elements());
      double[] data = new Random(n).doubles(2L * n, -1, 1).toArray();
      float[] single = floats(data);
      double[] reals = new Random(n + 1).doubles(n, -1, 1).toArray();
      float[] singleReals = floats(reals);
      check("fft", shape, e -> complex(shape, Precision.FLOAT64, e).forward(data));
      check("inverse fft", shape, e -> complex(shape, Precision.FLOAT64, e).inverse(data));
      check("fft float32", shape, e -> complex(shape, Precision.FLOAT32, e).forward(single));
      check(
          "inverse fft float32", shape, e -> complex(shape, Precision.FLOAT32, e).inverse(single));
      double[] half = real(shape, Precision.FLOAT64, reference).forward(reals);
      float[] singleHalf = real(shape, Precision.FLOAT32, reference).forward(singleReals);
      check("real fft", shape, e -> real(shape, Precision.FLOAT64, e).forward(reals));
      check("inverse real fft", shape, e -> real(shape, Precision.FLOAT64, e).inverse(half));
      check("real fft float32", shape, e -> real(shape, Precision.FLOAT32, e).forward(singleReals));
      check(
          "inverse real fft float32",
          shape,
          e -> real(shape, Precision.FLOAT32, e).inverse(singleHalf));
    }
  }

  private static ComplexFft complex(FftShape shape, Precision precision, Engine engine) {
    return ComplexFft.plan(shape, precision, engine);
  }

  private static RealFft real(FftShape shape, Precision precision, Engine engine) {
    return RealFft.plan(shape, precision, engine);
  }

  private void check(String what, FftShape shape, Function<Engine, Object> transform) {
    long start = System.nanoTime();
    Object expected = transform.apply(reference);
    double referenceSeconds = Timings.secondsSince(start);
    Optional<String> failure;
    double seconds = 0;
    try {
      Object actual = transform.apply(tested); // makes the plan
      start = System.nanoTime();
      Object again = transform.apply(tested);
      seconds = Timings.secondsSince(start);
      failure = failure(expected, actual).or(() -> Difference.of(actual, again, 0));
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      failure = Optional.of(e.toString()); // the table tells it, and the exit code
    }
    String sizes = shape.text() + " along " + shape.axes();
    listener.accept(new Check(what, sizes, failure, referenceSeconds, 0, seconds, 0));
  }

  // Each engine may be off by about ε·log₂ n of the norm.
  private static Optional<String> failure(Object expected, Object actual) {
    boolean wide = expected instanceof double[];
    double[] x = wide ? (double[]) expected : doubles((float[]) expected);
    double[] y = wide ? (double[]) actual : doubles((float[]) actual);
    double error = 0;
    double norm = 0;
    for (int i = 0; i < x.length; i++) {
      error += (x[i] - y[i]) * (x[i] - y[i]);
      norm += x[i] * x[i];
    }
    double bound = 32 * (wide ? 0x1p-53 : 0x1p-24);
    double relative = Math.sqrt(error / norm);
    return relative <= bound
        ? Optional.empty()
        : Optional.of("the relative error is %.1e, at most %.1e".formatted(relative, bound));
  }

  private static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static float[] floats(double[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return rounded;
  }
}
