package org.warpath.nn.onnx;

import org.warpath.nn.arrays.Arithmetic;
import org.warpath.nn.arrays.Operation;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Comparisons, functions of truths, which are 0 and 1, and choices by them. */
final class LogicOperators {
  private LogicOperators() {}

  /** Whether the first and the second are so. */
  static Operator compare(Operation operation) {
    return call -> truth(call, operation, call.input(0), ArithmeticOperators.second(call));
  }

  /** Whether the second and the first are so. */
  static Operator compareTurned(Operation operation) {
    return call -> truth(call, operation, ArithmeticOperators.second(call), call.input(0));
  }

  private static void truth(Call call, Operation operation, Value x, Value y) {
    call.result(0, call.emit(new Arithmetic(operation), x, y).as(Kind.TRUTH));
  }

  static void not(Call call) {
    call.result(0, negated(call, call.input(0)));
  }

  static void exclusiveOr(Call call) {
    Value second = ArithmeticOperators.second(call);
    call.result(
        0, negated(call, call.emit(new Arithmetic(Operation.EQUAL), call.input(0), second)));
  }

  private static Value negated(Call call, Value truth) {
    Value one = call.known(new Constant(Kind.TRUTH, Tensor.of(Shape.of(), 1.0), false));
    return call.emit(Arithmetic.subtract(), one, truth).as(Kind.TRUTH);
  }

  /** Whether a number is another than 0, which NaN is. */
  static Value truth(Call call, Value number) {
    Value zero = call.known(new Constant(number.kind(), Tensor.of(Shape.of(), 0.0), false));
    return negated(call, call.emit(new Arithmetic(Operation.EQUAL), number, zero));
  }

  /** The second where the first is true, else the third; what is not chosen may be anything. */
  static void where(Call call) {
    Value condition = call.input(0);
    Value x = call.input(1);
    Arithmetic kept = new Arithmetic(Operation.KEEP_WHERE);
    Value chosen =
        call.emit(
            Arithmetic.add(),
            call.emit(kept, x, condition),
            call.emit(kept, call.input(2), negated(call, condition)));
    call.result(0, chosen.as(x.kind()));
  }

  /** A number without what is behind the point. */
  static Value whole(Call call, Value number) {
    Value one = call.known(Constant.integers(Shape.of(), 1.0));
    return call.emit(new Arithmetic(Operation.QUOTIENT), number, one).as(Kind.INTEGER);
  }
}
