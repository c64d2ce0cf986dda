package org.warpath.nn.onnx;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.arrays.Slice;

/** {@code Slice}: numbers are attributes before version 10, inputs since. */
final class SliceOperator {
  private SliceOperator() {}

  static void map(Call call) {
    long[] starts = numbers(call, "starts", 1);
    long[] ends = numbers(call, "ends", 2);
    long[] axes = numbers(call, "axes", 3);
    long[] steps = call.version() < 10 ? null : numbers(call, "steps", 4);
    if (starts == null || ends == null || starts.length != ends.length) {
      throw new IllegalArgumentException("starts and ends must be given, as many of each");
    }
    requireCount(axes, starts.length, "axes");
    requireCount(steps, starts.length, "steps");
    List<Slice.Cut> cuts = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      int axis = axes == null ? i : Narrow.toInt(axes[i], "axes");
      cuts.add(new Slice.Cut(axis, starts[i], ends[i], steps == null ? 1 : steps[i]));
    }
    call.result(0, call.emit(new Slice(cuts), call.input(0)));
  }

  private static long @Nullable [] numbers(Call call, String name, int input) {
    if (call.version() < 10) {
      return call.attributes().longs(name);
    }
    Constant constant = call.fixedIfGiven(input, name);
    return constant == null ? null : constant.longs(name);
  }

  private static void requireCount(long @Nullable [] numbers, int count, String what) {
    if (numbers != null && numbers.length != count) {
      throw new IllegalArgumentException(
          "%s must be %d numbers, were %d".formatted(what, count, numbers.length));
    }
  }
}
