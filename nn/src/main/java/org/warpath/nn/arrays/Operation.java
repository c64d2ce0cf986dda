package org.warpath.nn.arrays;

import java.util.Locale;

/** How {@link Arithmetic} combines two numbers. */
public enum Operation {
  /** x + y. */
  ADD(Term.GRADIENT, Term.GRADIENT),
  /** x − y. */
  SUBTRACT(Term.GRADIENT, Term.NEGATIVE),
  /** x · y. */
  MULTIPLY(Term.TIMES_OTHER, Term.TIMES_OTHER),
  /** x / y. */
  DIVIDE(Term.OVER_OTHER, Term.OF_DIVISOR),
  /** x to the power of y. */
  POWER(Term.OF_BASE, Term.OF_EXPONENT),
  /** The larger. */
  MAXIMUM(Term.WHERE_EQUAL, Term.WHERE_EQUAL),
  /** The smaller. */
  MINIMUM(Term.WHERE_EQUAL, Term.WHERE_EQUAL);

  private final Term left;
  private final Term right;

  Operation(Term left, Term right) {
    this.left = left;
    this.right = right;
  }

  /** The gradient with respect to input {@code number}. */
  Term term(int number) {
    return number == 0 ? left : right;
  }

  /** Whether it is one of any number of inputs, in any order. */
  boolean takesMany() {
    return this == ADD || this == MAXIMUM || this == MINIMUM;
  }

  int kernelCode() {
    return switch (this) {
      case ADD -> 0;
      case SUBTRACT -> 1;
      case MULTIPLY -> 2;
      case DIVIDE -> 3;
      case POWER -> 4;
      case MAXIMUM -> 5;
      case MINIMUM -> 6;
    };
  }

  String kind() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** x[0 … count−1] ← x ∘ y. */
  void apply(double[] x, double[] y, int count) {
    switch (this) {
      case ADD -> {
        for (int i = 0; i < count; i++) {
          x[i] += y[i];
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < count; i++) {
          x[i] -= y[i];
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < count; i++) {
          x[i] *= y[i];
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < count; i++) {
          x[i] /= y[i];
        }
      }
      case POWER -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.pow(x[i], y[i]);
        }
      }
      case MAXIMUM -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.max(x[i], y[i]);
        }
      }
      case MINIMUM -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.min(x[i], y[i]);
        }
      }
    }
  }

  /** x[0 … count−1] ← x ∘ y. */
  void apply(float[] x, float[] y, int count) {
    switch (this) {
      case ADD -> {
        for (int i = 0; i < count; i++) {
          x[i] += y[i];
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < count; i++) {
          x[i] -= y[i];
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < count; i++) {
          x[i] *= y[i];
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < count; i++) {
          x[i] /= y[i];
        }
      }
      case POWER -> {
        for (int i = 0; i < count; i++) {
          x[i] = (float) Math.pow(x[i], y[i]);
        }
      }
      case MAXIMUM -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.max(x[i], y[i]);
        }
      }
      case MINIMUM -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.min(x[i], y[i]);
        }
      }
    }
  }
}
