package org.warpath.api.service.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.api.service.imports.Form;
import org.warpath.api.service.jobs.EventReader;
import org.warpath.api.service.jobs.JobCalls;
import org.warpath.linalg.io.Npy;

/** Training as a job: its events, its end, and what becomes of it when it is stopped. */
class TrainingTest {
  private static final int ENDLESS = 1_000_000_000;

  @TempDir private static Path imports;

  private final RunningService service =
      RunningService.withSettings(
          Map.of(
              "samples", "false", "importFolder", imports.toString(), "shutdownTimeout", "300ms"));
  private final JobCalls jobs = new JobCalls(service);

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

  private String train(String model, Form form) {
    return form.sendTo(client(), model + "/train").expect(202).header("Location");
  }

  private byte[] weights(String model) {
    return client().get(model + "/weights").expect(200).bytes();
  }

  private String end(String job) {
    try (EventReader events = jobs.watch(job)) {
      EventReader.Event event = events.next();
      while (event != null) {
        event = events.next();
      }
    }
    return jobs.state(job);
  }

  @Test
  void tellsLossesAndTestsAndLearns() throws IOException {
    String model = TinyImages.add(client(), "halves");
    String job = train(model, TinyImages.form(TinyImages.solver(40)));

    List<Long> tested = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    double accuracy = 0;
    try (EventReader events = jobs.watch(job)) {
      for (EventReader.Event e = events.next(); e != null; e = events.next()) {
        if (e.kind().equals("test")) {
          tested.add(e.data().get("iteration").asLong());
          accuracy = e.data().get("values").get("accuracy").asDouble();
        } else if (e.kind().equals("loss")) {
          losses.add(e.data().get("loss").asDouble());
          assertThat(e.data().get("rate").asDouble()).isEqualTo(0.5);
        }
      }
    }

    assertThat(tested).containsExactly(0L, 20L, 40L);
    assertThat(accuracy).isEqualTo(1);
    assertThat(losses).isNotEmpty();
    JsonNode shown = jobs.show(job);
    assertThat(shown.get("state").asText()).isEqualTo("done");
    assertThat(shown.get("kind").asText()).isEqualTo("training");
    assertThat(shown.get("model").asText()).isEqualTo("halves");
    assertThat(shown.has("graph")).isFalse();
    JsonNode result = client().get(job + "/result").expect(200).json();
    assertThat(result.get("iterations").asInt()).isEqualTo(40);
    assertThat(result.get("losses")).hasSize(40);
    assertThat(result.get("losses").get(39).get("loss").asDouble())
        .isLessThan(result.get("losses").get(0).get("loss").asDouble() / 4);
    assertThat(result.get("tests")).hasSize(3);
    JsonNode trained = client().get(model).json();
    assertThat(trained.get("trained").asBoolean()).isTrue();
    assertThat(trained.get("version")).isEqualTo(result.get("version"));
    assertThat(trained.get("inputs").toString()).contains("[null,1,4,4]");
    assertThat(trained.get("parameters").asInt()).isEqualTo(34);
    for (int label : new int[] {0, 1}) {
      assertThat(best(model, label)).isEqualTo(label);
    }
    assertThat(service.files().stream().filter(file -> file.startsWith("uploads/"))).isEmpty();
    assertThat(service.files().stream().filter(file -> file.startsWith("models/"))).hasSize(2);
  }

  private int best(String model, int label) throws IOException {
    var body = new java.io.ByteArrayOutputStream();
    Npy.write(body, TinyImages.array(label));
    return client()
        .request("POST", model + "/predict?top=1&engine=cpu")
        .body("application/x-npy", body.toByteArray())
        .send()
        .expect(200)
        .json()
        .get("top")
        .get(0)
        .get(0)
        .get("index")
        .asInt();
  }

  @Test
  void readsImagesOfTheServerAndStoresANewModel() throws IOException {
    TinyImages.write(Files.createDirectories(imports.resolve("tiny")));
    String model = TinyImages.add(client(), "halves");
    String solver = TinyImages.solver(20).replace("\"", "\\\"").replace("\n", "\\n");

    String job =
        client()
            .post(
                model + "/train",
                "{\"solver\": \"%s\", \"data\": \"tiny\", \"store\": \"other\"}".formatted(solver))
            .expect(202)
            .header("Location");

    assertThat(end(job)).isEqualTo("done");
    assertThat(client().get(model).json().get("trained").asBoolean()).isFalse();
    assertThat(client().get("/v1/nn/models/other").json().get("trained").asBoolean()).isTrue();
    assertThat(best("/v1/nn/models/other", 1)).isEqualTo(1);
    assertThat(
            client()
                .post(model + "/train", "{\"solver\": \"%s\", \"data\": \"no\"}".formatted(solver))
                .expect(400)
                .text())
        .contains("data is not in the import folder");
    assertThat(
            client()
                .post(
                    model + "/train",
                    "{\"solver\": \"%s\", \"data\": \"tiny\", \"store\": \"other\"}"
                        .formatted(solver))
                .expect(409)
                .text())
        .contains("model-exists");
  }

