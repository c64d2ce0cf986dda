package org.warpath.nn.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.network.Session;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Resize and Upsample: of 1, 2, … row by row, with the results of ONNX's documentation. */
class OnnxResizeTest {

  private static OnnxNetwork network(
      int version, int rows, int columns, String numbers, String attributes)
      throws FormatException {
    String[] parts = numbers.split(" ");
    boolean isSizes = parts[0].equals("sizes");
    Sketch sketch = new Sketch(version).input("x", 1, 1, rows, columns);
    List<String> inputs = new ArrayList<>(List.of("x"));
    if (version >= 11) {
      inputs.add("");
    }
    if (isSizes) {
      inputs.add("");
      Long[] sizes = Stream.of(parts).skip(1).map(Long::valueOf).toArray(Long[]::new);
      sketch.integers("sizes", sizes);
    } else {
      Float[] scales = Stream.of(parts).skip(1).map(Float::valueOf).toArray(Float[]::new);
      sketch.floats("scales", List.of((long) scales.length), scales);
    }
    inputs.add(parts[0]);
    AttributeProto.Builder[] given =
        Stream.of(attributes.split(" "))
            .filter(text -> !text.isEmpty())
            .map(OnnxResizeTest::attribute)
            .toArray(AttributeProto.Builder[]::new);
    String operator = version < 10 ? "Upsample" : "Resize";
    return sketch.node("r", operator, inputs, List.of("y"), given).output("y").model().network();
  }

  private static AttributeProto.Builder attribute(String text) {
    String name = text.substring(0, text.indexOf('='));
    String value = text.substring(text.indexOf('=') + 1);
    if (name.equals("axes")) {
      AttributeProto.Builder axes =
          AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
      Stream.of(value.split(",")).map(Long::valueOf).forEach(axes::addInts);
      return axes;
    }
    if (Character.isDigit(value.charAt(0))) {
      return Sketch.attribute(name, Long.parseLong(value));
    }
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "11 | 2 | 2 | scales 1 1 2 3 | mode=nearest | 1 1 1 2 2 2 1 1 1 2 2 2 3 3 3 4 4 4 3 3 3 4 4 4",
        "11 | 2 | 4 | scales 1 1 .6 .6 | mode=nearest | 1 3",
        "13 | 2 | 2 | sizes 1 1 3 4 | | 1 1 2 2 1 1 2 2 3 3 4 4",
        "11 | 2 | 2 | scales 1 1 2 2 | mode=linear | 1 1.25 1.75 2 1.5 1.75 2.25 2.5 2.5 2.75 3.25 3.5 3 3.25 3.75 4",
        "11 | 2 | 2 | scales 1 1 2 2 | mode=linear coordinate_transformation_mode=align_corners | 1 1.33333333 1.66666667 2 1.66666667 2 2.33333333 2.66666667 2.33333333 2.66666667 3 3.33333333 3 3.33333333 3.66666667 4",
        "11 | 2 | 4 | scales 1 1 .6 .6 | mode=linear | 2.6666665 4.3333331",
        "11 | 2 | 4 | scales 1 1 .6 .6 | mode=linear coordinate_transformation_mode=align_corners | 1 3.142857",
        "19 | 1 | 4 | scales 1 1 1 .6 | mode=linear coordinate_transformation_mode=half_pixel_symmetric | 1.6666667 3.3333333",
        "11 | 4 | 4 | sizes 1 1 3 1 | mode=linear coordinate_transformation_mode=pytorch_half_pixel | 1.6666666 7 12.333333",
        "11 | 4 | 4 | sizes 1 1 3 2 | mode=nearest coordinate_transformation_mode=tf_half_pixel_for_nn | 6 8 10 12 14 16",
        "11 | 1 | 4 | sizes 1 1 1 8 | mode=nearest coordinate_transformation_mode=align_corners nearest_mode=floor | 1 1 1 2 2 3 3 4",
        "11 | 1 | 4 | sizes 1 1 1 8 | mode=nearest coordinate_transformation_mode=asymmetric nearest_mode=round_prefer_ceil | 1 2 2 3 3 4 4 4",
        "11 | 1 | 4 | sizes 1 1 1 8 | mode=nearest nearest_mode=ceil | 1 2 2 3 3 4 4 4",
        "18 | 2 | 2 | scales 2 3 | mode=nearest axes=2,3 | 1 1 1 2 2 2 1 1 1 2 2 2 3 3 3 4 4 4 3 3 3 4 4 4",
        "18 | 2 | 2 | sizes 6 4 | mode=nearest axes=3,-2 | 1 1 1 2 2 2 1 1 1 2 2 2 3 3 3 4 4 4 3 3 3 4 4 4",
        "11 | 2 | 2 | scales 1 1 1 1 | mode=linear | 1 2 3 4",
        "10 | 2 | 2 | scales 1 1 2 1 | mode=nearest | 1 2 1 2 3 4 3 4",
        // Element i is of place i/2; what is beyond the last element is that.
        "9 | 1 | 2 | scales 1 1 1 2 | mode=linear | 1 1.5 2 2",
        "9 | 1 | 2 | scales 1 1 2 2 | mode=nearest | 1 1 2 2 1 1 2 2",
      })
  void isAsDocumented(
      int version, int rows, int columns, String numbers, String attributes, String expected)
      throws FormatException {
    OnnxNetwork net =
        network(version, rows, columns, numbers, attributes == null ? "" : attributes);
    float[] x = new float[rows * columns];
    IntStream.range(0, x.length).forEach(i -> x[i] = i + 1);
    try (Session session = net.open(Engine.cpu(1))) {
      session.write("x", Tensor.of(Shape.of(1, 1, rows, columns), x));
      session.forward(net.mode());
      double[] all = Stream.of(expected.split(" ")).mapToDouble(Double::parseDouble).toArray();
      assertThat(session.read("y").toArray()).containsExactly(all, within(1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "11 | scales 1 1 2 2 | mode=cubic | mode cubic",
        "11 | scales 1 1 2 2 | coordinate_transformation_mode=tf_crop_and_resize | coordinate_transformation_mode tf_crop_and_resize",
        "18 | scales 1 1 .5 .5 | mode=linear antialias=1 | antialias",
        "18 | sizes 1 1 3 3 | keep_aspect_ratio_policy=not_larger | keep_aspect_ratio_policy not_larger",
        "10 | scales 1 1 .5 .5 | mode=nearest | mode nearest of version 10 to fewer elements",
      })
  void whatIsNotSupportedIsNamed(int version, String numbers, String attributes, String problem) {
    assertThatExceptionOfType(UnsupportedOnnxException.class)
        .isThrownBy(() -> network(version, 2, 2, numbers, attributes))
        .withMessageEndingWith(
            "node r (Resize), domain ai.onnx, version %d: %s".formatted(version, problem));
  }

  @Test
  void numbersThatDoNotFitAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network(11, 2, 2, "scales 2 2", "mode=nearest"))
        .withMessage("sketch.onnx: node r (Resize): scales must be 4 numbers, were 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network(11, 2, 2, "scales 1 1 0 2", "mode=nearest"))
        .withMessage("sketch.onnx: node r (Resize): scales must be above 0, one was 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network(18, 2, 2, "sizes 3", "axes=4"))
        .withMessage("sketch.onnx: node r (Resize): axes must be in [-4, 4), one was 4");
  }
}
