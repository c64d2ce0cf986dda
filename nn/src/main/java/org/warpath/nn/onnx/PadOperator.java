package org.warpath.nn.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.warpath.nn.arrays.Pad;

/** {@code Pad}: numbers are attributes before version 11, inputs since. */
final class PadOperator {
  private PadOperator() {}

  static void map(Call call) {
    Pad.Mode mode = mode(call);
    int rank = call.shape(0).rank();
    List<Integer> before = new ArrayList<>(Collections.nCopies(rank, 0));
    List<Integer> behind = new ArrayList<>(Collections.nCopies(rank, 0));
    int[] pads = pads(call);
    int[] axes = axes(call, rank);
    if (pads.length != 2 * axes.length) {
      throw new IllegalArgumentException(
          "pads must be %d numbers, were %d".formatted(2 * axes.length, pads.length));
    }
    for (int i = 0; i < axes.length; i++) {
      int axis = call.shape(0).dimension(axes[i]);
      before.set(axis, pads[i]);
      behind.set(axis, pads[axes.length + i]);
    }
    call.result(0, call.emit(new Pad(before, behind, mode, value(call)), call.input(0)));
  }

  private static Pad.Mode mode(Call call) {
    String mode = call.attributes().text("mode", "constant");
    return switch (mode) {
      case "constant" -> Pad.Mode.CONSTANT;
      case "edge" -> Pad.Mode.EDGE;
      case "reflect" -> Pad.Mode.REFLECT;
      default -> throw call.unsupported("mode " + mode);
    };
  }

  private static int[] pads(Call call) {
    if (call.version() >= 11) {
      return call.fixed(1, "pads").ints("pads");
    }
    int[] pads = call.attributes().ints(call.version() < 2 ? "paddings" : "pads");
    if (pads == null) {
      throw new IllegalArgumentException("pads are missing");
    }
    return pads;
  }

  private static int[] axes(Call call, int rank) {
    Constant axes = call.version() < 18 ? null : call.fixedIfGiven(3, "axes");
    if (axes != null) {
      return axes.ints("axes");
    }
    int[] all = new int[rank];
    for (int i = 0; i < rank; i++) {
      all[i] = i;
    }
    return all;
  }

  private static double value(Call call) {
    if (call.version() < 11) {
      return call.attributes().number("value", 0);
    }
    Constant value = call.fixedIfGiven(2, "a value");
    return value == null ? 0 : value.scalar("the value");
  }
}
