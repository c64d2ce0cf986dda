package org.warpath.fft;

import java.util.Arrays;
import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.dfp.DfpField;
import org.apache.commons.math3.dfp.DfpMath;

/** Discrete Fourier transforms from the definition, with 24 decimal digits. */
final class PreciseDft {
  private static final DfpField FIELD = new DfpField(24);

  private PreciseDft() {}

  /** X_k = Σ x_j·exp(−2πi·jk/n), each rounded once. */
  static double[] forward(double[] x) {
    int n = x.length / 2;
    Dfp[] cos = new Dfp[n];
    Dfp[] sin = new Dfp[n];
    for (int k = 0; k < n; k++) {
      Dfp angle = FIELD.getPi().multiply(2 * k).divide(n);
      cos[k] = DfpMath.cos(angle);
      sin[k] = DfpMath.sin(angle);
    }
    Dfp[] numbers = new Dfp[2 * n];
    Arrays.setAll(numbers, i -> FIELD.newDfp(x[i]));
    double[] spectrum = new double[2 * n];
    for (int k = 0; k < n; k++) {
      Dfp re = FIELD.getZero();
      Dfp im = FIELD.getZero();
      for (int j = 0; j < n; j++) {
        Dfp a = numbers[2 * j];
        Dfp b = numbers[2 * j + 1];
        int root = j * k % n;
        re = re.add(a.multiply(cos[root])).add(b.multiply(sin[root]));
        im = im.add(b.multiply(cos[root])).subtract(a.multiply(sin[root]));
      }
      spectrum[2 * k] = re.toDouble();
      spectrum[2 * k + 1] = im.toDouble();
    }
    return spectrum;
  }
}
