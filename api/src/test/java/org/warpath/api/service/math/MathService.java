package org.warpath.api.service.math;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.linalg.io.Npy;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.Npz;

/** A service in this JVM, and requests that reach it over HTTP. */
final class MathService implements AutoCloseable {
  static final String JSON = "application/json";
  static final String NPY = "application/x-npy";
  static final String NPZ = "application/x-npz";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final RunningService service;

  private MathService(RunningService service) {
    this.service = service;
  }

  /** Without the shipped graph, and with what {@code settings} makes of the usual settings. */
  static MathService start(UnaryOperator<ServiceConfig> settings) {
    return new MathService(
        RunningService.with(config -> settings.apply(config.withSamples(false))).start());
  }

  int port() {
    return service.service().port();
  }

  /** What came back. */
  record Reply(int status, String contentType, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
      succeeded(JSON);
      return tree();
    }

    private JsonNode tree() {
      try {
        return MAPPER.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(text(), e);
      }
    }

    NpyArray npy() {
      succeeded(NPY);
      try {
        return Npy.read(new ByteArrayInputStream(body), "answer", body.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Map<String, NpyArray> npz() {
      succeeded(NPZ);
      try {
        return Npz.read(new ByteArrayInputStream(body));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void succeeded(String expectedType) {
      assertThat(status).as(contentType.contains("json") ? text() : "status").isEqualTo(200);
      assertThat(contentType).startsWith(expectedType);
    }

    /** The problem that it must be. */
    JsonNode problem(int expectedStatus, String type) {
      assertThat(status).as(text()).isEqualTo(expectedStatus);
      assertThat(contentType).startsWith("application/problem+json");
      JsonNode problem = tree();
      assertThat(problem.get("type").asText()).as(text()).isEqualTo("/problems/" + type);
      assertThat(problem.get("status").asInt()).isEqualTo(expectedStatus);
      return problem;
    }

    /** The detail of the problem that it must be. */
    String detail(int expectedStatus, String type) {
      return problem(expectedStatus, type).get("detail").asText();
    }
  }

  /** Posts JSON, which the contract allows. */
  Reply json(String target, String body) {
    return post(target, JSON, body.getBytes(StandardCharsets.UTF_8), "*/*");
  }

  /** Posts what the contract allows. */
  Reply post(String target, String contentType, byte[] body, String accept) {
    return reply(request(target, contentType, body, accept));
  }

  /** Posts JSON that the contract may not allow. */
  Reply wrongJson(String target, String body) {
    return wrong(target, JSON, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Posts what the contract may not allow. */
  Reply wrong(String target, String contentType, byte[] body) {
    return wrong(target, contentType, body, "*/*");
  }

  /** Posts what the contract may not allow. */
  Reply wrong(String target, String contentType, byte[] body, String accept) {
    return reply(request(target, contentType, body, accept).invalid());
  }

  private ServiceClient.Request request(
      String target, String contentType, byte[] body, String accept) {
    return service.client().request("POST", target).accept(accept).body(contentType, body);
  }

  private static Reply reply(ServiceClient.Request request) {
    Answer answer = request.send();
    return new Reply(answer.status(), answer.mediaType(), answer.bytes());
  }

  /**
   * Posts what it does not announce the size of, and, if {@code contentType} is empty, the type.
   */
  Reply unannounced(String target, String contentType, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.uri().resolve(target))
            .timeout(Duration.ofMinutes(2))
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      return new Reply(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(target, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static byte[] npy(NpyArray array) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Npy.write(bytes, array);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] npz(Map<String, NpyArray> arrays) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Npz.write(bytes, arrays);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A file that math_fixtures.py wrote with NumPy. */
  static byte[] fixture(String name) {
    try (var in = MathService.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
