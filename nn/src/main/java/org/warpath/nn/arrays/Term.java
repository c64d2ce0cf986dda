package org.warpath.nn.arrays;

import java.util.Arrays;

/**
 * An input's gradient: a function of the output's, d, and of two more of the numbers that met,
 * called p and q.
 */
enum Term {
  /** d. */
  GRADIENT,
  /** −d. */
  NEGATIVE,
  /** d · q, q the other input. */
  TIMES_OTHER,
  /** d / q, q the other input. */
  OVER_OTHER,
  /** −d · p / q², p the dividend and q the divisor. */
  OF_DIVISOR,
  /** d · q · p^(q − 1), p the base and q the exponent; 0 for an exponent of 0. */
  OF_BASE,
  /** d · p^q · log p, p the base and q the exponent; 0 for a base of 0 and an exponent above. */
  OF_EXPONENT,
  /** d where p = q, else 0: p the output and q the input. */
  WHERE_EQUAL,
  /** 0. */
  NONE,
  /** d where q is not 0, else 0: q the other input. */
  WHERE_OTHER;

  int kernelCode() {
    return switch (this) {
      case GRADIENT -> 0;
      case NEGATIVE -> 1;
      case TIMES_OTHER -> 2;
      case OVER_OTHER -> 3;
      case OF_DIVISOR -> 4;
      case OF_BASE -> 5;
      case OF_EXPONENT -> 6;
      case WHERE_EQUAL -> 7;
      case NONE -> 8;
      case WHERE_OTHER -> 9;
    };
  }

  /** d[0 … count−1] ← the term. */
  void apply(double[] d, double[] p, double[] q, int count) {
    switch (this) {
      case GRADIENT -> {
        // As it is.
      }
      case NEGATIVE -> {
        for (int i = 0; i < count; i++) {
          d[i] = -d[i];
        }
      }
      case TIMES_OTHER -> {
        for (int i = 0; i < count; i++) {
          d[i] *= q[i];
        }
      }
      case OVER_OTHER -> {
        for (int i = 0; i < count; i++) {
          d[i] /= q[i];
        }
      }
      case OF_DIVISOR -> {
        for (int i = 0; i < count; i++) {
          d[i] = -d[i] * p[i] / (q[i] * q[i]);
        }
      }
      case OF_BASE -> {
        for (int i = 0; i < count; i++) {
          d[i] *= q[i] == 0 ? 0 : q[i] * Math.pow(p[i], q[i] - 1);
        }
      }
      case OF_EXPONENT -> {
        for (int i = 0; i < count; i++) {
          d[i] *= p[i] == 0 && q[i] > 0 ? 0 : Math.pow(p[i], q[i]) * Math.log(p[i]);
        }
      }
      case WHERE_EQUAL -> {
        for (int i = 0; i < count; i++) {
          d[i] = p[i] == q[i] ? d[i] : 0;
        }
      }
      case NONE -> Arrays.fill(d, 0, count, 0);
      case WHERE_OTHER -> {
        for (int i = 0; i < count; i++) {
          d[i] = q[i] != 0 ? d[i] : 0;
        }
      }
    }
  }
}
