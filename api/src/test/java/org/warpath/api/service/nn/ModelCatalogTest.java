package org.warpath.api.service.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.api.service.imports.Form;
import org.warpath.kernels.SharedData;
import org.warpath.nn.checkpoint.Safetensors;

/** Models come, are looked at, and go. */
class ModelCatalogTest {
  private static final String MODELS = "/v1/nn/models";
  private static final byte[] LINEAR = OnnxCases.bytes("test_Linear");

  private final RunningService service = RunningService.with(config -> config.withSamples(false));

  @TempDir private Path folder;

  @BeforeEach
  void start() {
    service.start();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private ServiceClient client() {
    return service.client();
  }

  private Answer post(String query, byte[] body) {
    return client().request("POST", MODELS + query).body("application/octet-stream", body).send();
  }

  private List<String> files() {
    return service.files().stream()
        .filter(file -> file.startsWith("models/") || file.startsWith("uploads/"))
        .toList();
  }

  @Test
  void onnxComesAsTheBody() throws IOException {
    Answer added = post("?name=linear", LINEAR).expect(201);

    assertThat(added.header("Location")).isEqualTo("/v1/nn/models/linear");
    JsonNode model = client().get(MODELS + "/linear").expect(200).json();
    assertThat(model.get("format").asText()).isEqualTo("onnx");
    assertThat(model.get("trained").asBoolean()).isTrue();
    assertThat(model.get("trainable").asBoolean()).isFalse();
    assertThat(model.get("parameters").asInt()).isEqualTo(88);
    assertThat(model.get("multiplyAdds").asInt()).isEqualTo(320);
    assertThat(model.get("inputs").toString()).isEqualTo("[{\"name\":\"0\",\"shape\":[null,10]}]");
    assertThat(model.get("outputs").toString()).isEqualTo("[\"3\"]");
    assertThat(model.get("layers").size()).isPositive();
    assertThat(client().get(MODELS).json().get("models").get(0).has("layers")).isFalse();

    Path weights =
        Files.write(folder.resolve("w"), client().get(MODELS + "/linear/weights").bytes());
    assertThat(Safetensors.read(weights).tensors().values())
        .extracting(tensor -> tensor.shape().count())
        .containsExactlyInAnyOrder(80L, 8L);
  }

  @Test
  void caffeComesAsAFormAndOutlivesTheService() {
    Path weights = SharedData.file("nn/lenet-caffe/lenet_iter_10000.caffemodel");
    new Form()
        .text("name", "lenet")
        .text("shape", "1x1x28x28")
        .file("model", Path.of("../data/nn/lenet.prototxt"))
        .file("weights", weights)
        .sendTo(client(), MODELS)
        .expect(201);
    JsonNode before = client().get(MODELS + "/lenet").expect(200).json();

    service.stop();
    service.start();

    JsonNode model = client().get(MODELS + "/lenet").expect(200).json();
    assertThat(model).isEqualTo(before);
    assertThat(model.get("format").asText()).isEqualTo("caffe");
    assertThat(model.get("trainable").asBoolean()).isTrue();
    assertThat(model.get("trained").asBoolean()).isTrue();
    assertThat(model.get("parameters").asInt()).isEqualTo(431_080);
    assertThat(model.get("outputs").toString()).isEqualTo("[\"prob\"]");
  }

  @Test
  void aDefinitionWithoutShapesNamesItsInputsAndOutputs() {
    String path = TinyImages.add(client(), "halves");

    JsonNode model = client().get(path).expect(200).json();

    assertThat(model.get("inputs").toString()).isEqualTo("[{\"name\":\"data\"}]");
    assertThat(model.get("outputs").toString()).isEqualTo("[\"prob\"]");
    assertThat(model.get("trained").asBoolean()).isFalse();
    assertThat(model.has("layers")).isFalse();
    assertThat(client().get(path + "/weights").expect(422).json().get("detail").asText())
        .contains("the model has no weights");
  }

  @Test
  void goesWithItsFiles() {
    post("?name=linear", LINEAR).expect(201);
    assertThat(files()).hasSize(1);

    client().delete(MODELS + "/linear").expect(204);

    assertThat(files()).isEmpty();
    client().get(MODELS + "/linear").expect(404);
    client().delete(MODELS + "/linear").expect(404);
    post("?name=linear", LINEAR).expect(201);
  }

  @Test
  void namesAreCheckedAndTakenOnce() {
    post("?name=linear", LINEAR).expect(201);

    assertThat(post("?name=linear", LINEAR).expect(409).json().get("type").asText())
        .isEqualTo("/problems/model-exists");
    assertThat(files()).hasSize(1);
  }

  @Test
  void whatIsDamagedIsRefusedWhole() {
    for (int length : new int[] {1, 50, LINEAR.length / 2, LINEAR.length - 1}) {
      Answer refused = post("?name=damaged", Arrays.copyOf(LINEAR, length));
      assertThat(refused.expect(422).json().get("type").asText())
          .isEqualTo("/problems/invalid-model");
    }
    assertThat(files()).isEmpty();
    assertThat(client().get(MODELS).json().get("models")).isEmpty();
  }

  @Test
  void whatIsNotSupportedIsNamedAllAtOnce() {
    String definition =
        """
        layer { name: "data" type: "Input" top: "data"
                input_param { shape { dim: 1 dim: 3 dim: 8 dim: 8 } } }
        layer { name: "a" type: "Warp" bottom: "data" top: "a" }
        layer { name: "b" type: "Weft" bottom: "a" top: "b" }
        """;

    Answer refused = post("?name=odd", definition.getBytes(StandardCharsets.UTF_8));

    assertThat(refused.expect(422).json().get("detail").asText())
        .contains("Warp (a, line 3)", "Weft (b, line 4)");
    assertThat(post("?name=odd", OnnxCases.bytes("test_dft")).expect(422).text()).contains("DFT");
  }

  @Test
  void weightsMustBeOfTheDefinition() {
    byte[] definition = TinyImages.DEFINITION.getBytes(StandardCharsets.UTF_8);
    Path weights = SharedData.file("nn/lenet-caffe/lenet_iter_10000.caffemodel");

    Answer refused =
        new Form()
            .text("name", "mixed")
            .text("shape", "1x1x4x4")
            .file("model", "m.prototxt", definition)
            .file("weights", weights)
            .sendTo(client(), MODELS);

    assertThat(refused.expect(422).json().get("detail").asText())
        .contains("weights.caffemodel: has no weights of the layers scores")
        .doesNotContain(service.data().toString());
    assertThat(files()).isEmpty();
  }

  @Test
  void formsAreChecked() {
    byte[] definition = TinyImages.DEFINITION.getBytes(StandardCharsets.UTF_8);
    Form named = new Form().text("name", "m");
    assertThat(named.sendTo(client(), MODELS).expect(400).text()).contains("a part called model");
    assertThat(
            new Form()
                .file("model", "m.prototxt", definition)
                .sendTo(client(), MODELS)
                .expect(400)
                .text())
        .contains("expected the model's name");
    assertThat(
            new Form()
                .text("name", "m")
                .file("model", "m.onnx", LINEAR)
                .file("weights", "w", new byte[] {1})
                .sendTo(client(), MODELS)
                .expect(400)
                .text())
        .contains("expected no weights or mean");
    assertThat(
            new Form()
                .text("name", "m")
                .text("shape", "12x")
                .file("model", "m.prototxt", definition)
                .sendTo(client(), MODELS)
                .expect(422)
                .text())
        .contains("expected sizes such as 1x3x224x224");
    assertThat(files()).isEmpty();
  }
}
