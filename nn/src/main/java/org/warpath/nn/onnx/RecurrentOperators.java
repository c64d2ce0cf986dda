package org.warpath.nn.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.warpath.linalg.ElementType;
import org.warpath.nn.arrays.Reshape;
import org.warpath.nn.arrays.Transpose;
import org.warpath.nn.recurrent.Cell;
import org.warpath.nn.recurrent.Direction;
import org.warpath.nn.recurrent.Recurrent;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * Recurrent layers. Inputs are x, W, R, and, where they are given, B, lengths, h, c and P; outputs
 * the states of all steps, and the last ones.
 */
final class RecurrentOperators {
  private static final int BIAS = 3;
  private static final int LENGTHS = 4;
  private static final int STATE = 5;
  private static final int CELL_STATE = 6;
  private static final int PEEPHOLES = 7;

  private final Call call;
  private final boolean isBatchFirst;
  private final Direction direction;
  private final int directions;
  private final int units;

  private RecurrentOperators(Call call) {
    this.call = call;
    isBatchFirst = call.attributes().flag("layout");
    String order = call.attributes().text("direction", "forward").toLowerCase(Locale.ROOT);
    direction =
        switch (order) {
          case "forward" -> Direction.FORWARD;
          case "reverse" -> Direction.REVERSE;
          case "bidirectional" -> Direction.BOTH;
          default -> throw call.unsupported("direction " + order);
        };
    directions = direction == Direction.BOTH ? 2 : 1;
    units = call.fixed(2, "weights").shape().size(-1);
    int hidden = call.attributes().small("hidden_size", units);
    if (hidden != units) {
      throw new IllegalArgumentException(
          "hidden_size is %d, but weights are for %d".formatted(hidden, units));
    }
    // It said whether outputs are wanted.
    call.attributes().integer("output_sequence", 0);
  }

  static void rnn(Call call) {
    List<String> functions = functions(call);
    boolean isRelu = functions.stream().allMatch("relu"::equals) && !functions.isEmpty();
    if (!isRelu) {
      requireFunctions(call, functions, List.of("tanh"));
    }
    new RecurrentOperators(call).map(new Cell.Rnn(isRelu), false);
  }

  static void gru(Call call) {
    requireFunctions(call, functions(call), List.of("sigmoid", "tanh"));
    boolean isLinear = call.attributes().flag("linear_before_reset");
    new RecurrentOperators(call).map(new Cell.Gru(isLinear), false);
  }

  static void lstm(Call call) {
    requireFunctions(call, functions(call), List.of("sigmoid", "tanh", "tanh"));
    if (call.attributes().flag("input_forget")) {
      throw call.unsupported("input_forget");
    }
    new RecurrentOperators(call).map(new Cell.Lstm(call.has(PEEPHOLES)), true);
  }

  private static List<String> functions(Call call) {
    return call.attributes().texts("activations").stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .toList();
  }

  /** The usual ones, in each direction, or none named. */
  private static void requireFunctions(Call call, List<String> found, List<String> usual) {
    for (int i = 0; i < found.size(); i++) {
      if (!found.get(i).equals(usual.get(i % usual.size()))) {
        throw call.unsupported("activations " + found);
      }
    }
  }

  private void map(Cell cell, boolean isLstm) {
    Recurrent layer = Recurrent.of(cell, units).in(direction);
    Map<String, Constant> parameters = new LinkedHashMap<>();
    parameters.put("weight", call.fixed(1, "weights"));
    parameters.put("recurrent", call.fixed(2, "weights"));
    if (call.has(BIAS)) {
      parameters.put("bias", call.fixed(BIAS, "biases"));
    } else {
      layer = layer.withoutBias();
    }
    if (isLstm && call.has(PEEPHOLES)) {
      parameters.put("peephole", call.fixed(PEEPHOLES, "peepholes"));
    }
    List<Value> inputs = new ArrayList<>();
    Value x = isBatchFirst ? call.emit(Transpose.of(1, 0, 2), call.input(0)) : call.input(0);
    inputs.add(x);
    if (call.has(LENGTHS)) {
      layer = layer.withLengths();
      inputs.add(call.input(LENGTHS));
    }
    if (call.has(STATE) || (isLstm && call.has(CELL_STATE))) {
      layer = layer.withInitialState();
      int sequences = x.shape().size(1);
      inputs.add(state(STATE, sequences));
      if (isLstm) {
        inputs.add(state(CELL_STATE, sequences));
      }
    }
    List<Value> results = call.emitAll(layer, isLstm ? 3 : 2, parameters, inputs);
    if (call.wants(0)) {
      call.result(0, all(results.getFirst()));
    }
    for (int i = 1; i < results.size(); i++) {
      if (call.wants(i)) {
        call.result(i, turned(results.get(i)));
      }
    }
  }

  private Value state(int input, int sequences) {
    if (call.has(input)) {
      return turned(call.input(input));
    }
    Shape shape = Shape.of(directions, sequences, units);
    Tensor zeros = Tensor.zeros(ElementType.FLOAT32, shape);
    return call.known(new Constant(Kind.NUMBER, zeros, false));
  }

  /** Directions and sequences change places, if sequences come first in the model. */
  private Value turned(Value state) {
    return isBatchFirst ? call.emit(Transpose.of(1, 0, 2), state) : state;
  }

  /** S×N×D·H as S×D×N×H, or N×S×D×H. */
  private Value all(Value states) {
    Shape shape = states.shape();
    int steps = shape.size(0);
    int sequences = shape.size(1);
    if (!isBatchFirst && directions == 1) {
      return call.emit(Reshape.of(steps, 1, sequences, units), states);
    }
    Value split = call.emit(Reshape.of(steps, sequences, directions, units), states);
    return call.emit(isBatchFirst ? Transpose.of(1, 0, 2, 3) : Transpose.of(0, 2, 1, 3), split);
  }
}
