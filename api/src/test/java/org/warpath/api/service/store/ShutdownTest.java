package org.warpath.api.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.api.service.jobs.EventReader;
import org.warpath.api.service.jobs.JobCalls;

/** The program is told to end (SIGTERM). */
class ShutdownTest {
  /** What runs have, and some more for the rest and for a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration LIMIT = PATIENCE.plusSeconds(30);

  @TempDir Path folder;
  private Path data;
  private Path log;

  @BeforeEach
  void choosePlaces() throws Exception {
    data = folder.resolve("data");
    log = Files.createFile(folder.resolve("log"));
  }

  private KillableService start() {
    return KillableService.start(data, log);
  }

  @Test
  void aShortRunFinishesWhatWaitsIsInterruptedAndWhatComesIsRefused() throws Exception {
    String running;
    String waiting;
    try (KillableService service = start();
        ServiceClient client = new ServiceClient(service.address())) {
      JobCalls calls = new JobCalls(client);
      calls.generate("g", 14);
      running = calls.submit("g", "pagerank", iterationsOf(calls, 3));
      calls.awaitProgress(running);
      waiting = calls.submit("g", "pagerank", "{\"iterations\": 77777}");
      try (EventReader events = calls.watch(running)) {
        service.terminate();

        Answer refused = awaitRefusal(service.address());
        assertThat(refused.expectProblem(503, "shutting-down").header("Retry-After"))
            .isEqualTo("5");
        client.get("/v1/jobs").expectProblem(503, "shutting-down");
        assertThat(events.toEnd().getLast().data().get("state").asText()).isEqualTo("done");
      }
      assertThat(service.exitCode(LIMIT)).isZero();
    }
    assertThat(log).content().doesNotContain(" WARN ", " ERROR ");
    assertThat(data.resolve("native")).isEmptyDirectory();

    try (KillableService service = start();
        ServiceClient client = new ServiceClient(service.address())) {
      JobCalls calls = new JobCalls(client);
      assertThat(calls.result(running).expect(200).json().get("top")).hasSize(10);
      assertThat(calls.state(waiting)).isEqualTo("interrupted");
      calls.resume(waiting).expect(202);
      calls.awaitProgress(waiting);
      calls.cancel(waiting);
    }
  }

  /** A request for so many iterations that they take some {@code seconds}. */
  private static String iterationsOf(JobCalls calls, int seconds) {
    String job = calls.submitEndless("g");
    try (EventReader events = calls.watch(job)) {
      EventReader.Event first = events.await("progress");
      EventReader.Event last = first;
      for (int i = 0; i < 10; i++) {
        last = events.await("progress");
      }
      double millis = (last.id() - first.id()) / 1000.0;
      int iterations = last.data().get("done").asInt() - first.data().get("done").asInt();
      return "{\"iterations\": %d}".formatted((int) (iterations * seconds * 1000 / millis));
    } finally {
      calls.cancel(job);
    }
  }

  /** Comes anew until it is refused. */
  private static Answer awaitRefusal(URI address) throws InterruptedException {
    while (true) {
      try (ServiceClient late = new ServiceClient(address)) {
        Answer answer = late.get("/v1/graphs");
        if (answer.status() != 200) {
          return answer;
        }
      }
      Thread.sleep(20);
    }
  }

  @Test
  void aLongRunIsInterruptedInTimeAndCanBeResumed() {
    String job;
    try (KillableService service = start();
        ServiceClient client = new ServiceClient(service.address())) {
      JobCalls calls = new JobCalls(client);
      calls.generate("g", 14);
      job = calls.submitEndless("g");
      calls.awaitProgress(job);
      try (EventReader events = calls.watch(job)) {
        long began = System.nanoTime();
        service.terminate();

        assertThat(events.toEnd().getLast().data().get("state").asText()).isEqualTo("interrupted");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(PATIENCE, LIMIT);
      }
      assertThat(service.exitCode(LIMIT)).isZero();
    }

    try (KillableService service = start();
        ServiceClient client = new ServiceClient(service.address())) {
      JobCalls calls = new JobCalls(client);
      assertThat(calls.state(job)).isEqualTo("interrupted");
      calls.resume(job).expect(202);
      try (EventReader events = calls.watch(job)) {
        assertThat(Objects.requireNonNull(events.await("progress")).data().get("done").asInt())
            .isPositive();
      }
      calls.cancel(job);
      assertThat(calls.awaitEnd(job)).isEqualTo("cancelled");
    }
  }

  @Test
  void anIdleServiceEndsAtOnce() {
    try (KillableService service = start()) {
      assertThat(service.address()).hasHost("127.0.0.1");
      long began = System.nanoTime();

      service.terminate();

      assertThat(service.exitCode(LIMIT)).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
    }
  }
}
