package org.warpath.nn.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class CaffeModelTest {
  private static final String NET =
      """
      input: "x" input_shape { dim: [1, 2] }
      layer { name: "ip" type: "InnerProduct" bottom: "x" top: "ip"
        inner_product_param { num_output: 3 weight_filler { type: "xavier" } } }
      layer { name: "norm" type: "BatchNorm" bottom: "ip" top: "ip" }
      """;

  @TempDir private Path folder;

  private static CaffeGraph graph() throws FormatException {
    return CaffeNet.parse(NET, "net", NetState.of(Phase.TEST)).graph(Map.of());
  }

  private static Weights initial(CaffeGraph graph, long seed) {
    return Weights.initial(graph.network(), graph.inputShapes(), ElementType.FLOAT32, seed);
  }

  /** Writes fields of a message. */
  @FunctionalInterface
  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.write(out);
    out.flush();
    return bytes.toByteArray();
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    CaffeGraph graph = graph();
    Weights weights = initial(graph, 1);
    Path file = folder.resolve("a.caffemodel");
    CaffeWeights.model(graph, weights).write(file, "net");
    Weights read = CaffeWeights.read(file, graph, initial(graph, 2), true);
    weights
        .tensors()
        .forEach((name, tensor) ->
            assertThat(read.tensors().get(name).toArray()).isEqualTo(tensor.toArray()));
  }

  @Test
  void oldLayersWithDoublesOneByOneAreRead() throws IOException {
    byte[] blob =
        message(out -> {
          out.writeInt32(1, 1);
          out.writeInt32(2, 1);
          out.writeInt32(3, 1);
          out.writeInt32(4, 2);
          out.writeDouble(8, 0.1);
          out.writeDouble(8, -2);
        });
    byte[] floats =
        message(out -> {
          out.writeFloat(5, 3);
          out.writeString(77, "unknown");
          out.writeFloat(5, 4);
        });
    byte[] layer =
        message(out -> {
          out.writeString(4, "old");
          out.writeByteArray(6, blob);
          out.writeByteArray(6, floats);
        });
    byte[] net = message(out -> out.writeByteArray(2, layer));
    List<Tensor> blobs = CaffeModel.of("old.caffemodel", net).layers().get("old");
    assertThat(blobs.get(0).shape()).isEqualTo(Shape.of(1, 1, 1, 2));
    assertThat(blobs.get(0).toArray()).containsExactly(0.1, -2);
    assertThat(blobs.get(1).toArray()).containsExactly(3, 4);
  }

  @Test
  void statisticsAreDividedByTheirFactor() throws IOException {
    CaffeModel model =
        CaffeModel.of(
            Map.of(
                "norm",
                List.of(
                    Tensor.of(Shape.of(3), 2f, 4f, 6f),
                    Tensor.of(Shape.of(3), 8f, 10f, 12f),
                    Tensor.of(Shape.of(1), 2f))));
    CaffeGraph graph = graph();
    assertThat(CaffeWeights.missing(model, graph)).containsExactly("ip");
    Weights weights = CaffeWeights.of(model, graph, initial(graph, 1));
    assertThat(weights.tensors().get("norm.mean").toArray()).containsExactly(1, 2, 3);
    assertThat(weights.tensors().get("norm.variance").toArray()).containsExactly(4, 5, 6);
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() throws FormatException {
    CaffeGraph graph = graph();
    CaffeModel model =
        CaffeModel.of(
            Map.of(
                "ip",
                List.of(
                    Tensor.of(Shape.of(2, 3), new float[6]), Tensor.of(Shape.of(3), 1f, 2f, 3f))));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> CaffeWeights.of(model, graph, initial(graph, 1)))
        .withMessage("weights: ip.weight: expected 3×2, found 2×3");
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    CaffeGraph graph = graph();
    Path file = folder.resolve("a.caffemodel");
    CaffeWeights.model(graph, initial(graph, 1)).write(file, "net");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatExceptionOfType(FormatException.class)
          .as("the first %d of %d bytes", length, whole.length)
          .isThrownBy(() -> CaffeWeights.read(file, graph, initial(graph, 2), true))
          .withMessageStartingWith(file.toString());
    }
    for (int place = 0; place < whole.length; place++) {
      byte[] changed = whole.clone();
      changed[place] ^= (byte) 0x80;
      Files.write(file, changed);
      assertThatCode(
              () -> {
                try {
                  CaffeWeights.read(file, graph, initial(graph, 2), true);
                } catch (FormatException e) {
                  // What else is changed is a number.
                }
              })
          .as("byte %d changed", place)
          .doesNotThrowAnyException();
    }
  }
}
