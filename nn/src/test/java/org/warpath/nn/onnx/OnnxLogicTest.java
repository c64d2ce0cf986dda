package org.warpath.nn.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.network.Session;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Comparisons, truths and casts, of what a model reads and of what it knows. */
class OnnxLogicTest {
  private static final float[] A = {-1.5f, 0, 2, Float.NaN, 0.5f, Float.POSITIVE_INFINITY};
  private static final float[] B = {2, 0, -1, 1, 0.5f, 3};

  private static double[] run(Sketch sketch, boolean isKnown) throws FormatException {
    if (isKnown) {
      sketch.floats("a", List.of(6L), boxed(A)).floats("b", List.of(6L), boxed(B));
    } else {
      sketch.input("a", 6).input("b", 6);
    }
    OnnxNetwork net = sketch.output("y").model().network();
    try (Session session = net.open(Engine.cpu(1))) {
      if (!isKnown) {
        session.write("a", Tensor.of(Shape.of(6), A));
        session.write("b", Tensor.of(Shape.of(6), B));
      }
      session.forward(net.mode());
      return session.read("y").toArray();
    }
  }

  private static Float[] boxed(float[] values) {
    Float[] boxed = new Float[values.length];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = values[i];
    }
    return boxed;
  }

  private static Sketch cast(Sketch sketch, String from, String to, TensorProto.DataType type) {
    return sketch.node(
        "cast_" + to, "Cast", List.of(from), List.of(to), Sketch.attribute("to", type.getNumber()));
  }

  @ParameterizedTest
  @CsvSource({
    "Equal, 0 1 0 0 1 0",
    "Greater, 0 0 1 0 0 1",
    "GreaterOrEqual, 0 1 1 0 1 1",
    "Less, 1 0 0 0 0 0",
    "LessOrEqual, 1 1 0 0 1 0"
  })
  void comparisons(String operator, String expected) throws FormatException {
    for (boolean isKnown : new boolean[] {false, true}) {
      Sketch sketch = new Sketch(16).node("c", operator, List.of("a", "b"), List.of("t"));
      assertThat(run(cast(sketch, "t", "y", TensorProto.DataType.FLOAT), isKnown))
          .as("known: %b", isKnown)
          .containsExactly(numbers(expected));
    }
  }

  private static double[] numbers(String text) {
    return List.of(text.split(" ")).stream().mapToDouble(Double::parseDouble).toArray();
  }

  /** Of a ≥ b, 0 1 1 0 1 1, and of what a is as a truth, 1 0 1 1 1 1: NaN is another than 0. */
  @ParameterizedTest
  @CsvSource({"And, 0 0 1 0 1 1", "Or, 1 1 1 1 1 1", "Xor, 1 1 0 1 0 0"})
  void truths(String operator, String expected) throws FormatException {
    for (boolean isKnown : new boolean[] {false, true}) {
      Sketch sketch = new Sketch(16).node("g", "GreaterOrEqual", List.of("a", "b"), List.of("s"));
      cast(sketch, "a", "t", TensorProto.DataType.BOOL)
          .node("l", operator, List.of("s", "t"), List.of("u"));
      assertThat(run(cast(sketch, "u", "y", TensorProto.DataType.FLOAT), isKnown))
          .containsExactly(numbers(expected));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void negation(boolean isKnown) throws FormatException {
    Sketch sketch =
        new Sketch(16)
            .node("g", "Greater", List.of("a", "b"), List.of("s"))
            .node("n", "Not", List.of("s"), List.of("t"));
    assertThat(run(cast(sketch, "t", "y", TensorProto.DataType.FLOAT), isKnown))
        .containsExactly(1, 1, 0, 1, 1, 0);
  }

  /** What is not chosen does not matter, infinite or none. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void choices(boolean isKnown) throws FormatException {
    Sketch sketch =
        new Sketch(16)
            .floats("low", List.of(1L), Float.NEGATIVE_INFINITY)
            .node("g", "LessOrEqual", List.of("a", "b"), List.of("s"))
            .node("w", "Where", List.of("s", "a", "low"), List.of("y"));
    double low = Double.NEGATIVE_INFINITY;
    assertThat(run(sketch, isKnown)).containsExactly(-1.5, 0, low, low, 0.5, low);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void castsToIntegersCutOff(boolean isKnown) throws FormatException {
    Sketch sketch =
        new Sketch(16)
            .floats("by", List.of(6L), 1.9f, 1f, -0.7f, 1f, 3.8f, 0.019f)
            .node("p", "Mul", List.of("by", "b"), List.of("q"));
    // 3.8, 0, 0.7, 1, 1.9, 0.057
    cast(sketch, "q", "i", TensorProto.DataType.INT64);
    assertThat(run(cast(sketch, "i", "y", TensorProto.DataType.FLOAT), isKnown))
        .containsExactly(3, 0, 0, 1, 1, 0);
  }

  @ParameterizedTest
  @CsvSource({"7, 2, 3", "-7, 2, -3", "6, 3, 2", "1, 3, 0"})
  void integersThatAreReadAreDividedTowards0(float a, long b, double expected)
      throws FormatException {
    Sketch sketch = new Sketch(16).input("a", 1).integers("b", b);
    cast(sketch, "a", "i", TensorProto.DataType.INT64)
        .node("d", "Div", List.of("i", "b"), List.of("y"));
    OnnxNetwork net = sketch.output("y").model().network();
    try (Session session = net.open(Engine.cpu(1))) {
      session.write("a", Tensor.of(Shape.of(1), a));
      session.forward(net.mode());
      assertThat(session.read("y").toArray()).containsExactly(expected);
    }
  }
}
