package org.warpath.nn.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.network.Session;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Models whose weights lie in files beside them, and not elsewhere. */
class ExternalDataTest {
  @TempDir private Path folder;

  private Path home;

  @BeforeEach
  void write() throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    ByteBuffer floats = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    floats.asFloatBuffer().put(new float[] {9, 1, 2, 3});
    Files.write(home.resolve("weights.bin"), floats.array());
    Files.write(folder.resolve("secret"), floats.array());
  }

  /** y = x + w, with the entries of w's place by turns keys and values. */
  private OnnxModel model(String... entries) throws IOException {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName("w")
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .addDims(3)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL);
    for (int i = 0; i < entries.length; i += 2) {
      tensor.addExternalData(
          StringStringEntryProto.newBuilder().setKey(entries[i]).setValue(entries[i + 1]));
    }
    byte[] bytes =
        new Sketch(13)
            .input("x", 3)
            .initializer(tensor)
            .node("add", "Add", List.of("x", "w"), List.of("y"))
            .output("y")
            .bytes();
    Path file = home.resolve("model.onnx");
    Files.write(file, bytes);
    return OnnxModel.read(file);
  }

  private static double[] ofZeros(OnnxModel model) {
    OnnxNetwork net = model.network();
    try (Session session = net.open(Engine.cpu(1))) {
      session.write("x", Tensor.of(Shape.of(3), 0f, 0f, 0f));
      session.forward(net.mode());
      return session.read("y").toArray();
    }
  }

  @Test
  void weightsBesideAModelAreRead() throws IOException {
    assertThat(ofZeros(model("location", "weights.bin", "offset", "4", "length", "12")))
        .containsExactly(1, 2, 3);
    assertThat(ofZeros(model("location", "weights.bin", "offset", "4"))).containsExactly(1, 2, 3);
    assertThat(ofZeros(model("location", "weights.bin", "length", "12"))).containsExactly(9, 1, 2);
    Files.createDirectory(home.resolve("parts"));
    Files.move(home.resolve("weights.bin"), home.resolve("parts/w"));
    assertThat(ofZeros(model("location", "parts/../parts/w", "length", "12")))
        .containsExactly(9, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "parts/../../secret", "", ".", "link", "away/secret"})
  void filesElsewhereAreNotRead(String location) throws IOException {
    Files.createSymbolicLink(home.resolve("link"), folder.resolve("secret"));
    Files.createSymbolicLink(home.resolve("away"), folder);
    isRefused(
        "keeps its elements in \"%s\", expected a file in the model's folder".formatted(location),
        "location",
        location,
        "length",
        "12");
  }

  @Test
  void absolutePathsAreNotReadEither() {
    isRefused(
        "keeps its elements in \"%s\", expected a file in the model's folder"
            .formatted(folder.resolve("secret")),
        "location",
        folder.resolve("secret").toString());
  }

  private void isRefused(String problem, String... entries) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> model(entries))
        .withMessage(home.resolve("model.onnx") + ": initializer w " + problem);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    isRefused(
        "keeps its elements in none.bin, which is no file beside the model",
        "location",
        "none.bin");
    isRefused(
        "keeps 12 bytes at 8 of weights.bin, which has 16",
        "location",
        "weights.bin",
        "offset",
        "8",
        "length",
        "12");
    isRefused(
        "keeps 9223372036854775807 bytes at 0 of weights.bin, which has 16",
        "location",
        "weights.bin",
        "length",
        "9223372036854775807");
    isRefused("of shape 3 has 16 bytes, expected 3 elements of 4 bytes", "location", "weights.bin");
    isRefused("has the offset x, expected a number", "location", "weights.bin", "offset", "x");
    isRefused(
        "keeps 0 bytes at 99 of weights.bin, which has 16",
        "location",
        "weights.bin",
        "offset",
        "99");
  }

  @Test
  void aModelThatIsFromNoFileHasNone() throws IOException {
    model("location", "weights.bin", "length", "12");
    byte[] bytes = Files.readAllBytes(home.resolve("model.onnx"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxModel.parse("upload", bytes))
        .withMessage(
            "upload: initializer w keeps its elements in another file, which is not supported of a"
                + " model that is from none");
  }
}
