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
  MINIMUM(Term.WHERE_EQUAL, Term.WHERE_EQUAL),
  /** 1 where x = y, else 0; the same for the next two. */
  EQUAL(Term.NONE, Term.NONE),
  /** x > y. */
  GREATER(Term.NONE, Term.NONE),
  /** x ≥ y. */
  AT_LEAST(Term.NONE, Term.NONE),
  /** x where y is not 0, else 0, whatever x is. */
  KEEP_WHERE(Term.WHERE_OTHER, Term.NONE),
  /** x / y without what is behind the point. */
  QUOTIENT(Term.NONE, Term.NONE);

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
      case EQUAL -> 7;
      case GREATER -> 8;
      case AT_LEAST -> 9;
      case KEEP_WHERE -> 10;
      case QUOTIENT -> 11;
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
      case EQUAL -> {
        for (int i = 0; i < count; i++) {
          x[i] = x[i] == y[i] ? 1 : 0;
        }
      }
      case GREATER -> {
        for (int i = 0; i < count; i++) {
          x[i] = x[i] > y[i] ? 1 : 0;
        }
      }
      case AT_LEAST -> {
        for (int i = 0; i < count; i++) {
          x[i] = x[i] >= y[i] ? 1 : 0;
        }
      }
      case KEEP_WHERE -> {
        for (int i = 0; i < count; i++) {
          x[i] = y[i] != 0 ? x[i] : 0;
        }
      }
      case QUOTIENT -> {
        for (int i = 0; i < count; i++) {
          x[i] = whole(x[i] / y[i]);
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
      case EQUAL -> {
        for (int i = 0; i < count; i++) {
          x[i] = x[i] == y[i] ? 1 : 0;
        }
      }
      case GREATER -> {
        for (int i = 0; i < count; i++) {
          x[i] = x[i] > y[i] ? 1 : 0;
        }
      }
      case AT_LEAST -> {
        for (int i = 0; i < count; i++) {
          x[i] = x[i] >= y[i] ? 1 : 0;
        }
      }
      case KEEP_WHERE -> {
        for (int i = 0; i < count; i++) {
          x[i] = y[i] != 0 ? x[i] : 0;
        }
      }
      case QUOTIENT -> {
        for (int i = 0; i < count; i++) {
          x[i] = (float) whole(x[i] / y[i]);
        }
      }
    }
  }

  private static double whole(double x) {
    return x < 0 ? Math.ceil(x) : Math.floor(x);
  }
}
