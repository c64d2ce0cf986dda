package org.warpath.api.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends calls, again where that is safe, and turns problems into exceptions. */
final class Transport {
  private static final int PROBLEM_BYTES = 1 << 20;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final HttpClient http;
  private final Settings settings;

  /**
   * Where to, and how.
   *
   * @param base the service's address, ending in a slash
   * @param key the API key; null for none
   * @param timeout how long an answer may take to begin, and then be silent
   * @param attempts how often at most a call is sent
   */
  record Settings(URI base, @Nullable String key, Duration timeout, int attempts) {}

  Transport(HttpClient http, Settings settings) {
    this.http = http;
    this.settings = settings;
  }

  Settings settings() {
    return settings;
  }

  HttpClient http() {
    return http;
  }

  /** The answer as {@code type}. */
  <T> T json(Call call, Class<T> type) {
    return read(call, Reading.json(type));
  }

  /** The answer as text. */
  String text(Call call) {
    return read(
        call, new Reading<>(body -> new String(body.readAllBytes(), StandardCharsets.UTF_8)));
  }

  /** The answer is of no interest. */
  void discard(Call call) {
    read(call, new Reading<>(InputStream::readAllBytes));
  }

  /** What {@code reading} makes of the answer. */
  <T> T read(Call call, Reading<T> reading) {
    return read(send(call), reading);
  }

  /** What {@code reading} makes of {@code response}. */
  static <T> T read(HttpResponse<InputStream> response, Reading<T> reading) {
    InputStream body = response.body();
    boolean leaveOpen = false;
    try {
      T result = reading.reader().read(body);
      leaveOpen = reading.open();
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException("%s: %s".formatted(response.uri(), e), e);
    } finally {
      if (!leaveOpen) {
        close(body);
      }
    }
  }

  /** Closes a body, read to its end or not. */
  static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The answer, whose body the caller closes.
   *
   * @throws WarpathException if the service says that something is wrong
   * @throws UncheckedIOException if there is no answer
   */
  HttpResponse<InputStream> send(Call call) {
    return send(call, settings.timeout());
  }

  /** As {@link #send(Call)}, with a body that may be silent for {@code silence}. */
  HttpResponse<InputStream> send(Call call, Duration silence) {
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt >= settings.attempts();
      Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 8));
      try {
        HttpResponse<InputStream> response = http.send(request(call), watched(silence));
        if (response.statusCode() / 100 == 2) {
          return response;
        }
        WarpathException problem = problem(response);
        pause = problem.retryAfter().orElse(pause);
        if (last || pause.compareTo(LONGEST_PAUSE) > 0 || !repeatable(call, problem.status())) {
          throw problem;
        }
      } catch (IOException e) {
        // Who waited for as long as he would does not want to wait as long again.
        if (last || !call.repeatable() || e instanceof HttpTimeoutException) {
          throw new UncheckedIOException(
              "no answer to " + call.method + " " + settings.base() + call.path + ": " + e, e);
        }
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
      sleep(pause);
    }
  }

  /** Whether the service, or a proxy before it, says that it may be otherwise soon. */
  static boolean isTemporary(int status) {
    return switch (status) {
      case 429, 502, 503, 504 -> true;
      default -> false;
    };
  }

  private static boolean repeatable(Call call, int status) {
    // A proxy that had no answer (502, 504) may have passed the call on.
    boolean refused = status == 429 || status == 503;
    return isTemporary(status) && (refused ? call.refusalRepeatable() : call.repeatable());
  }

  private HttpRequest request(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.base() + call.target()))
            .method(call.method, call.body());
    call.headers.forEach(request::setHeader);
    if (settings.key() != null) {
      request.setHeader("Authorization", "Bearer " + settings.key());
    }
    if (call.isUpload()) {
      // A refusal then comes before the body is sent, not in the midst of it.
      request.expectContinue(true);
    } else {
      request.timeout(settings.timeout());
    }
    return request.build();
  }

  private static HttpResponse.BodyHandler<InputStream> watched(Duration silence) {
    return info ->
        HttpResponse.BodySubscribers.mapping(
            BodyHandlers.ofInputStream().apply(info), in -> new WatchedStream(in, silence));
  }

  private static WarpathException problem(HttpResponse<InputStream> response) throws IOException {
    byte[] bytes;
    try (InputStream body = response.body()) {
      bytes = body.readNBytes(PROBLEM_BYTES);
    }
    return new WarpathException(
        response.statusCode(), members(response, bytes), retryAfter(response));
  }

  private static Map<String, Object> members(HttpResponse<?> response, byte[] body) {
    String contentType = response.headers().firstValue("Content-Type").orElse("");
    if (contentType.contains("json")) {
      try {
        return Json.MAPPER.readValue(body, new TypeReference<>() {});
      } catch (JacksonException e) {
        // Told as text below.
      } catch (IOException e) {
        throw new IllegalStateException("bytes in memory are always read", e);
      }
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "about:blank");
    members.put("title", "HTTP status " + response.statusCode());
    members.put("detail", new String(body, StandardCharsets.UTF_8).strip());
    response.headers().firstValue("X-Request-Id").ifPresent(id -> members.put("requestId", id));
    return members;
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,9}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static UncheckedIOException interrupted(Exception cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException interruption = new InterruptedIOException("interrupted");
    interruption.initCause(cause);
    return new UncheckedIOException(interruption);
  }
}