  @Test
  void whatWasStoppedEndsAsWhatWasNot() {
    String whole = TinyImages.add(client(), "whole");
    String halted = TinyImages.add(client(), "halted");
    String solver = TinyImages.solver(20_000);
    String undisturbed = train(whole, TinyImages.form(solver));
    assertThat(end(undisturbed)).isEqualTo("done");

    String job = train(halted, TinyImages.form(solver));
    try (EventReader events = jobs.watch(job)) {
      events.await("loss");
    }
    client().delete(job).expect(200);
    assertThat(end(job)).isEqualTo("cancelled");
    assertThat(client().get(halted).json().get("trained").asBoolean()).isFalse();
    client().request("POST", job + "/resume").send().expect(202);
    try (EventReader events = jobs.watch(job)) {
      // Also of what was before the snapshot.
      assertThat(events.await("loss").data().get("iteration").asLong()).isEqualTo(1);
    }
    assertThat(end(job)).isEqualTo("done");

    JsonNode result = client().get(job + "/result").json();
    JsonNode expected = client().get(undisturbed + "/result").json();
    assertThat(result.get("iterations").asInt()).isEqualTo(20_000);
    assertThat(result.get("losses")).isEqualTo(expected.get("losses"));
    assertThat(result.get("tests")).isEqualTo(expected.get("tests"));
    assertThat(tensors(weights(halted))).isEqualTo(tensors(weights(whole)));
  }

  /** The file without the name of the job in it: the header ends where the tensors begin. */
  private static byte[] tensors(byte[] file) {
    int header =
        (int) java.nio.ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN).getLong();
    return java.util.Arrays.copyOfRange(file, 8 + header, file.length);
  }

  @Test
  void aRestartInterruptsAndTheJobGoesOn() {
    String model = TinyImages.add(client(), "halves");
    String job = train(model, TinyImages.form(TinyImages.solver(ENDLESS)));
    try (EventReader events = jobs.watch(job)) {
      events.await("loss");
    }

    service.stop();
    service.start();

    assertThat(jobs.state(job)).isEqualTo("interrupted");
    client().request("POST", job + "/resume").send().expect(202);
    try (EventReader events = jobs.watch(job)) {
      events.await("loss");
    }
    client().delete(job).expect(200);
    assertThat(end(job)).isEqualTo("cancelled");
    client().delete(job).expect(204);
    assertThat(service.files().stream().filter(file -> file.startsWith("uploads/"))).isEmpty();
  }

  @Test
  void queriesDoNotWaitForATraining() {
    String model = TinyImages.add(client(), "halves");
    String job = train(model, TinyImages.form(TinyImages.solver(ENDLESS)));
    try (EventReader events = jobs.watch(job)) {
      events.await("loss");
    }

    client().post("/v1/linalg/gemm", "{\"a\": [[1, 2]], \"b\": [[3], [4]]}").expect(200);

    assertThat(jobs.state(job)).isEqualTo("running");
    client().delete(job).expect(200);
    end(job);
  }

  @Test
  void aLossThatIsNoNumberNamesTheLayer() {
    String model = TinyImages.add(client(), "halves");
    String job =
        train(
            model,
            TinyImages.form(TinyImages.solver(5000).replace("base_lr: 0.5", "base_lr: 3e38")));

    assertThat(end(job)).isEqualTo("failed");

    assertThat(client().get(job + "/result").expect(422).json().get("detail").asText())
        .contains("in iteration", "scores");
    assertThat(client().get(model).json().get("trained").asBoolean()).isFalse();
  }

  @Test
  void whatCannotBeTrainedIsRefusedAtOnce() {
    String model = TinyImages.add(client(), "halves");
    assertThat(refused(model, TinyImages.form("max_iter: 5 base_lr: 1 lr_policy: \"odd\""), 400))
        .contains("solver:1:", "odd");
    assertThat(refused(model, new Form().file("solver", "s", new byte[] {'a'}), 400))
        .contains("parts called data");
    client()
        .request("POST", "/v1/nn/models?name=linear")
        .body("application/octet-stream", OnnxCases.bytes("test_Linear"))
        .send()
        .expect(201);
    assertThat(refused("/v1/nn/models/linear", TinyImages.form(TinyImages.solver(5)), 422))
        .contains("has no loss to learn from");
    assertThat(client().get("/v1/jobs").json().get("jobs")).isEmpty();
    assertThat(service.files().stream().filter(file -> file.startsWith("uploads/"))).isEmpty();
  }

  private String refused(String model, Form form, int status) {
    Answer answer = form.sendTo(client(), model + "/train");
    return answer.expect(status).json().get("detail").asText();
  }

  @Test
  void damagedImagesFailTheJobAlone() {
    String model = TinyImages.add(client(), "halves");
    Form form =
        new Form()
            .file("solver", "s.prototxt", TinyImages.solver(5).getBytes(StandardCharsets.UTF_8));
    for (TinyImages.NamedBytes file : TinyImages.files()) {
      form.file("data", file.name(), java.util.Arrays.copyOf(file.content(), 100));
    }

    String job = train(model, form);

    assertThat(end(job)).isEqualTo("failed");
    assertThat(client().get(job + "/result").expect(400).json().get("detail").asText())
        .contains("data/train-")
        .doesNotContain(service.data().toString());
  }
}
