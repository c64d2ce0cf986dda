package org.warpath.api.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.api.service.jobs.EventReader;
import org.warpath.api.service.jobs.JobCalls;
import org.warpath.api.service.nn.OnnxCases;
import org.warpath.api.service.nn.TinyImages;

/**
 * Models come and go, and one is trained, while the program is killed again and again: what was
 * acknowledged is there, and the training ends with the weights of one that nobody disturbed.
 */
class ModelCrashTest {
  private static final int KILLS = 10;
  private static final long SEED = Long.getLong("warpath.crash.seed", System.nanoTime());
  private static final int LONGEST_LOAD_MILLIS = 800;
  private static final int ITERATIONS = 20_000;
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final String ROW = "{\"inputs\": {\"0\": [[1,0,0,0,0,0,0,0,0,0]]}}";

  @TempDir Path temporary;

  private final Random random = new Random(SEED);
  private final Set<String> present = new TreeSet<>();
  private @Nullable String doubt;
  private JsonNode values;

  @Test
  void modelsAndTrainingsOutliveEveryKill() throws Exception {
    Path data = temporary.resolve("data");
    Path log = Files.createFile(temporary.resolve("log"));
    byte[] undisturbed;
    String job;
    try (KillableService service = KillableService.start(data, log);
        ServiceClient client = new ServiceClient(service.address())) {
      undisturbed = train(client, "undisturbed");
      add(client, "a");
      values = predict(client, "a");
      TinyImages.add(client, "disturbed");
      job = submit(client, "disturbed");
      service.kill();
    }
    for (int kill = 0; kill < KILLS; kill++) {
      try (KillableService service = KillableService.start(data, log);
          ServiceClient client = new ServiceClient(service.address())) {
        try {
          inspect(client, data);
          resume(client, job);
          load(service, client);
        } catch (Throwable e) {
          throw new AssertionError(
              "after %d kills, seed %d; the services logged:%n%s"
                  .formatted(kill + 1, SEED, service.log()),
              e);
        }
      }
    }
    try (KillableService service = KillableService.start(data, log);
        ServiceClient client = new ServiceClient(service.address())) {
      inspect(client, data);
      resume(client, job);
      awaitEnd(client, job);
      assertThat(weights(client, "disturbed")).isEqualTo(undisturbed);
      new DataFolder(data).check();
    }
  }

  private static byte[] train(ServiceClient client, String name) {
    TinyImages.add(client, name);
    awaitEnd(client, submit(client, name));
    return weights(client, name);
  }

  private static String submit(ServiceClient client, String name) {
    return TinyImages.form(TinyImages.solver(ITERATIONS))
        .sendTo(client, "/v1/nn/models/" + name + "/train")
        .expect(202)
        .header("Location");
  }

  private static void awaitEnd(ServiceClient client, String job) {
    JobCalls jobs = new JobCalls(client);
    try (EventReader events = jobs.watch(job)) {
      EventReader.Event event = events.next();
      while (event != null) {
        event = events.next();
      }
    }
    assertThat(jobs.state(job)).isEqualTo("done");
  }

  /** The tensors alone: the header before them names the job. */
  private static byte[] weights(ServiceClient client, String name) {
    byte[] file = client.get("/v1/nn/models/" + name + "/weights").expect(200).bytes();
    int header = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return Arrays.copyOfRange(file, Long.BYTES + header, file.length);
  }

  private void add(ServiceClient client, String name) {
    doubt = name;
    client
        .request("POST", "/v1/nn/models?name=" + name)
        .body("application/octet-stream", OnnxCases.bytes("test_Linear"))
        .send()
        .expect(201);
    present.add(name);
    doubt = null;
  }

  private void delete(ServiceClient client, String name) {
    doubt = name;
    client.delete("/v1/nn/models/" + name).expect(204);
    present.remove(name);
    doubt = null;
  }

  private static JsonNode predict(ServiceClient client, String name) {
    return client.post("/v1/nn/models/" + name + "/predict", ROW).expect(200).json().get("values");
  }

  private void load(KillableService service, ServiceClient client) throws Exception {
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<?> load = thread.submit(() -> changeUntilKilled(client));
      Thread.sleep(random.nextInt(LONGEST_LOAD_MILLIS));
      service.kill();
      load.get();
    }
  }

  private void changeUntilKilled(ServiceClient client) {
    Random choice = new Random(SEED);
    try {
      while (true) {
        String name = NAMES.get(choice.nextInt(NAMES.size()));
        if (present.contains(name)) {
          delete(client, name);
        } else {
          add(client, name);
        }
      }
    } catch (UncheckedIOException e) {
      return; // killed
    }
  }

  private void inspect(ServiceClient client, Path data) {
    Set<String> listed = new TreeSet<>();
    for (JsonNode model : client.get("/v1/nn/models").expect(200).json().get("models")) {
      listed.add(model.get("name").asText());
    }
    new DataFolder(data).check();
    listed.removeAll(Set.of("undisturbed", "disturbed"));
    if (doubt != null) {
      if (listed.contains(doubt)) {
        present.add(doubt);
      } else {
        present.remove(doubt);
      }
      doubt = null;
    }
    assertThat(listed).isEqualTo(present);
    for (String name : listed) {
      assertThat(predict(client, name)).isEqualTo(values);
    }
  }

  private static void resume(ServiceClient client, String job) {
    String state = new JobCalls(client).state(job);
    assertThat(state).isIn("interrupted", "done");
    if (state.equals("interrupted")) {
      client.request("POST", job + "/resume").send().expect(202);
    }
  }
}
