package org.warpath.fft;

import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.Engine;

/**
 * One-dimensional transforms of arrays on all processors, in one call. {@link ComplexFft} and
 * {@link RealFft} do the same in more dimensions, in batches, off the heap and on a GPU.
 */
public final class Fft {
  private Fft() {}

  /** The spectrum of {@code data.length}/2 interleaved complex numbers. */
  public static double[] forward(double[] data) {
    return complex(data.length, Precision.FLOAT64).forward(data);
  }

  /** The complex numbers of a spectrum. */
  public static double[] inverse(double[] spectrum) {
    return complex(spectrum.length, Precision.FLOAT64).inverse(spectrum);
  }

  /** The spectrum of {@code data.length}/2 interleaved complex numbers. */
  public static float[] forward(float[] data) {
    return complex(data.length, Precision.FLOAT32).forward(data);
  }

  /** The complex numbers of a spectrum. */
  public static float[] inverse(float[] spectrum) {
    return complex(spectrum.length, Precision.FLOAT32).inverse(spectrum);
  }

  /** The half spectrum of n reals: n/2 + 1 complex numbers. */
  public static double[] realForward(double[] reals) {
    return real(reals.length, Precision.FLOAT64).forward(reals);
  }

  /** The n reals of a half spectrum of n/2 + 1 complex numbers. */
  public static double[] realInverse(double[] spectrum, int n) {
    return real(n, Precision.FLOAT64).inverse(spectrum);
  }

  /** The half spectrum of n reals: n/2 + 1 complex numbers. */
  public static float[] realForward(float[] reals) {
    return real(reals.length, Precision.FLOAT32).forward(reals);
  }

  /** The n reals of a half spectrum of n/2 + 1 complex numbers. */
  public static float[] realInverse(float[] spectrum, int n) {
    return real(n, Precision.FLOAT32).inverse(spectrum);
  }

  private static ComplexFft complex(int numbers, Precision precision) {
    if (numbers == 0 || numbers % 2 != 0) {
      throw new IllegalArgumentException(
          "fft: interleaved complex data has an even number of elements, at least 2, not "
              + numbers);
    }
    return ComplexFft.plan(FftShape.of(numbers / 2), precision, Engine.cpu());
  }

  private static RealFft real(int n, Precision precision) {
    return RealFft.plan(FftShape.of(n), precision, Engine.cpu());
  }
}
