package org.warpath.api.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.warpath.api.service.http.RawHttp.Answer;

/** More requests than the server takes, and requests under way when it stops. */
class BusyServerTest {
  private static final long LONG_AGO_SECONDS = 20;

  private final Semaphore begun = new Semaphore(0);
  private final CountDownLatch release = new CountDownLatch(1);

  private void routes(RoutesConfig routes) {
    routes.get("/work", this::work);
    routes.get(
        "/fail",
        context -> {
          throw new IllegalStateException("on purpose");
        });
    routes.get("/healthz", context -> context.result("ok"));
  }

  private void work(Context context) throws InterruptedException {
    begun.release();
    release.await();
    context.result("worked");
  }

  private static CompletableFuture<Answer> get(HttpServer server, String path) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return RawHttp.exchange(server.port(), RawHttp.get(path));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        Thread::startVirtualThread);
  }

  @Test
  void requestsAboveTheLimitAreRefusedAndOthersGoOn() throws Exception {
    try (HttpServer server =
        HttpServerTest.start(Map.of("limits.concurrentRequests", "2"), this::routes)) {
      CompletableFuture<Answer> first = get(server, "/work");
      CompletableFuture<Answer> second = get(server, "/work");
      assertThat(begun.tryAcquire(2, LONG_AGO_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(server.requestsUnderWay()).isEqualTo(2);

      Answer third = RawHttp.exchange(server.port(), RawHttp.get("/work"));
      assertThat(third.status()).isEqualTo(503);
      assertThat(third.problem().get("type").asText()).isEqualTo("/problems/overloaded");
      assertThat(third.head()).contains("Retry-After: 1");
      assertThat(RawHttp.exchange(server.port(), RawHttp.get("/healthz")).body()).isEqualTo("ok");

      release.countDown();
      assertThat(first.get(LONG_AGO_SECONDS, TimeUnit.SECONDS).body()).isEqualTo("worked");
      assertThat(second.get(LONG_AGO_SECONDS, TimeUnit.SECONDS).body()).isEqualTo("worked");
      for (int i = 0; i < 10; i++) {
        assertThat(RawHttp.exchange(server.port(), RawHttp.get("/fail")).status()).isEqualTo(500);
      }
      assertThat(RawHttp.exchange(server.port(), RawHttp.get("/work")).body()).isEqualTo("worked");
    }
  }

  @Test
  void aClientThatLeavesGivesItsPlaceBack() throws Exception {
    try (HttpServer server =
        HttpServerTest.start(Map.of("limits.concurrentRequests", "1"), this::routes)) {
      try (RawHttp client = new RawHttp(server.port())) {
        client.send(RawHttp.get("/work"));
        assertThat(begun.tryAcquire(LONG_AGO_SECONDS, TimeUnit.SECONDS)).isTrue();
      }
      release.countDown();

      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONG_AGO_SECONDS);
      while (server.requestsUnderWay() > 0) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.onSpinWait();
      }
      assertThat(RawHttp.exchange(server.port(), RawHttp.get("/work")).body()).isEqualTo("worked");
    }
  }

  @Test
  void requestsUnderWayFinishWhenTheServerStops() throws Exception {
    HttpServer server = HttpServerTest.start(Map.of("shutdownTimeout", "30s"), this::routes);
    int port = server.port();
    try (RawHttp kept = new RawHttp(port)) {
      kept.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(kept.answerOfOne().status()).isEqualTo(200);
      CompletableFuture<Answer> underWay = get(server, "/work");
      assertThat(begun.tryAcquire(LONG_AGO_SECONDS, TimeUnit.SECONDS)).isTrue();

      CompletableFuture<Void> stopped =
          CompletableFuture.runAsync(server::close, Thread::startVirtualThread);
      awaitRefusal(port);
      assertThat(stopped).isNotDone();

      release.countDown();
      assertThat(underWay.get(LONG_AGO_SECONDS, TimeUnit.SECONDS).body()).isEqualTo("worked");
      assertThat(stopped).succeedsWithin(Duration.ofSeconds(LONG_AGO_SECONDS));
    }
  }

  @Test
  void requestsThatDoNotEndAreCutOff() throws Exception {
    HttpServer server = HttpServerTest.start(Map.of("shutdownTimeout", "300ms"), this::routes);
    CompletableFuture<Answer> underWay = get(server, "/work");
    assertThat(begun.tryAcquire(LONG_AGO_SECONDS, TimeUnit.SECONDS)).isTrue();

    server.close();

    assertThat(underWay.handle((answer, thrown) -> answer == null || answer.head().isEmpty()))
        .succeedsWithin(Duration.ofSeconds(LONG_AGO_SECONDS))
        .isEqualTo(true);
    release.countDown();
  }

  private static void awaitRefusal(int port) throws Exception {
    for (int i = 0; i < 1000; i++) {
      try (RawHttp _ = new RawHttp(port)) {
        Thread.sleep(10);
      } catch (ConnectException e) {
        return;
      }
    }
    throw new AssertionError("connections are still taken");
  }
}
