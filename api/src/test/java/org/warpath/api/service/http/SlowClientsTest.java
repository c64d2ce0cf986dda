package org.warpath.api.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.warpath.api.service.http.RawHttp.Answer;

/** Clients that hold a connection and do next to nothing with it. */
class SlowClientsTest {
  private static final Duration IDLE = Duration.ofMillis(400);
  private static final long LONG_AGO_SECONDS = 15;

  private final BlockingQueue<Object> ended = new LinkedBlockingQueue<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        HttpServerTest.start(
            Map.of("limits.idleTimeout", IDLE.toMillis() + "ms", "limits.bytesPerSecond", "1KiB"),
            this::routes);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void routes(RoutesConfig routes) {
    routes.post("/read", context -> context.result("" + RequestBody.bytes(context, 1000).length));
    routes.get("/think", SlowClientsTest::think);
    routes.get("/write", this::write);
  }

  private static void think(Context context) throws InterruptedException {
    // Not just when a timeout would be, or answer and timeout race.
    Thread.sleep(IDLE.multipliedBy(7).dividedBy(2));
    context.result("thought");
  }

  private void write(Context context) throws IOException {
    byte[] chunk = new byte[100_000];
    try (OutputStream out = context.res().getOutputStream()) {
      for (int i = 0; i < 1000; i++) {
        out.write(chunk);
      }
      ended.add("written");
    } catch (IOException e) {
      ended.add(e);
      throw e;
    }
  }

  @Test
  void aBodyThatStopsComingIsTimedOut() throws IOException {
    try (RawHttp client = new RawHttp(server.port())) {
      Answer answer =
          client.send("POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nxxx").answer();

      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.problem().get("type").asText()).isEqualTo("/problems/request-timeout");
    }
  }

  @Test
  void aBodyThatTricklesIsTimedOut() throws Exception {
    try (RawHttp client = new RawHttp(server.port())) {
      client.send("POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");

      assertThat(trickle(client)).isBetween(5, 100);
      Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.problem().get("detail").asText())
          .isEqualTo(
              "the body did not come in time: the body came more slowly than 1024 bytes a second");
    }
  }

  @Test
  void aBodyThatComesInTimeIsRead() throws Exception {
    try (RawHttp client = new RawHttp(server.port())) {
      client.send("POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n");
      for (int i = 0; i < 3; i++) {
        Thread.sleep(50);
        client.send("ab");
      }
      assertThat(client.answerOfOne().body()).isEqualTo("6");
    }
  }

  @Test
  void aHeadThatTricklesIsCutOff() throws Exception {
    try (RawHttp client = new RawHttp(server.port())) {
      client.send("GET /read HTTP/1.1\r\nHost: a\r\nX: ");

      assertThat(trickle(client)).isBetween(5, 100);
    }
  }

  @Test
  void aSecondHeadThatTricklesIsCutOff() throws Exception {
    try (RawHttp client = new RawHttp(server.port())) {
      client.send("GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.answerOfOne().status()).isEqualTo(404);
      client.send("GET /read HTTP/1.1\r\nHost: a\r\nX: ");

      assertThat(trickle(client)).isBetween(5, 100);
    }
  }

  @Test
  void aSilentConnectionIsClosed() throws IOException {
    try (RawHttp client = new RawHttp(server.port())) {
      assertThat(client.read()).isEqualTo(-1);
    }
  }

  @Test
  void anAnswerThatNobodyTakesIsBrokenOff() throws Exception {
    try (RawHttp client = new RawHttp(server.port())) {
      client.send("GET /write HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(ended.poll(LONG_AGO_SECONDS, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void anAnswerThatIsTakenTooSlowlyIsBrokenOff() throws Exception {
    try (HttpServer fast =
            HttpServerTest.start(
                Map.of(
                    "limits.idleTimeout", IDLE.toMillis() + "ms", "limits.bytesPerSecond", "64MiB"),
                this::routes);
        RawHttp client = new RawHttp(fast.port())) {
      client.send("GET /write HTTP/1.1\r\nHost: a\r\n\r\n");
      Object end = null;
      // 5 MB a second at most: never idle, yet 20 s for all of it.
      for (int i = 0; i < 250 && end == null; i++) {
        client.skip(100_000);
        end = ended.poll(20, TimeUnit.MILLISECONDS);
      }
      assertThat(end).isInstanceOf(IOException.class);
    }
  }

  @Test
  void longThoughtIsNoSlowClient() throws IOException {
    assertThat(RawHttp.exchange(server.port(), RawHttp.get("/think")).body()).isEqualTo("thought");
  }

  /** Sends a byte now and then, each well within the idle timeout; how many the server took. */
  private static int trickle(RawHttp client) throws InterruptedException {
    for (int sent = 0; sent < 150; sent++) {
      try {
        client.send("x");
        if (client.hasAnswer()) {
          return sent;
        }
      } catch (IOException e) {
        assertThat(e).isInstanceOf(SocketException.class);
        return sent;
      }
      Thread.sleep(IDLE.dividedBy(8));
    }
    throw new AssertionError("the server took 150 bytes in " + IDLE.multipliedBy(150 / 8));
  }
}
