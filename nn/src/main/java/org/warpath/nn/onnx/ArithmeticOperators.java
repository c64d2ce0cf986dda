package org.warpath.nn.onnx;

import java.util.Map;
import org.warpath.nn.arrays.Arithmetic;
import org.warpath.nn.arrays.Operation;
import org.warpath.nn.arrays.Reshape;

/** Functions of several values, element by element. */
final class ArithmeticOperators {
  // Since this version shapes are matched as NumPy does.
  private static final int BROADCASTING = 7;

  private ArithmeticOperators() {}

  static Operator binary(Arithmetic layer) {
    return call -> call.result(0, call.emit(layer, call.input(0), second(call)));
  }

  static Operator many(Arithmetic layer) {
    return call -> call.result(0, call.emit(layer, Map.of(), call.inputsFrom(0)));
  }

  /** The second input; before version 7 it begins at the dimension {@code axis} of the first. */
  static Value second(Call call) {
    Value second = call.input(1);
    if (call.version() >= BROADCASTING) {
      return second;
    }
    boolean isRepeated = call.attributes().flag("broadcast");
    int rank = second.shape().rank();
    int axis = call.attributes().small("axis", call.shape(0).rank() - rank);
    int behind =
        call.shape(0).rank() - Math.floorMod(axis, Math.max(1, call.shape(0).rank())) - rank;
    if (!isRepeated || rank == 0 || behind <= 0) {
      return second;
    }
    int[] sizes = new int[rank + behind];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = i < rank ? second.shape().size(i) : 1;
    }
    return call.emit(Reshape.of(sizes), second);
  }

  /** Integers are divided towards 0. */
  static void divide(Call call) {
    boolean isWhole = call.input(0).kind() == Kind.INTEGER;
    Arithmetic layer = isWhole ? new Arithmetic(Operation.QUOTIENT) : Arithmetic.divide();
    call.result(0, call.emit(layer, call.input(0), second(call)));
  }
}
