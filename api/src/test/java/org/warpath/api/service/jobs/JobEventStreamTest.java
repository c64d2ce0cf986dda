package org.warpath.api.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.jobs.EventReader.Event;

class JobEventStreamTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private static final JobCalls CALLS = new JobCalls(SERVICE);

  @BeforeAll
  static void addGraph() {
    CALLS.generate("g", 10);
  }

  @Test
  void tellsStatesAndProgressToTheEnd() {
    String job = CALLS.submit("g", "pagerank", "{\"iterations\": 1500}");

    List<Event> events = watchToEnd(job);

    assertThat(states(events)).containsExactly("queued", "running", "done");
    assertThat(events).isSortedAccordingTo((a, b) -> Long.compare(a.id(), b.id()));
    assertThat(events.stream().map(Event::id)).doesNotHaveDuplicates();
    List<JsonNode> progress =
        events.stream().filter(e -> e.kind().equals("progress")).map(Event::data).toList();
    assertThat(progress).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    assertThat(progress.getLast().get("done").asInt()).isEqualTo(1500);
    assertThat(progress)
        .allSatisfy(step -> {
          assertThat(step.get("step").asText()).isNotEmpty();
          assertThat(step.get("total").asInt()).isEqualTo(1500);
          assertThat(step.get("residual").isNumber()).isTrue();
        });
    assertThat(events.getLast().data()).isEqualTo(CALLS.show(job));
  }

  private static List<Event> watchToEnd(String job) {
    try (EventReader events = CALLS.watch(job)) {
      return events.toEnd();
    }
  }

  private static List<String> states(List<Event> events) {
    return events.stream()
        .filter(event -> event.kind().equals("state"))
        .map(event -> event.data().get("state").asText())
        .toList();
  }

  @Test
  void whoComesBackMissesNothingAndHearsNothingTwice() {
    String job = CALLS.submit("g", "pagerank", "{\"iterations\": 2000}");
    List<Event> heard = new ArrayList<>();
    try (EventReader whole = CALLS.watch(job)) {
      long last = 0;
      boolean ended = false;
      while (!ended) {
        try (EventReader part = CALLS.watchAfter(job, last)) {
          for (int i = 0; i < 3 && !ended; i++) {
            Event event = Objects.requireNonNull(part.next());
            heard.add(event);
            last = event.id();
            ended = event.data().path("state").asText().equals("done");
          }
        }
      }

      assertThat(heard).isEqualTo(whole.toEnd());
    }
    // Now that all is said, a browser that came back would come for ever.
    SERVICE
        .client()
        .request("GET", job + "/events")
        .header("Last-Event-ID", Long.toString(heard.getLast().id()))
        .send()
        .expect(204);
  }

  @Test
  void tellsTheEndToWhoComesAfterIt() {
    String job = CALLS.submit("g", "pagerank", "{\"iterations\": 3}");
    List<Event> events = watchToEnd(job);

    try (EventReader late = CALLS.watch(job)) {
      assertThat(late.toEnd()).containsExactly(events.getLast());
    }
    try (EventReader late = CALLS.watchAfter(job, events.getLast().id() - 1)) {
      assertThat(late.toEnd()).containsExactly(events.getLast());
    }
  }

  @Test
  void idsAscendFromOneAttemptToTheNextAndFromOneProcessToTheNext() {
    try (RunningService service =
        RunningService.with(config -> config.withSamples(false)).start()) {
      JobCalls calls = new JobCalls(service);
      calls.generate("g", 14);
      String job = calls.submitEndless("g");
      long running;
      try (EventReader events = calls.watch(job)) {
        running = events.await("progress").id();
      }
      service.stop();
      service.start();

      long interrupted;
      try (EventReader events = calls.watchAfter(job, running)) {
        Event end = Objects.requireNonNull(events.next());
        assertThat(end.data().get("state").asText()).isEqualTo("interrupted");
        interrupted = end.id();
      }
      assertThat(interrupted).isGreaterThan(running);
      calls.resume(job).expect(202);
      try (EventReader events = calls.watchAfter(job, interrupted)) {
        Event again = Objects.requireNonNull(events.next());
        assertThat(again.data().get("state").asText()).isEqualTo("queued");
        assertThat(again.id()).isGreaterThan(interrupted);
      }
      calls.cancel(job);
    }
  }

  @Test
  void anIdThatCannotBeIsRefusedOrHearsAll() {
    String job = CALLS.submit("g", "pagerank", "{\"iterations\": 4}");
    watchToEnd(job);
    SERVICE
        .client()
        .request("GET", job + "/events")
        .header("Last-Event-ID", "x")
        .invalid()
        .send()
        .expectProblem(400, "invalid-request");
    try (EventReader events = CALLS.watchAfter(job, Long.MAX_VALUE / 10)) {
      assertThat(states(events.toEnd())).containsExactly("done");
    }
  }

  @Test
  void heartbeatsKeepASilentConnectionAndShowThatAWatcherLeft(@TempDir Path folder)
      throws Exception {
    RunningService quick =
        RunningService.with(config ->
            config
                .withSamples(false)
                .withLimits(
                    Limits.withIdleTimeout(config.limits(), java.time.Duration.ofSeconds(2))));
    try (RunningService service = quick.start()) {
      JobCalls calls = new JobCalls(service);
      calls.generate("g", 14);
      String running = calls.submitEndless("g");
      String waiting = calls.submit("g", "pagerank", "{\"iterations\": 999999999}");
      try (EventReader events = calls.watch(waiting)) {
        events.awaitHeartbeats(6); // twice the time after which silence ends a connection
        assertThat(watchers(folder)).isEqualTo(1);
      }
      while (watchers(folder) > 0) {
        Thread.sleep(100);
      }
      assertThat(calls.state(waiting)).isEqualTo("queued");
      calls.cancel(waiting);
      calls.cancel(running);
    }
  }

  /** Threads that follow a job's events for a watcher. */
  private static long watchers(Path folder) throws IOException {
    Path dump = folder.resolve("threads");
    Files.deleteIfExists(dump);
    java.lang.management.ManagementFactory.getPlatformMXBean(
            com.sun.management.HotSpotDiagnosticMXBean.class)
        .dumpThreads(
            dump.toString(),
            com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
    try (var lines = Files.lines(dump)) {
      return lines.filter(line -> line.contains("EventStream.follow(")).count();
    }
  }
}
