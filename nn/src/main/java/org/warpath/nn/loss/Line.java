package org.warpath.nn.loss;

import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Tensor;

/**
 * Numbers that are worked on together, such as an example's scores of all classes, in an array.
 * Sums are formed in float64. Lines that meet are of one type and length.
 */
sealed interface Line permits FloatLine, DoubleLine {

  /** A line of {@code length} numbers for tensors of {@code type}. */
  static Line of(ElementType type, int length) {
    return type == ElementType.FLOAT64 ? new DoubleLine(length) : new FloatLine(length);
  }

  /** ← the elements at {@code place}, {@code place + stride}, …. */
  void load(Tensor from, long place, long stride);

  /** The elements at {@code place}, {@code place + stride}, … ← this. */
  void store(Tensor to, long place, long stride);

  /** The largest; NaN if there is one, −∞ without elements. */
  double max();

  double sum();

  /** The sum of products. */
  double dot(Line other);

  /** Each x ← x + shift. */
  void add(double shift);

  /** Each x ← x · factor. */
  void multiply(double factor);

  /** Each x ← x · y. */
  void multiply(Line y);

  /** Each x ← x + factor · y. */
  void add(double factor, Line y);

  /** Each x ← eˣ. */
  void exp();

  /** ← x. */
  void copyFrom(Line x);

  double get(int i);

  void set(int i, double value);
}
