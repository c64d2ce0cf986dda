package org.warpath.nn.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.SharedData;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.protobuf.Damage;

/** Damaged models are refused as a whole, in one line that says what is wrong. */
class DamageTest {

  private static Sketch relu() {
    return new Sketch(13)
        .input("x", 2)
        .node("relu", "Relu", List.of("x"), List.of("y"))
        .output("y");
  }

  private static void isRefused(Sketch sketch, String... saying) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(sketch::model)
        .withMessageStartingWith("sketch.onnx: ")
        .satisfies(e -> assertThat(e.getMessage()).contains(saying));
  }

  @Test
  void cutOffAnywhere() {
    byte[] bytes = relu().integers("unused", 1L, 2L).bytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatExceptionOfType(FormatException.class)
          .as("%d of %d bytes", length, bytes.length)
          .isThrownBy(() -> OnnxModel.parse("cut.onnx", part));
    }
  }

  @Test
  void bytesThatDoNotFitTheShape() {
    isRefused(
        relu()
            .initializer(
                TensorProto.newBuilder()
                    .setName("w")
                    .setDataType(TensorProto.DataType.FLOAT_VALUE)
                    .addDims(2)
                    .addDims(3)
                    .setRawData(ByteString.copyFrom(new byte[20]))),
        "initializer w of shape 2×3 has 20 bytes",
        "expected 6 elements of 4 bytes");
  }

  @Test
  void elementsThatDoNotFitTheShape() {
    isRefused(
        relu().floats("w", List.of(3L), 1f, 2f),
        "initializer w of shape 3 has 2 elements, expected 3");
  }

  @Test
  void sizesThatAreNone() {
    isRefused(relu().floats("w", List.of(-1L), 1f), "initializer w has a size of -1");
    isRefused(
        relu().floats("w", List.of(1L << 30, 1L << 30, 1L << 30), 1f),
        "initializer w",
        "beyond 64 bits");
  }

  @Test
  void aCircle() {
    isRefused(
        new Sketch(13)
            .input("x", 2)
            .node("a", "Add", List.of("x", "r"), List.of("p"))
            .node("b", "Relu", List.of("p"), List.of("q"))
            .node("c", "Relu", List.of("q"), List.of("r"))
            .output("r"),
        "nodes that need each other",
        "node a (Add)",
        "node b (Relu)",
        "node c (Relu)");
  }

  @Test
  void whatNothingMakes() {
    isRefused(
        new Sketch(13)
            .input("x", 2)
            .node("add", "Add", List.of("x", "z"), List.of("y"))
            .output("y"),
        "node add (Add) reads z, which no input, initializer or node makes");
    isRefused(
        new Sketch(13).input("x", 2).output("z"),
        "gives z, which no input, initializer or node makes");
  }

  @Test
  void whatIsMadeTwice() {
    isRefused(
        relu().node("tanh", "Tanh", List.of("x"), List.of("y")),
        "makes value y twice: node relu (Relu) and node tanh (Tanh)");
  }

  @Test
  void anAttributeThatIsThereTwice() {
    isRefused(
        relu()
            .node(
                "flat",
                "Flatten",
                List.of("x"),
                List.of("z"),
                Sketch.attribute("axis", 0),
                Sketch.attribute("axis", 1)),
        "node flat (Flatten) has attribute axis twice");
  }

  @Test
  void aDomainWithoutAVersion() {
    isRefused(
        relu()
            .node(
                NodeProto.newBuilder().setOpType("Magic").setDomain("com.example").addOutput("z")),
        "node of output z (Magic) is of domain com.example");
  }

  @Test
  void nodesInAnyOrderAreNoDamage() throws FormatException {
    OnnxModel model =
        new Sketch(13)
            .input("x", 2)
            .node("second", "Tanh", List.of("y"), List.of("z"))
            .node("first", "Relu", List.of("x"), List.of("y"))
            .output("z")
            .model();
    assertThat(model.operators()).containsExactly("Relu", "Tanh");
  }

  @Provide
  Arbitrary<byte[]> damagedModels() {
    return Damage.of(
        relu().floats("w", List.of(2L, 3L), 1f, 2f, 3f, 4f, 5f, 6f).integers("i", 1L, -1L).bytes());
  }

  @Property(tries = 5000)
  void damageTakesNoMoreMemoryThanTheFileGives(@ForAll("damagedModels") byte[] damaged) {
    Damage.isReadOrRefused(
        "damaged.onnx",
        damaged,
        file -> {
          try {
            OnnxModel.parse("damaged.onnx", file);
          } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("damaged.onnx: ");
          }
        });
  }

  /** Whatever is changed in a file, there is a model, or a refusal; nothing else is thrown. */
  @Test
  void anyDamage() throws IOException {
    Path file = SharedData.file("nn/onnx/pytorch-converted/test_Conv1d/model.onnx");
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(7);
    for (int run = 0; run < 2000; run++) {
      byte[] damaged = bytes.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      assertThatCode(() -> network(damaged)).as("run %d", run).doesNotThrowAnyException();
    }
  }

  private static void network(byte[] bytes) {
    try {
      OnnxModel.parse("damaged.onnx", bytes).network();
    } catch (FormatException | IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
