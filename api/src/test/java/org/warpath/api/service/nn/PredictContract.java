package org.warpath.api.service.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.cli.PngFiles;
import org.warpath.api.model.TensorArrays;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.linalg.io.Npy;
import org.warpath.linalg.io.NpyArray;
import org.warpath.nn.tensor.Tensor;

/** What models are asked, on either engine. */
abstract class PredictContract {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private static final String LINEAR = "/v1/nn/models/linear/predict";
  private static final String CONVOLUTION = "/v1/nn/models/convolution/predict";

  private final String engine;

  @TempDir private Path folder;

  PredictContract(String engine) {
    this.engine = engine;
  }

  @BeforeAll
  static void addModels() {
    add("linear", "test_Linear");
    add("convolution", "test_Conv2d");
  }

  private static void add(String name, String onnx) {
    client()
        .request("POST", "/v1/nn/models?name=" + name)
        .body("application/octet-stream", OnnxCases.bytes(onnx))
        .send()
        .expect(201);
  }

  private static ServiceClient client() {
    return SERVICE.client();
  }

  private static byte[] npy(Tensor tensor) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(out, TensorArrays.array(tensor));
    return out.toByteArray();
  }

  private Answer ask(String target, String type, byte[] body) {
    return client().request("POST", target).body(type, body).send();
  }

  @Test
  void arraysThereAndBack() throws IOException {
    for (String[] one : new String[][] {{LINEAR, "test_Linear"}, {CONVOLUTION, "test_Conv2d"}}) {
      Answer answer =
          client()
              .request("POST", one[0] + "?engine=" + engine)
              .accept("application/x-npy")
              .body("application/x-npy", npy(OnnxCases.input(one[1])))
              .send()
              .expect(200);
      NpyArray found = Npy.read(new ByteArrayInputStream(answer.bytes()));
      Tensor expected = OnnxCases.output(one[1]);
      assertThat(found.size()).isEqualTo(expected.shape().count());
      for (long i = 0; i < found.size(); i++) {
        assertThat(found.dtype().get(found.data(), i)).isCloseTo(expected.get(i), within(1e-5));
      }
    }
  }

  @Test
  void jsonThereAndBackWithTheLargest() {
    String row = "[1,0,0,0,0,0,0,0,0,0]";
    JsonNode answer =
        client()
            .post(
                LINEAR,
                "{\"inputs\": {\"0\": [%s, %s]}, \"top\": 3, \"engine\": \"%s\"}"
                    .formatted(row, row, engine))
            .expect(200)
            .json();

    assertThat(answer.get("engine").asText()).startsWith(engine);
    assertThat(answer.get("output").asText()).isEqualTo("3");
    assertThat(answer.get("shape").toString()).isEqualTo("[2,8]");
    assertThat(answer.get("values").get(0)).isEqualTo(answer.get("values").get(1)).hasSize(8);
    assertThat(answer.get("top")).hasSize(2);
    JsonNode top = answer.get("top").get(0);
    assertThat(top).hasSize(3);
    assertThat(top.get(0).get("value").asDouble())
        .isGreaterThanOrEqualTo(top.get(1).get("value").asDouble());
    assertThat(top.get(0).get("value"))
        .isEqualTo(answer.get("values").get(0).get(top.get(0).get("index").asInt()));
  }

  @Test
  void picturesAreBroughtToTheModelsSize() throws IOException {
    byte[] picture =
        java.nio.file.Files.readAllBytes(PngFiles.grey(folder.resolve("a.png"), 14, 10));
    JsonNode plain =
        ask(CONVOLUTION + "?engine=" + engine, "image/png", picture).expect(200).json();
    JsonNode scaled =
        ask(CONVOLUTION + "?mean=0.5,0.4,0.3&deviation=2&engine=" + engine, "image/png", picture)
            .expect(200)
            .json();

    assertThat(plain.get("shape").toString()).isEqualTo("[1,4,5,4]");
    assertThat(scaled.get("values")).isNotEqualTo(plain.get("values"));
  }

  @Test
  void whatDoesNotFitIsNamed() throws IOException {
    refused(LINEAR, "{\"inputs\": {\"0\": [[1, 2]]}}", "expected");
    refused(LINEAR, "{\"inputs\": {\"x\": [[1]]}}", "the model has no input \"x\"");
    refused(LINEAR, "{\"inputs\": {}}", "expected inputs");
    assertThat(client().request("POST", LINEAR).invalid().json("{}").send().expect(400).text())
        .contains("expected inputs");
    refused(
        LINEAR,
        "{\"inputs\": {\"0\": [[1,2,3,4,5,6,7,8,9,10]]}, \"output\": \"y\"}",
        "the model has no output \"y\"");
    byte[] picture = java.nio.file.Files.readAllBytes(PngFiles.grey(folder.resolve("b.png"), 7, 5));
    assertThat(ask(LINEAR, "image/png", picture).expect(400).text())
        .contains("input 0 takes no pictures");
    assertThat(ask(CONVOLUTION + "?mean=1,2", "image/png", picture).expect(400).text())
        .contains("mean must be one number, or 3, was 2 of them");
    assertThat(ask(CONVOLUTION + "?mean=a", "image/png", picture).expect(400).text())
        .contains("query parameter mean must be a number");
    assertThat(ask(CONVOLUTION, "image/png", new byte[] {1, 2}).expect(400).text()).contains("PNG");
    assertThat(ask(CONVOLUTION, "application/x-npy", new byte[] {1, 2}).expect(400).text())
        .contains("is truncated");
  }

  private static void refused(String target, String json, String reason) {
    assertThat(client().post(target, json).expect(400).json().get("detail").asText())
        .contains(reason);
  }
}
