package org.warpath.nn.pooling;

import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.tensor.Shape;

/**
 * The channels that a window goes over, all of one shape in three dimensions; those it does not
 * have are of size 1, outermost.
 *
 * @param count N·C
 * @param depth the outermost dimension
 * @param rows the middle one
 * @param columns the innermost one
 */
record Planes(int count, Axis depth, Axis rows, Axis columns) {
  // Elements of a task: enough to be worth claiming, few enough to balance.
  private static final int TASK = 1 << 15;

  static Planes of(Window window, Shape input, Shape output) {
    Axis[] axes = {Axis.NONE, Axis.NONE, Axis.NONE};
    int missing = axes.length - window.rank();
    for (int i = 0; i < window.rank(); i++) {
      axes[missing + i] =
          new Axis(
              input.size(i + 2),
              output.size(i + 2),
              window.sizes().get(i),
              window.strides().get(i),
              window.padBegins().get(i),
              window.padEnds().get(i),
              window.dilations().get(i));
    }
    return new Planes(Math.toIntExact(input.count(0, 2)), axes[0], axes[1], axes[2]);
  }

  /** Elements of a channel. */
  int inputCount() {
    return Math.multiplyExact(Math.multiplyExact(depth.input(), rows.input()), columns.input());
  }

  /** Windows of a channel. */
  int outputCount() {
    return Math.multiplyExact(Math.multiplyExact(depth.output(), rows.output()), columns.output());
  }

  /** Channels of a task. */
  int grain() {
    return Math.max(1, TASK / Math.max(1, inputCount()));
  }

  /** Where the first window of a row of windows begins in the channel; may be outside. */
  int start(int plane, int row) {
    return place(depth.start(plane), rows.start(row), columns.start(0));
  }

  /** A place in the channel. */
  int place(int plane, int row, int column) {
    return (plane * rows.input() + row) * columns.input() + column;
  }

  /** How far each element of a window lies behind the first, in row-major order. */
  int[] offsets() {
    int[] offsets = new int[depth.size() * rows.size() * columns.size()];
    int at = 0;
    for (int i = 0; i < depth.size(); i++) {
      for (int j = 0; j < rows.size(); j++) {
        for (int k = 0; k < columns.size(); k++) {
          offsets[at++] = place(i * depth.dilation(), j * rows.dilation(), k * columns.dilation());
        }
      }
    }
    return offsets;
  }

  /** The dimensions as {@code nn_pooling.cu} takes them. */
  DeviceBuffer uploaded(DeviceScope scope) {
    int[] numbers =
        Stream.of(depth, rows, columns)
            .flatMapToInt(axis -> IntStream.of(axis.numbers()))
            .toArray();
    return scope.uploaded(MemorySegment.ofArray(numbers), "a window's dimensions");
  }
}
