package org.warpath.nn.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.network.Node;
import org.warpath.nn.network.Session;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class OnnxModelTest {

  private static double[] run(OnnxNetwork net, String output, Map<String, Tensor> inputs) {
    try (Session session = net.open(Engine.cpu(1))) {
      inputs.forEach(session::write);
      session.forward(net.mode());
      return session.read(output).toArray();
    }
  }

  /** y = x·Wᵀ + b, then rows of two: the shape is computed of x's own, as PyTorch writes it. */
  private static Sketch shaped() {
    return new Sketch(13)
        .input("x", -1, 2)
        .floats("w", List.of(4L, 2L), 1f, 0f, 0f, 1f, 1f, 1f, 2f, 0f)
        .floats("b", List.of(4L), 0f, 0f, 0f, 100f)
        .integers("zero", 0L)
        .integers("minus", -1L, 2L)
        .node("fc", "Gemm", List.of("x", "w", "b"), List.of("h"), Sketch.attribute("transB", 1))
        .node("shape", "Shape", List.of("x"), List.of("s"))
        .node("batch", "Gather", List.of("s", "zero"), List.of("n"))
        .node("sizes", "Concat", List.of("n", "minus"), List.of("t"), Sketch.attribute("axis", 0))
        .node("rows", "Reshape", List.of("h", "t"), List.of("y"))
        .output("y");
  }

  @Test
  void whatIsComputedOfShapesIsNoLayer() throws FormatException {
    OnnxNetwork net = shaped().model().network(Map.of("x", Shape.of(3, 2)));

    assertThat(net.network().nodes()).extracting(Node::name).containsExactly("fc", "rows");
    assertThat(net.network().inputs()).containsExactly("x");
    assertThat(net.network().outputs()).containsExactly("y");
    assertThat(net.weights().tensors()).containsOnlyKeys("fc.weight", "fc.bias");
    assertThat(net.mode()).isEqualTo(Mode.INFERENCE);
    Tensor x = Tensor.of(Shape.of(3, 2), 1f, 2, 3, 4, 5, 6);
    assertThat(net.network().shapes(net.inputShapes())).containsEntry("y", Shape.of(3, 2, 2));
    assertThat(run(net, "y", Map.of("x", x)))
        .containsExactly(1, 2, 3, 102, 3, 4, 7, 106, 5, 6, 11, 110);
  }

  @Test
  void whatComesOfAFreeDimensionMustBeSaid() throws FormatException {
    OnnxModel model = shaped().model();
    assertThat(model.inputs()).hasToString("[x: ?×2]");
    assertThatIllegalArgumentException()
        .isThrownBy(model::network)
        .withMessage("sketch.onnx: the shape must be said of x: ?×2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.network(Map.of("x", Shape.of(2))))
        .withMessage("sketch.onnx: input x: ?×2 cannot be of shape 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.network(Map.of("z", Shape.of(2))))
        .withMessage("sketch.onnx: there is no input z; there are x");
  }

  @Test
  void allThatIsNotSupportedIsNamedAtOnce() throws FormatException {
    OnnxModel model =
        new Sketch(13)
            .input("x", 2, 3)
            .node("a", "Magic", List.of("x"), List.of("p"))
            .node("b", "Relu", List.of("p"), List.of("q"))
            .node("", "Sorcery", List.of("q"), List.of("r"))
            .node("c", "Relu", List.of("x"), List.of("s"), Sketch.attribute("power", 3))
            .node("d", "Dropout", List.of("x", "s"), List.of("t"))
            .node("e", "Add", List.of("r", "t"), List.of("y"))
            .output("y")
            .model();

    assertThatExceptionOfType(UnsupportedOnnxException.class)
        .isThrownBy(model::network)
        .withMessage(
            "sketch.onnx: 3 things are not supported: node a (Magic), domain ai.onnx, version 13:"
                + " the operator is not supported; node of output r (Sorcery), domain ai.onnx,"
                + " version 13: the operator is not supported; node c (Relu), domain ai.onnx,"
                + " version 13: attribute power");
  }

  @Test
  void aNodeThatCannotTakeItsInputsIsNamed() throws FormatException {
    OnnxModel model =
        new Sketch(13)
            .input("x", 2, 3)
            .input("z", 4)
            .node("sum", "Add", List.of("x", "z"), List.of("y"))
            .output("y")
            .model();

    assertThatIllegalArgumentException()
        .isThrownBy(model::network)
        .withMessage("sketch.onnx: node sum (Add): 2×3 and 4 do not match");
  }

  @Test
  void outputsKeepTheirNames() throws FormatException {
    OnnxNetwork net =
        new Sketch(13)
            .input("x", 2)
            .floats("c", List.of(2L), 7f, 8f)
            .node("", "Identity", List.of("x"), List.of("same"))
            .node("", "Relu", List.of("x"), List.of("h"))
            .node("", "Identity", List.of("h"), List.of("first"))
            .node("", "Identity", List.of("h"), List.of("second"))
            .output("same")
            .output("first")
            .output("second")
            .output("x")
            .output("c")
            .model()
            .network();

    assertThat(net.network().outputs()).containsExactly("same", "first", "second", "x", "c");
    Map<String, Tensor> inputs = Map.of("x", Tensor.of(Shape.of(2), -1f, 1));
    assertThat(run(net, "same", inputs)).containsExactly(-1, 1);
    assertThat(run(net, "first", inputs)).containsExactly(0, 1);
    assertThat(run(net, "second", inputs)).containsExactly(0, 1);
    assertThat(run(net, "x", inputs)).containsExactly(-1, 1);
    assertThat(run(net, "c", inputs)).containsExactly(7, 8);
  }

  @Test
  void whatIsLearnedCanBeLearnedOn() throws FormatException {
    OnnxNetwork net =
        new Sketch(13)
            .input("x", 1, 2)
            .floats("gain", List.of(2L), 2f, 3f)
            .node("scale", "Mul", List.of("x", "gain"), List.of("y"))
            .output("y")
            .model()
            .network();

    try (Session session =
        Session.training(net.network(), net.weights(), net.inputShapes(), 1, Engine.cpu(1))) {
      session.write("x", Tensor.of(Shape.of(1, 2), 5f, 7));
      session.forward(Mode.TRAINING);
      session.backward(Map.of("y", Tensor.of(Shape.of(1, 2), 1f, 10)));
      assertThat(session.gradient("gain.value").toArray()).containsExactly(5, 70);
      assertThat(session.gradient("x").toArray()).containsExactly(2, 30);
    }
  }

  /** Before version 7 the second operand began at a dimension of the first. */
  @Test
  void oldBroadcasting() throws FormatException {
    OnnxNetwork net =
        new Sketch(6)
            .input("x", 1, 2, 2)
            .floats("b", List.of(2L), 10f, 20f)
            .node(
                "add",
                "Add",
                List.of("x", "b"),
                List.of("y"),
                Sketch.attribute("broadcast", 1),
                Sketch.attribute("axis", 1))
            .output("y")
            .model()
            .network();
    Tensor x = Tensor.of(Shape.of(1, 2, 2), 1f, 2, 3, 4);
    assertThat(run(net, "y", Map.of("x", x))).containsExactly(11, 12, 23, 24);
  }

  /** Before version 13 all behind the axis was one. */
  @Test
  void oldSoftmax() throws FormatException {
    OnnxNetwork net =
        new Sketch(11)
            .input("x", 1, 2, 2)
            .node("softmax", "Softmax", List.of("x"), List.of("y"))
            .output("y")
            .model()
            .network();
    double[] y = run(net, "y", Map.of("x", Tensor.of(Shape.of(1, 2, 2), 0f, 0, 0, 0)));
    assertThat(y).containsExactly(0.25, 0.25, 0.25, 0.25);
  }

  @Test
  void upsampling() throws FormatException {
    OnnxNetwork net =
        new Sketch(9)
            .input("x", 1, 1, 1, 2)
            .floats("scales", List.of(4L), 1f, 1f, 2f, 2f)
            .node("up", "Upsample", List.of("x", "scales"), List.of("y"))
            .output("y")
            .model()
            .network();
    Tensor x = Tensor.of(Shape.of(1, 1, 1, 2), 3f, 4);
    assertThat(run(net, "y", Map.of("x", x))).containsExactly(3, 3, 4, 4, 3, 3, 4, 4);
  }

  /** Integers are divided towards 0, whether their quotient is one or not. */
  @Test
  void quotientsOfIntegers() throws FormatException {
    OnnxNetwork net =
        new Sketch(13)
            .input("x", 7)
            .integers("seven", 7L)
            .integers("two", 2L)
            .integers("rest", -1L)
            .node("half", "Div", List.of("seven", "two"), List.of("h"))
            .node(
                "sizes", "Concat", List.of("h", "rest"), List.of("t"), Sketch.attribute("axis", 0))
            .node("start", "Slice", List.of("x", "zero", "six"), List.of("p"))
            .integers("zero", 0L)
            .integers("six", 6L)
            .node("fold", "Reshape", List.of("p", "t"), List.of("y"))
            .output("y")
            .model()
            .network();
    assertThat(net.network().shapes(net.inputShapes())).containsEntry("y", Shape.of(3, 2));
  }

  @Test
  void layerNormalizationWithoutABias() throws FormatException {
    OnnxNetwork net =
        new Sketch(17)
            .input("x", 1, 4)
            .floats("g", List.of(4L), 1f, 1f, 1f, 1f)
            .node("norm", "LayerNormalization", List.of("x", "g"), List.of("y"))
            .output("y")
            .model()
            .network();
    double[] y = run(net, "y", Map.of("x", Tensor.of(Shape.of(1, 4), 1f, 2, 3, 4)));
    double deviation = Math.sqrt(1.25 + 1e-5);
    assertThat(y[0]).isCloseTo(-1.5 / deviation, within(1e-6));
    assertThat(y[3]).isCloseTo(1.5 / deviation, within(1e-6));
  }
}
