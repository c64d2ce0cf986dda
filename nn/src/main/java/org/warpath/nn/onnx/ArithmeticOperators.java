package org.warpath.nn.onnx;

import java.util.Map;
import org.warpath.nn.arrays.Arithmetic;
import org.warpath.nn.arrays.Reshape;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

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
  private static Value second(Call call) {
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

  /** Integers are divided towards 0, which only constants are here. */
  static void divide(Call call) {
    Value quotient = call.emit(Arithmetic.divide(), call.input(0), second(call));
    if (call.input(0).kind() != Kind.INTEGER) {
      call.result(0, quotient);
      return;
    }
    if (!(quotient instanceof Value.Known known)) {
      throw call.unsupported("a quotient of integers that are not known beforehand");
    }
    call.result(0, call.known(truncated(known.constant())));
  }

  static Constant truncated(Constant constant) {
    Shape shape = constant.shape();
    Tensor whole = constant.tensor().copy();
    for (long i = 0; i < shape.count(); i++) {
      double value = whole.get(i);
      whole.set(i, value < 0 ? Math.ceil(value) : Math.floor(value));
    }
    return new Constant(Kind.INTEGER, whole, false);
  }
}
