package org.warpath.nn.layer;

import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Fills parameters before a network learns. */
@FunctionalInterface
public interface Initialiser {

  /**
   * Writes every element of {@code parameter}.
   *
   * @param random the source of whatever is random: the same seed gives the same numbers
   */
  void fill(Tensor parameter, Noise random);

  /** The same value everywhere. */
  static Initialiser constant(double value) {
    return (parameter, random) -> parameter.fill(value);
  }

  /** Uniform in [{@code from}, {@code to}). */
  static Initialiser uniform(double from, double to) {
    return (parameter, random) -> {
      for (long i = 0; i < parameter.shape().count(); i++) {
        parameter.set(i, from + (to - from) * random.nextUniform());
      }
    };
  }

  /** Normal with this mean and standard deviation. */
  static Initialiser gaussian(double mean, double deviation) {
    return (parameter, random) -> {
      for (long i = 0; i < parameter.shape().count(); i++) {
        parameter.set(i, mean + deviation * random.nextGaussian());
      }
    };
  }

  /** Uniform in ±√(3 / fan-in): Caffe's form of Glorot and Bengio (2010). */
  static Initialiser xavier() {
    return xavier(Fan.IN);
  }

  /** Uniform in ±√(3 / fan); of the average it is Glorot and Bengio's own. */
  static Initialiser xavier(Fan fan) {
    return (parameter, random) -> {
      double bound = Math.sqrt(3 / fan.of(parameter.shape()));
      uniform(-bound, bound).fill(parameter, random);
    };
  }

  /** Normal with variance 1 / fan. */
  static Initialiser xavierNormal(Fan fan) {
    return (parameter, random) ->
        gaussian(0, Math.sqrt(1 / fan.of(parameter.shape()))).fill(parameter, random);
  }

  /** Normal with variance 2 / fan-in: He, Zhang, Ren and Sun (2015), for ReLU. */
  static Initialiser msra() {
    return msra(Fan.IN);
  }

  /** Normal with variance 2 / fan. */
  static Initialiser msra(Fan fan) {
    return (parameter, random) ->
        gaussian(0, Math.sqrt(2 / fan.of(parameter.shape()))).fill(parameter, random);
  }

  /**
   * gain times a random matrix [first dimension × the others] whose rows, or whose columns if those
   * are fewer, are orthonormal, uniform among such: Saxe, McClelland and Ganguli (2014); the Q of a
   * normal matrix, with R's diagonal made positive (Mezzadri 2007).
   */
  static Initialiser orthogonal(double gain) {
    return new Orthogonal(gain);
  }

  /**
   * Kernels of a transposed convolution that enlarges by ⌈size / 2⌉ and interpolates linearly
   * between: Caffe's {@code bilinear}. For parameters with at least two dimensions, the last two of
   * one size.
   */
  static Initialiser bilinear() {
    return (parameter, random) -> {
      Shape shape = parameter.shape();
      if (shape.rank() < 2 || shape.size(-1) != shape.size(-2)) {
        throw new IllegalArgumentException("a bilinear kernel must be square, was " + shape);
      }
      int size = shape.size(-1);
      int factor = (size + 1) / 2;
      double centre = (2 * factor - 1 - factor % 2) / (2.0 * factor);
      for (long i = 0; i < shape.count(); i++) {
        double x = 1 - Math.abs((double) (i % size) / factor - centre);
        double y = 1 - Math.abs((double) (i / size % size) / factor - centre);
        parameter.set(i, x * y);
      }
    };
  }
}
