package org.warpath.api.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.contract.ServiceClient;

/**
 * The real program under the hands of several clients, killed again and again: while it serves,
 * while it starts, while it recovers. {@code -Dwarpath.crash.kills} and {@code
 * -Dwarpath.crash.seed} change how often, and what is random.
 */
class CrashTest {
  private static final int KILLS = Integer.getInteger("warpath.crash.kills", 50);
  private static final long SEED = Long.getLong("warpath.crash.seed", System.nanoTime());
  private static final int CLIENTS = 4;
  private static final int LONGEST_LOAD_MILLIS = 800;

  @TempDir Path temporary;

  private final Random random = new Random(SEED);
  private final Map<GraphContent, Expectation> expectations = new HashMap<>();
  private Path data;
  private Path log;
  private DataFolder folder;
  private long startMillis;

  @Test
  void whatWasAcknowledgedOutlivesEveryKill() throws Exception {
    System.out.println("CrashTest: seed " + SEED);
    data = temporary.resolve("data");
    log = Files.createFile(temporary.resolve("log"));
    folder = new DataFolder(data);
    List<CrashClient> clients = begin();
    int kills = 0;
    while (kills < KILLS) {
      if (random.nextInt(4) == 0) {
        killWhileItStarts();
        kills++;
      }
      try (ServiceProcess service = ServiceProcess.start(data, log)) {
        try {
          inspect(service, clients);
          load(service, clients);
        } catch (Throwable e) {
          throw new AssertionError(
              "after %d kills, seed %d; the services logged:%n%s"
                  .formatted(kills, SEED, service.log()),
              e);
        }
        kills++;
      }
    }
    try (ServiceProcess service = ServiceProcess.start(data, log)) {
      inspect(service, clients);
    }
  }

  /** What is to be expected, from a service that nobody kills; and clients that know nothing. */
  private List<CrashClient> begin() {
    long startedNanos = System.nanoTime();
    try (ServiceProcess service = ServiceProcess.start(data, log);
        ServiceClient client = new ServiceClient(service.address())) {
      startMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
      for (GraphContent content : GraphContent.all()) {
        expectations.put(content, Expectation.learn(client, content));
      }
    }
    return IntStream.range(0, CLIENTS)
        .mapToObj(i -> new CrashClient("client" + i, expectations, random.nextLong()))
        .toList();
  }

  private void killWhileItStarts() throws InterruptedException {
    try (ServiceProcess starting = ServiceProcess.start(data, log)) {
      Thread.sleep(random.nextLong(startMillis + 1));
      starting.kill();
    }
  }

  private void inspect(ServiceProcess service, List<CrashClient> clients) {
    try (ServiceClient client = new ServiceClient(service.address())) {
      folder.check();
      assertThat(client.get("/v1/graphs").json().get("graphs")).hasSize(folder.graphCount());
      Map<String, List<JsonNode>> strangers = checkedJobs(client, clients);
      for (CrashClient known : clients) {
        Inspection inspection = inspection(client, known);
        inspection.settle(strangers.getOrDefault(known.name(), new ArrayList<>()));
        inspection.resumeJobs();
        inspection.check();
      }
      assertThat(strangers.values()).allSatisfy(left -> assertThat(left).isEmpty());
      folder.check();
      assertThat(known(clients)).isEqualTo(listed(client));
    }
  }

  private Inspection inspection(ServiceClient client, CrashClient known) {
    return new Inspection(client, expectations, known.ledger());
  }

  /** No job goes on by itself; those that no client knows, by the client they must be of. */
  private Map<String, List<JsonNode>> checkedJobs(ServiceClient client, List<CrashClient> clients) {
    Set<String> known = new HashSet<>();
    clients.forEach(one -> known.addAll(one.ledger().jobs.keySet()));
    Map<String, List<JsonNode>> strangers = new HashMap<>();
    Set<String> withResult = new HashSet<>();
    for (JsonNode job : client.get("/v1/jobs?limit=1000").json().get("jobs")) {
      assertThat(job.get("state").asText()).isNotIn("queued", "running");
      if (job.get("state").asText().equals("done")) {
        withResult.add(job.get("id").asText());
      }
      if (!known.contains(job.get("id").asText())) {
        String owner = job.get("graph").asText().split("-", 2)[0];
        strangers.computeIfAbsent(owner, any -> new ArrayList<>()).add(job);
      }
    }
    assertThat(folder.resultsOfJobs()).isEqualTo(withResult);
    return strangers;
  }

  private static Set<String> known(List<CrashClient> clients) {
    Set<String> graphs = new HashSet<>();
    clients.forEach(client -> graphs.addAll(client.ledger().graphs.keySet()));
    return graphs;
  }

  private static Set<String> listed(ServiceClient client) {
    Set<String> graphs = new HashSet<>();
    client.get("/v1/graphs").json().get("graphs").forEach(g -> graphs.add(g.get("name").asText()));
    return graphs;
  }

  private void load(ServiceProcess service, List<CrashClient> clients) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        ServiceClient client = new ServiceClient(service.address())) {
      List<Future<?>> loads = new ArrayList<>();
      for (CrashClient one : clients) {
        loads.add(threads.submit(() -> one.run(client, inspection(client, one))));
      }
      Thread.sleep(random.nextInt(LONGEST_LOAD_MILLIS));
      service.kill();
      for (Future<?> load : loads) {
        load.get();
      }
    }
  }
}
