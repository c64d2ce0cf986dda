package org.warpath.linalg.dense;

import java.lang.foreign.MemorySegment;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.warpath.linalg.ElementType;

/**
 * Writes arrays as NumPy 2 does with its default print options: lines of at most 75 characters; of
 * more than 1000 elements only three at each end of each dimension. bfloat16, which NumPy has not,
 * follows the rules of float16.
 */
final class ArrayText {
  private static final int LINE_WIDTH = 75;
  private static final int THRESHOLD = 1000;
  private static final int EDGE = 3;
  private static final String GAP = "...";

  private final ElementType type;
  private final MemorySegment memory;
  private final int[] shape;
  private final long[] strides;
  private final boolean summarised;
  private final FloatColumn column;

  private ArrayText(ElementType type, MemorySegment memory, int[] shape, long[] strides) {
    this.type = type;
    this.memory = memory;
    this.shape = shape;
    this.strides = strides;
    this.summarised = IntStream.of(shape).asDoubleStream().reduce(1, (a, b) -> a * b) > THRESHOLD;
    this.column = new FloatColumn(type, values(0, 0).toArray());
  }

  /**
   * The text of an array.
   *
   * @param shape size of each dimension; one at least
   * @param strides elements from an index of a dimension to the next
   */
  static String of(ElementType type, MemorySegment memory, int[] shape, long[] strides) {
    if (IntStream.of(shape).anyMatch(size -> size == 0)) {
      return "[]";
    }
    return new ArrayText(type, memory, shape, strides).text(0, 0, " ", LINE_WIDTH);
  }

  private boolean hasGap(int dimension) {
    return summarised && shape[dimension] > 2 * EDGE;
  }

  /** The indices of a dimension that are shown. */
  private IntStream shown(int dimension) {
    int size = shape[dimension];
    return hasGap(dimension)
        ? IntStream.concat(IntStream.range(0, EDGE), IntStream.range(size - EDGE, size))
        : IntStream.range(0, size);
  }

  /** All elements shown of the part that begins at {@code place}. */
  private DoubleStream values(int dimension, long place) {
    if (dimension == shape.length) {
      return DoubleStream.of(type.get(memory, place));
    }
    return shown(dimension)
        .boxed()
        .flatMapToDouble(i -> values(dimension + 1, place + i * strides[dimension]));
  }

  /**
   * The part that begins at {@code place}.
   *
   * @param indent what lines after the first begin with
   * @param width characters a line has for it, {@code indent} included
   */
  private String text(int dimension, long place, String indent, int width) {
    String body =
        dimension == shape.length - 1
            ? row(dimension, place, indent, width - 1)
            : parts(dimension, place, indent, width);
    return "[" + body.substring(indent.length()) + "]";
  }

  private String parts(int dimension, long place, String indent, int width) {
    String between = "\n".repeat(shape.length - 1 - dimension);
    StringBuilder text = new StringBuilder();
    shown(dimension)
        .forEach(i -> {
          if (i == shape[dimension] - EDGE && hasGap(dimension)) {
            text.append(indent).append(GAP).append(between);
          }
          long part = place + i * strides[dimension];
          text.append(indent)
              .append(text(dimension + 1, part, indent + " ", width - 1))
              .append(i == shape[dimension] - 1 ? "" : between);
        });
    return text.toString();
  }

  private String row(int dimension, long place, String indent, int width) {
    Lines lines = new Lines(indent, width);
    shown(dimension)
        .forEach(i -> {
          if (i == shape[dimension] - EDGE && hasGap(dimension)) {
            lines.add(GAP);
            lines.separate();
          }
          lines.add(column.format(type.get(memory, place + i * strides[dimension])));
          if (i < shape[dimension] - 1) {
            lines.separate();
          }
        });
    return lines.text();
  }

  /** Lines that are broken between words. */
  private static final class Lines {
    private final String indent;
    private final int width;
    private final StringBuilder done = new StringBuilder();
    private final StringBuilder line;

    Lines(String indent, int width) {
      this.indent = indent;
      this.width = width;
      this.line = new StringBuilder(indent);
    }

    void add(String word) {
      if (line.length() + word.length() > width && line.length() > indent.length()) {
        done.append(line.toString().stripTrailing()).append('\n');
        line.setLength(0);
        line.append(indent);
      }
      line.append(word);
    }

    void separate() {
      line.append(' ');
    }

    String text() {
      return done.append(line).toString();
    }
  }
}
