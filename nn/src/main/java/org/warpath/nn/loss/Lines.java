package org.warpath.nn.loss;

import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Shape;

/**
 * A tensor as lines along some dimensions: outer × length × inner elements are outer · inner lines.
 *
 * @param outer the dimensions before
 * @param length of a line
 * @param inner the dimensions behind: the stride within a line
 */
record Lines(long outer, int length, long inner) {
  private static final long GRAIN = 1 << 14;

  /** Along the dimensions from {@code from} to {@code to}, without that. */
  static Lines of(Shape shape, int from, int to) {
    return new Lines(
        shape.count(0, from),
        Math.toIntExact(shape.count(from, to)),
        shape.count(to, shape.rank()));
  }

  /** Along the second dimension: of all classes, for each example and place. */
  static Lines ofClasses(Shape scores) {
    return of(scores, 1, 2);
  }

  /** How many lines. */
  long count() {
    return outer * inner;
  }

  /** The row-major place of a line's first element. */
  long place(long line) {
    return line / inner * length * inner + line % inner;
  }

  /** Work on a line, with scratch of its own. */
  @FunctionalInterface
  interface Body {
    void accept(long line, long place, Line a, Line b);
  }

  /** Calls {@code body} for every line, with two arrays for each task; the cut is the shape's. */
  void forEach(int threads, ElementType type, Body body) {
    Parallel.forEachRange(
        threads,
        count(),
        Math.max(1, GRAIN / Math.max(1, length)),
        (from, to) -> {
          Line a = Line.of(type, length);
          Line b = Line.of(type, length);
          for (long line = from; line < to; line++) {
            body.accept(line, place(line), a, b);
          }
        });
  }
}
