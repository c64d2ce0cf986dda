package org.warpath.nn.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.solver.Sgd;
import org.warpath.nn.solver.Solver;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class CaffeNetTest {
  private static final String DATA =
      "layer { name: 'x' type: 'Input' top: 'x' input_param { shape { dim: [%s] } } }\n";

  private static CaffeNet net(String text, Phase phase) throws FormatException {
    return CaffeNet.parse(text, "net.prototxt", NetState.of(phase));
  }

  /** What a layer from x to y does. */
  private static Tensor run(Shape shape, String layers, float... x) throws FormatException {
    String sizes = shape.toString().replace('×', ',');
    CaffeGraph graph = net(DATA.formatted(sizes) + layers, Phase.TEST).graph(Map.of());
    Weights weights = Weights.initial(graph.network(), graph.inputShapes(), ElementType.FLOAT32, 1);
    try (Session session =
        Session.open(graph.network(), weights, graph.inputShapes(), Engine.cpu(1))) {
      session.write("x", Tensor.of(shape, x));
      session.forward(Mode.INFERENCE);
      return session.read(graph.values().get("y"));
    }
  }

  private static Tensor one(Shape shape, String layer, float... x) throws FormatException {
    return run(shape, "layer { name: 'l' bottom: 'x' top: 'y' " + layer + " }", x);
  }

  @Test
  void cifar10QuickHasTheShapesThatCaffeGivesIt() throws IOException {
    Map<String, Shape> inputs = Map.of("data", Shape.of(100, 3, 32, 32), "label", Shape.of(100));
    CaffeGraph graph = Definitions.net("cifar10_quick", Phase.TRAIN).graph(inputs);
    Map<String, Shape> shapes = graph.network().shapes(inputs);
    assertThat(shapes.get("pool1")).isEqualTo(Shape.of(100, 32, 16, 16));
    assertThat(shapes.get("pool2")).isEqualTo(Shape.of(100, 32, 8, 8));
    assertThat(shapes.get("pool3")).isEqualTo(Shape.of(100, 64, 4, 4));
    assertThat(graph.loss()).isEqualTo("loss");
    // In place: the blob is in the end what the last layer made.
    assertThat(graph.values()).containsEntry("pool1", "relu1");
    assertThat(graph.outputs()).containsExactly("loss");
    assertThat(graph.network().parameters(inputs).values())
        .extracting(Parameter::rateMultiplier)
        .containsExactly(1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0);
    assertThat(Definitions.net("cifar10_quick", Phase.TEST).graph(inputs).outputs())
        .containsExactly("accuracy", "loss");
  }

  @Test
  void poolingRoundsUp() throws FormatException {
    String layer = "type: 'Pooling' pooling_param { pool: %s kernel_size: 2 stride: 2 %s }";
    float[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    assertThat(one(Shape.of(1, 1, 3, 3), layer.formatted("MAX", ""), x).toArray())
        .containsExactly(5, 6, 8, 9);
    assertThat(one(Shape.of(1, 1, 3, 3), layer.formatted("AVE", ""), x).toArray())
        .containsExactly(3, 4.5, 7.5, 9);
    assertThat(one(Shape.of(1, 1, 3, 3), layer.formatted("MAX", "round_mode: FLOOR"), x).toArray())
        .containsExactly(5);
    String global = "type: 'Pooling' pooling_param { pool: AVE global_pooling: true }";
    assertThat(one(Shape.of(1, 1, 3, 3), global, x).toArray()).containsExactly(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: \"ReLU\" relu_param { negative_slope: 0.5 } | -1 | 0 | 2",
        "type: \"ELU\" elu_param { alpha: 2 } | -1.7293294335 | 0 | 2",
        "type: \"Sigmoid\" | 0.119202922 | 0.5 | 0.880797078",
        "type: \"TanH\" | -0.9640275801 | 0 | 0.9640275801",
        "type: \"AbsVal\" | 2 | 0 | 2",
        "type: \"Power\" power_param { power: 2 scale: 3 shift: 1 } | 25 | 1 | 49",
        "type: \"Power\" power_param { scale: 0.5 } | -1 | 0 | 1",
        "type: \"Power\" | -2 | 0 | 2",
        "type: \"Dropout\" | -2 | 0 | 2",
        "type: \"Split\" | -2 | 0 | 2",
      })
  void functionsOfOneElement(String layer, double a, double b, double c) throws FormatException {
    double[] y = one(Shape.of(1, 3), layer, -2, 0, 2).toArray();
    assertThat(y).containsExactly(new double[] {a, b, c}, within(1e-6));
  }

  @Test
  void blobsAreCombined() throws FormatException {
    String two =
        "layer { name: 's' type: 'Slice' bottom: 'x' top: 'a' top: 'b' slice_param { axis: 1 } }";
    String eltwise =
        two
            + "layer { name: 'e' type: 'Eltwise' bottom: 'a' bottom: 'b' top: 'y' eltwise_param { %s } }";
    Shape shape = Shape.of(1, 4);
    float[] x = {1, 5, 3, 2};
    assertThat(run(shape, eltwise.formatted(""), x).toArray()).containsExactly(4, 7);
    assertThat(run(shape, eltwise.formatted("coeff: 1 coeff: -1"), x).toArray())
        .containsExactly(-2, 3);
    assertThat(run(shape, eltwise.formatted("coeff: [2, 0.5]"), x).toArray())
        .containsExactly(3.5, 11);
    assertThat(run(shape, eltwise.formatted("operation: PROD"), x).toArray())
        .containsExactly(3, 10);
    assertThat(run(shape, eltwise.formatted("operation: MAX"), x).toArray()).containsExactly(3, 5);
    String concat = two + "layer { name: 'c' type: 'Concat' bottom: 'b' bottom: 'a' top: 'y' }";
    assertThat(run(shape, concat, x).toArray()).containsExactly(3, 2, 1, 5);
  }

  @Test
  void shapesChange() throws FormatException {
    Shape shape = Shape.of(2, 3, 4, 1);
    float[] x = new float[24];
    assertThat(one(shape, "type: 'Flatten'", x).shape()).isEqualTo(Shape.of(2, 12));
    assertThat(one(shape, "type: 'Flatten' flatten_param { end_axis: 2 }", x).shape())
        .isEqualTo(Shape.of(2, 12, 1));
    String reshape = "type: 'Reshape' reshape_param { %s }";
    assertThat(one(shape, reshape.formatted("shape { dim: 0 dim: -1 dim: 2 }"), x).shape())
        .isEqualTo(Shape.of(2, 6, 2));
    assertThat(
            one(shape, reshape.formatted("shape { dim: 2 dim: 6 } axis: 1 num_axes: 2"), x).shape())
        .isEqualTo(Shape.of(2, 2, 6, 1));
  }

  @Test
  void layersWithParameters() throws FormatException {
    String fill = "weight_filler { type: 'constant' value: 1 } bias_filler { value: 0.5 }";
    assertThat(
            one(
                    Shape.of(1, 1, 2, 2),
                    "type: 'Deconvolution' convolution_param { num_output: 1 kernel_size: 2 stride: 2 "
                        + fill
                        + "}",
                    1,
                    2,
                    3,
                    4)
                .toArray())
        .containsExactly(
            1.5, 1.5, 2.5, 2.5, 1.5, 1.5, 2.5, 2.5, 3.5, 3.5, 4.5, 4.5, 3.5, 3.5, 4.5, 4.5);
    assertThat(
            one(
                    Shape.of(1, 1, 2, 3),
                    "type: 'Convolution' convolution_param { num_output: 1 kernel_h: 1 kernel_w: 3 "
                        + fill
                        + "}",
                    1,
                    2,
                    3,
                    4,
                    5,
                    6)
                .toArray())
        .containsExactly(6.5, 15.5);
    assertThat(
            one(
                    Shape.of(1, 2),
                    "type: 'Scale' scale_param { bias_term: true filler { value: 3 } bias_filler { value: 1 } }",
                    1,
                    2)
                .toArray())
        .containsExactly(4, 7);
    assertThat(one(Shape.of(1, 1, 1, 2), "type: 'BatchNorm' param { lr_mult: 0 }", 1, 2).toArray())
        .containsExactly(new double[] {1, 2}, within(1e-4));
    assertThat(
            one(Shape.of(1, 1, 1, 1), "type: 'LRN' lrn_param { local_size: 1 alpha: 1 }", 1)
                .toArray())
        .containsExactly(new double[] {Math.pow(2, -0.75)}, within(1e-6));
  }

  @Test
  void lossesAreAddedUpWithTheirWeights() throws FormatException {
    String text =
        """
        layer { name: "e" type: "EuclideanLoss" bottom: "x" bottom: "t" top: "e" }
        layer { name: "f" type: "EuclideanLoss" bottom: "x" bottom: "t" top: "f" loss_weight: 0.5 }
        """;
    CaffeGraph graph =
        net(
                "input: 'x' input: 't' input_shape { dim: [2, 2] } input_shape { dim: [2, 2] } "
                    + text,
                Phase.TRAIN)
            .graph(Map.of());
    Weights weights = Weights.initial(graph.network(), graph.inputShapes(), ElementType.FLOAT32, 1);
    try (Session session =
        Session.training(graph.network(), weights, graph.inputShapes(), 1, Engine.cpu(1))) {
      session.write("x", Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f));
      session.write("t", Tensor.of(Shape.of(2, 2), 0f, 2f, 3f, 7f));
      session.forward(Mode.TRAINING);
      // (1 + 9) / (2·2), and half of it.
      assertThat(session.read("e").get(0)).isEqualTo(2.5);
      assertThat(session.read(graph.loss()).get(0)).isEqualTo(3.75);
      session.backward(graph.loss());
      assertThat(session.gradient("x").toArray()).containsExactly(0.75, 0, 0, -2.25);
    }
  }

  private static final String TWINS =
      """
      layer { name: "a" type: "InnerProduct" bottom: "x" top: "a" param { name: "w" lr_mult: 2 %s }
        inner_product_param { num_output: 2 bias_term: false weight_filler { value: 3 } } }
      layer { name: "b" type: "InnerProduct" bottom: "a" top: "y" param { name: "w" %s }
        inner_product_param { num_output: %d bias_term: false } }
      layer { name: "loss" type: "EuclideanLoss" bottom: "y" bottom: "x" top: "loss" }
      """;

  /** y = W·W·x: both layers' gradients come together, and one update changes both. */
  @Test
  void layersShareParameters() throws FormatException {
    CaffeGraph graph =
        net(DATA.formatted("1,2") + TWINS.formatted("", "decay_mult: 0", 2), Phase.TRAIN)
            .graph(Map.of());
    assertThat(graph.network().parameters(graph.inputShapes())).containsOnlyKeys("a.weight");
    assertThat(graph.network().parameters(graph.inputShapes()).get("a.weight"))
        .satisfies(shared -> {
          assertThat(shared.rateMultiplier()).isEqualTo(2);
          assertThat(shared.decayMultiplier()).isZero();
        });
    Weights weights = Weights.initial(graph.network(), graph.inputShapes(), ElementType.FLOAT32, 1);
    assertThat(weights.tensors().get("a.weight").toArray()).containsExactly(3, 3, 3, 3);
    try (Session session =
        Session.training(graph.network(), weights, graph.inputShapes(), 1, Engine.cpu(1))) {
      session.learnWith(Solver.of(Sgd.caffe(0), 0.5));
      session.write("x", Tensor.of(Shape.of(1, 2), 1f, 0f));
      session.forward(Mode.TRAINING);
      // a = (3, 3), y = (18, 18); dy = y − x.
      assertThat(session.read("y").toArray()).containsExactly(18, 18);
      session.backward("loss");
      // Of b: dy·aᵀ; of a: Wᵀdy·xᵀ, where Wᵀdy = 3 · (17 + 18) twice.
      assertThat(session.gradient("a.weight").toArray())
          .containsExactly(17 * 3 + 105, 17 * 3, 18 * 3 + 105, 18 * 3);
      session.update();
      assertThat(session.weights().tensors().get("a.weight").toArray())
          .containsExactly(3 - 156, 3 - 51, 3 - 159, 3 - 54);
    }
    assertThat(graph.blobs())
        .extracting(CaffeGraph.LayerBlobs::layer, blobs -> blobs.parameters().keySet())
        .containsExactly(tuple("a", Set.of("a.weight")), tuple("b", Set.of("a.weight")));
    assertThat(graph.network().summary(graph.inputShapes())).containsPattern("total +4 +8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "lr_mult: 1 | 2 | lr_mult: layer b (InnerProduct): the shared parameter w has 2.0 in layer a, found 1.0",
        "decay_mult: 1 | 3 | name: layer b (InnerProduct): the shared parameter w is 2×2 in layer a, expected 3×2",
      })
  void sharersMustAgree(String param, int units, String error) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() ->
            net(DATA.formatted("1,2") + TWINS.formatted("", param, units), Phase.TRAIN)
                .graph(Map.of()))
        .withMessageStartingWith("net.prototxt:4:")
        .withMessageEndingWith(error);
  }

  @Test
  void ignoredLabelsAndNormalization() throws FormatException {
    String text =
        DATA.formatted("2,2,2").replace("'x'", "'s'")
            + DATA.formatted("2,2").replace("'x'", "'t'")
            + """
            layer { name: "loss" type: "SoftmaxWithLoss" bottom: "s" bottom: "t" top: "loss"
              loss_param { ignore_label: 255 normalization: %s } }
            layer { name: "right" type: "Accuracy" bottom: "s" bottom: "t" top: "right"
              accuracy_param { ignore_label: 255 } }
            """;
    for (var expected :
        Map.of("VALID", 1.0, "FULL", 0.75, "BATCH_SIZE", 1.5, "NONE", 3.0).entrySet()) {
      CaffeGraph graph = net(text.formatted(expected.getKey()), Phase.TEST).graph(Map.of());
      try (Session session =
          Session.open(
              graph.network(),
              Weights.initial(graph.network(), graph.inputShapes(), ElementType.FLOAT32, 1),
              graph.inputShapes(),
              Engine.cpu(1))) {
        session.write("t", Tensor.of(Shape.of(2, 2), 0f, 255f, 1f, 0f));
        session.forward(Mode.INFERENCE);
        assertThat(session.read("loss").get(0))
            .isCloseTo(expected.getValue() * Math.log(2), within(1e-6));
        assertThat(session.read("right").get(0)).isCloseTo(2.0 / 3, within(1e-6));
      }
    }
  }

  @Test
  void batchNormTakesTheStatisticsThatItIsToldTo() throws FormatException {
    String layer = "type: 'BatchNorm' batch_norm_param { eps: 0 use_global_stats: %b }";
    float[] x = {1, 3, 3, 1};
    assertThat(one(Shape.of(2, 1, 2), layer.formatted(false), x).toArray())
        .containsExactly(-1, 1, 1, -1);
    assertThat(one(Shape.of(2, 1, 2), layer.formatted(true), x).toArray())
        .containsExactly(1, 3, 3, 1);
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void rulesChooseLayers(Phase phase) throws FormatException {
    String text =
        DATA.formatted("1,1")
            + """
            layer { name: "a" type: "ReLU" bottom: "x" top: "a" include { phase: TRAIN } }
            layer { name: "b" type: "ReLU" bottom: "x" top: "b" exclude { phase: TRAIN } }
            layer { name: "c" type: "ReLU" bottom: "x" top: "c" include { stage: "s" } }
            layer { name: "d" type: "ReLU" bottom: "x" top: "d" include { not_stage: "s" min_level: 1 } }
            layer { name: "e" type: "ReLU" bottom: "x" top: "e" include { max_level: 1 phase: TEST } }
            """;
    CaffeGraph graph = net(text, phase).graph(Map.of());
    if (phase == Phase.TRAIN) {
      assertThat(graph.outputs()).containsExactly("a");
    } else {
      assertThat(graph.outputs()).containsExactly("b", "e");
    }
    CaffeGraph staged = net("state { stage: 's' level: 2 }" + text, phase).graph(Map.of());
    assertThat(staged.outputs()).containsExactly(phase == Phase.TRAIN ? "a" : "b", "c");
  }

  @Test
  void definitionsFromBefore2014AreRead() throws FormatException {
    String text =
        """
        input: "x" input_dim: 1 input_dim: 1 input_dim: 2 input_dim: 2
        layers { name: "conv" type: CONVOLUTION bottom: "x" top: "y" blobs_lr: 1 blobs_lr: 2
          weight_decay: 1 weight_decay: 0
          convolution_param { num_output: 3 kernel_size: 2 } }
        layers { name: "relu" type: RELU bottom: "y" top: "y" }
        layers { name: "loss" type: SOFTMAX bottom: "y" top: "prob" }
        """;
    CaffeGraph graph = net(text, Phase.TEST).graph(Map.of());
    assertThat(graph.network().parameters(graph.inputShapes()).get("conv.bias"))
        .satisfies(bias -> {
          assertThat(bias.rateMultiplier()).isEqualTo(2);
          assertThat(bias.decayMultiplier()).isZero();
        });
    assertThat(graph.outputs()).containsExactly("prob");
  }

  @Test
  void unknownTypesAreNamedAllAtOnce() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() ->
            net(
                DATA.formatted("1,1")
                    + "layer { name: 'a' type: 'SPP' bottom: 'x' top: 'a' }\n"
                    + "layer { name: 'b' type: 'ReLU' bottom: 'x' top: 'b' }\n"
                    + "layer { name: 'c' type: 'Python' bottom: 'x' top: 'c' }\n",
                Phase.TEST))
        .withMessage(
            "net.prototxt:2:7: layers of types that are not supported: SPP (a, line 2), Python (c, line"
                + " 4)");
  }

  @Test
  void unknownFieldsAreNamedAllAtOnce() {
    String layers =
        """
        layer { name: 'a' type: 'ReLU' bottom: 'x' top: 'a' slope: 1 }
        layer { name: 'b' type: 'TanH' bottom: 'a' top: 'b' }
        layer { name: 'c' type: 'ELU' bottom: 'b' top: 'c'
          elu_param { alpha: 1 beta: 2 }
          gamma: 3 }
        """;
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> net(DATA.formatted("1,1") + layers, Phase.TEST).graph(Map.of()))
        .withMessage(
            "net.prototxt:2:53: layer a (ReLU): unknown field slope; layer c (ELU): unknown field beta"
                + " (line 5), gamma (line 6)");
    String data =
        """
        nom: 'n'
        layer { name: 'd' type: 'Data' top: 'd'
          data_param { batch_size: 1 cache: true } }
        """;
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> net(data, Phase.TEST))
        .withMessage(
            "net.prototxt:1:1: the network: unknown field nom; layer d (Data): unknown field cache"
                + " (line 3)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "type: 'ReLU' bottom: 'z' top: 'y' | reads z, which no layer before it makes",
        "type: 'Convolution' bottom: 'x' top: 'y' convolution_param { kernel_size: 1 } | expected a field num_output",
        "type: 'Convolution' bottom: 'x' top: 'y' convolution_param { num_output: 1 kernel_size: 9 } | kernel",
        "type: 'Convolution' bottom: 'x' top: 'y' convolution_param { num_output: 1 kernel_size: 1 colour: 2 } | unknown field colour",
        "type: 'Pooling' bottom: 'x' top: 'y' pooling_param { pool: STOCHASTIC kernel_size: 2 } | STOCHASTIC is not supported",
        "type: 'Pooling' bottom: 'x' top: 'y' pooling_param { pool: MIN kernel_size: 2 } | expected one of",
        "type: 'ReLU' bottom: 'x' top: 'y' include { phase: TEST } exclude { phase: TRAIN } | found both",
        "type: 'SoftmaxWithLoss' bottom: 'x' top: 'y' | expected 2 bottoms, found 1",
        "type: 'InnerProduct' bottom: 'x' top: 'y' inner_product_param { num_output: 2 weight_filler { type: 'magic' } } | expected constant, uniform, gaussian, xavier, msra or bilinear, found magic",
        "type: 'Slice' bottom: 'x' top: 'y' top: 'z' slice_param { slice_point: 4 } | expected 1 rising numbers between 0 and 3",
      })
  void errorsNamePlaceAndLayer(String layer, String error) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() ->
            net(DATA.formatted("1,3,4,4") + "layer { name: 'l' " + layer + " }", Phase.TEST)
                .graph(Map.of()))
        .withMessageStartingWith("net.prototxt:2:")
        .withMessageContaining(error);
  }

  @Test
  void shapesOfInputsMustBeKnown() throws IOException {
    CaffeNet net = Definitions.net("lenet", Phase.TRAIN);
    assertThat(net.inputs()).hasSize(1);
    assertThat(net.inputs().getFirst().batch()).isEqualTo(64);
    assertThat(net.inputs().getFirst().transform().scale()).isEqualTo(1.0 / 256);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> net.graph(Map.of()))
        .withMessageContaining("the shape of input data is missing");
  }
}
