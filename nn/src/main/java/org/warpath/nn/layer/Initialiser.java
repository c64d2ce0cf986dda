package org.warpath.nn.layer;

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

  /**
   * Uniform in ±√(3 / fan-in), Caffe's form of Glorot and Bengio (2010): fan-in is the number of
   * elements for each of the first dimension's.
   */
  static Initialiser xavier() {
    return (parameter, random) -> {
      double bound = Math.sqrt(3 / fanIn(parameter));
      uniform(-bound, bound).fill(parameter, random);
    };
  }

  /** Normal with variance 2 / fan-in: He, Zhang, Ren and Sun (2015). */
  static Initialiser msra() {
    return (parameter, random) ->
        gaussian(0, Math.sqrt(2 / fanIn(parameter))).fill(parameter, random);
  }

  private static double fanIn(Tensor parameter) {
    return Math.max(1, (double) parameter.shape().count() / Math.max(1, parameter.shape().size(0)));
  }
}
