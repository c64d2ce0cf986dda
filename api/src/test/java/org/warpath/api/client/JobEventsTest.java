package org.warpath.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.warpath.api.client.ScriptedServer.beginChunked;
import static org.warpath.api.client.ScriptedServer.chunk;
import static org.warpath.api.client.ScriptedServer.respond;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.warpath.api.client.answer.Job;
import org.warpath.api.client.answer.JobEvent;
import org.warpath.api.client.answer.PageRankAnswer;

/** A job is followed to its end, whatever becomes of the connection. */
@Timeout(60)
class JobEventsTest {
  private static final String PROBLEM = "application/problem+json";

  @Test
  void aConnectionThatBreaksOffGoesOnWhereItWas() {
    CountDownLatch heardThird = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start((request, out) -> {
              beginChunked(out, "text/event-stream");
              switch (request.number()) {
                case 1 -> {
                  chunk(out, "retry: 10\n" + state(1, "queued") + state(2, "running"));
                  chunk(out, progress(3, 1) + "id: 4\nevent: prog");
                  // Then hangs up within an event, and within the body. What has not been read
                  // by then is lost, and would be told again by a service.
                  heardThird.await();
                }
                case 2 -> {
                  chunk(out, progress(4, 2));
                  chunk(out, "");
                  // Ends the body properly, before the job's end.
                }
                default -> {
                  chunk(out, "id: 5\nevent: future\ndata: ?\n\n" + progress(6, 3));
                  chunk(out, state(7, "done"));
                  chunk(out, "");
                }
              }
            });
        WarpathClient client = server.client();
        JobEvents events = handle(client).events()) {
      List<JobEvent> heard = new ArrayList<>();
      for (JobEvent event : events) {
        heard.add(event);
        if (event.id() == 3) {
          heardThird.countDown();
        }
      }

      assertThat(heard).extracting(JobEvent::id).containsExactly(1L, 2L, 3L, 4L, 6L, 7L);
      assertThat(heard.getLast())
          .isInstanceOfSatisfying(
              JobEvent.StateChange.class,
              change -> assertThat(change.job().state()).isEqualTo(Job.State.DONE));
      assertThat(server.requests())
          .extracting(request -> request.header("Last-Event-ID"))
          .containsExactly("", "3", "4");
      assertThat(server.requests())
          .allSatisfy(request -> assertThat(request.target()).isEqualTo("/v1/jobs/j1/events"));
    }
  }

  @Test
  void waitingTellsOfProgress() {
    try (ScriptedServer server =
            ScriptedServer.start((request, out) -> {
              beginChunked(out, "text/event-stream");
              chunk(out, progress(1, 5) + progress(2, 6) + state(3, "failed"));
              chunk(out, "");
            });
        WarpathClient client = server.client()) {
      List<Long> done = new ArrayList<>();
      handle(client).await(progress -> done.add(progress.done()));
      assertThat(done).containsExactly(5L, 6L);
    }
  }

  @Test
  void aServiceThatIsAwayForAWhileIsWaitedFor() {
    try (ScriptedServer server =
            ScriptedServer.start((request, out) -> {
              if (request.number() <= 6) {
                respond(out, "503 Service Unavailable\r\nRetry-After: 0", PROBLEM, problem(503));
              } else {
                beginChunked(out, "text/event-stream");
                chunk(out, state(1, "interrupted"));
                chunk(out, "");
              }
            });
        WarpathClient client = server.client();
        JobEvents events = handle(client).events()) {
      List<JobEvent> heard = new ArrayList<>();
      events.forEach(heard::add);
      assertThat(heard).singleElement().isInstanceOf(JobEvent.StateChange.class);
    }
  }

  @Test
  void aJobThatIsNotThereIsNotWaitedFor() {
    try (ScriptedServer server =
            ScriptedServer.start(
                (request, out) -> respond(out, "404 Not Found", PROBLEM, problem(404)));
        WarpathClient client = server.client()) {
      assertThatThrownBy(() -> handle(client).await())
          .isInstanceOfSatisfying(
              WarpathException.class, e -> assertThat(e.status()).isEqualTo(404));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void closingWakesWhoWaits() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedServer server = silentAfterFirst(never);
        WarpathClient client = server.client()) {
      JobEvents events = handle(client).events();
      CountDownLatch first = new CountDownLatch(1);
      List<JobEvent> heard = new ArrayList<>();
      Thread reader =
          Thread.ofVirtual()
              .start(() ->
                  events.forEach(event -> {
                    heard.add(event);
                    first.countDown();
                  }));
      first.await();
      events.close();
      reader.join();
      assertThat(heard).hasSize(1);
      never.countDown();
    }
  }

  @Test
  void anInterruptedThreadStopsWaiting() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedServer server = silentAfterFirst(never);
        WarpathClient client = server.client()) {
      CountDownLatch first = new CountDownLatch(1);
      List<Throwable> thrown = new ArrayList<>();
      Thread waiter =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  handle(client).await(progress -> first.countDown());
                } catch (UncheckedIOException e) {
                  thrown.add(e.getCause());
                }
              });
      first.await();
      waiter.interrupt();
      waiter.join();
      assertThat(thrown).singleElement().isInstanceOf(InterruptedIOException.class);
      never.countDown();
    }
  }

  private static ScriptedServer silentAfterFirst(CountDownLatch never) {
    return ScriptedServer.start((request, out) -> {
      beginAndSay(out);
      never.await();
    });
  }

  private static void beginAndSay(OutputStream out) throws IOException {
    beginChunked(out, "text/event-stream");
    chunk(out, progress(1, 1));
  }

  private static JobHandle<PageRankAnswer> handle(WarpathClient client) {
    return client.jobs().handle("j1", PageRankAnswer.class);
  }

  private static String state(int id, String state) {
    return "id: %d\nevent: state\ndata: {\"id\": \"j1\", \"state\": \"%s\"}\n\n"
        .formatted(id, state);
  }

  private static String progress(int id, int done) {
    return "id: %d\nevent: progress\ndata: {\"step\": \"iterations\", \"done\": %d}\n\n"
        .formatted(id, done);
  }

  private static String problem(int status) {
    return "{\"type\": \"/problems/x\", \"status\": %d, \"detail\": \"d\"}".formatted(status);
  }
}
