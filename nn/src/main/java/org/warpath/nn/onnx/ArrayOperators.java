package org.warpath.nn.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.arrays.Concat;
import org.warpath.nn.arrays.Flatten;
import org.warpath.nn.arrays.Reduce;
import org.warpath.nn.arrays.Reshape;
import org.warpath.nn.arrays.Split;
import org.warpath.nn.arrays.Squeeze;
import org.warpath.nn.arrays.Transpose;
import org.warpath.nn.arrays.Unsqueeze;
import org.warpath.nn.embedding.Embedding;
import org.warpath.nn.embedding.Gather;
import org.warpath.nn.tensor.Shape;

/** Operators that move elements, or add them up along dimensions. */
final class ArrayOperators {
  // Since this version axes and sizes are inputs, where they were attributes.
  private static final int AXES_ARE_INPUTS = 13;

  private ArrayOperators() {}

  static void identity(Call call) {
    call.result(0, call.input(0));
  }

  static void flatten(Call call) {
    call.result(0, call.emit(new Flatten(call.attributes().small("axis", 1)), call.input(0)));
  }

  static void reshape(Call call) {
    int[] sizes = sizes(call);
    if (call.attributes().flag("allowzero") && Arrays.stream(sizes).anyMatch(size -> size == 0)) {
      throw call.unsupported("allowzero with a size of 0");
    }
    call.result(0, call.emit(Reshape.of(sizes), call.input(0)));
  }

  private static int[] sizes(Call call) {
    if (call.version() >= 5) {
      return call.fixed(1, "a shape").ints("a shape");
    }
    int[] sizes = call.attributes().ints("shape");
    if (sizes == null) {
      throw new IllegalArgumentException("attribute shape is missing");
    }
    return sizes;
  }

  static void transpose(Call call) {
    int[] permutation = call.attributes().ints("perm");
    Transpose layer = permutation == null ? Transpose.of() : Transpose.of(permutation);
    call.result(0, call.emit(layer, call.input(0)));
  }

  /** From an attribute or, since {@code inputs}, the second input; null if nobody says. */
  private static int @Nullable [] axes(Call call, int inputs) {
    if (call.version() < inputs) {
      return call.attributes().ints("axes");
    }
    Constant axes = call.fixedIfGiven(1, "axes");
    return axes == null ? null : axes.ints("axes");
  }

  static void squeeze(Call call) {
    int[] axes = axes(call, AXES_ARE_INPUTS);
    if (axes != null && axes.length == 0) {
      call.result(0, call.input(0));
      return;
    }
    call.result(0, call.emit(axes == null ? Squeeze.of() : Squeeze.of(axes), call.input(0)));
  }

  static void unsqueeze(Call call) {
    int[] axes = axes(call, AXES_ARE_INPUTS);
    if (axes == null) {
      throw new IllegalArgumentException("axes are missing");
    }
    call.result(0, call.emit(Unsqueeze.of(axes), call.input(0)));
  }

  static void concat(Call call) {
    int axis = call.attributes().small("axis", 1);
    call.result(0, call.emit(new Concat(axis), Map.of(), call.inputsFrom(0)));
  }

  static void split(Call call) {
    int parts = call.outputCount();
    int axis = call.attributes().small("axis", 0);
    int[] sizes = call.attributes().ints("split");
    if (sizes == null && call.has(1)) {
      sizes = call.fixed(1, "sizes").ints("sizes");
    }
    call.attributes().integer("num_outputs", parts);
    Split layer = sizes == null ? Split.equal(axis, parts) : Split.of(axis, sizes);
    List<Value> results = call.emitAll(layer, parts, Map.of(), List.of(call.input(0)));
    for (int i = 0; i < parts; i++) {
      call.result(i, results.get(i));
    }
  }

  static Operator reduce(boolean isMean, int axesAreInputs) {
    return call -> {
      int[] axes = axes(call, axesAreInputs);
      boolean keepsDimensions = call.attributes().integer("keepdims", 1) != 0;
      boolean isNothing = call.attributes().flag("noop_with_empty_axes");
      List<Integer> list = new ArrayList<>();
      if (axes != null) {
        Arrays.stream(axes).forEach(list::add);
      }
      call.result(
          0,
          list.isEmpty() && isNothing
              ? call.input(0)
              : call.emit(new Reduce(isMean, list, keepsDimensions), call.input(0)));
    };
  }

  /** Rows of a learned table are an embedding; that knows no indices from the end. */
  static void gather(Call call) {
    int axis = call.attributes().small("axis", 0);
    Constant table = call.known(0);
    boolean isTable = table != null && table.isLearned() && table.shape().rank() == 2 && axis == 0;
    if (!isTable || call.known(1) != null) {
      call.result(0, call.emit(new Gather(axis), call.input(0), call.input(1)));
      return;
    }
    Shape shape = table.shape();
    Value rows =
        call.emit(
            Embedding.of(shape.size(0), shape.size(1)), Map.of("table", table), call.input(1));
    call.result(0, rows.as(Kind.NUMBER));
  }
}
