package org.warpath.api.service.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The client of the tests: whatever it sends and receives is held against {@link Contract}. */
public final class ServiceClient implements AutoCloseable {
  private static final byte[] NO_BODY = {};

  private final URI base;
  private final Optional<String> apiKey;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** A client of the service at {@code base}, without an API key. */
  public ServiceClient(URI base) {
    this(base, Optional.empty());
  }

  private ServiceClient(URI base, Optional<String> apiKey) {
    this.base = base;
    this.apiKey = apiKey;
  }

  /** A client that sends {@code key} with each request. */
  public ServiceClient withKey(String key) {
    return new ServiceClient(base, Optional.of(key));
  }

  public Answer get(String target) {
    return request("GET", target).send();
  }

  public Answer delete(String target) {
    return request("DELETE", target).send();
  }

  /** Posts JSON, given as text. */
  public Answer post(String target, String json) {
    return request("POST", target).json(json).send();
  }

  /** Posts JSON. */
  public Answer post(String target, JsonNode json) {
    return post(target, json.toString());
  }

  /**
   * A request to complete.
   *
   * @param target path and query, percent-encoded
   */
  public Request request(String method, String target) {
    return new Request(method, target);
  }

  @Override
  public void close() {
    http.close();
  }

  /** A request in the making. */
  public final class Request {
    private final String method;
    private final String target;
    private final List<String> headers = new ArrayList<>();
    private byte[] body = NO_BODY;
    private boolean valid = true;

    private Request(String method, String target) {
      this.method = method;
      this.target = target;
      apiKey.ifPresent(key -> header("Authorization", "Bearer " + key));
    }

    public Request header(String name, String value) {
      headers.add(name);
      headers.add(value);
      return this;
    }

    public Request accept(String mediaType) {
      return header("Accept", mediaType);
    }

    public Request json(String text) {
      return body("application/json", text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public Request body(String contentType, byte[] bytes) {
      body = bytes;
      return header("Content-Type", contentType);
    }

    /** Says that this request breaks the contract on purpose: only the response is checked. */
    public Request invalid() {
      valid = false;
      return this;
    }

    /**
     * Sends it and reads all of the response.
     *
     * @throws AssertionError if the contract does not hold
     */
    public Answer send() {
      HttpRequest request = build();
      HttpResponse<byte[]> response = exchange(request, BodyHandlers.ofByteArray());
      return new Answer(checked(request, response, response.body()));
    }

    /**
     * Sends it and leaves the body to the caller, who reads and closes it. The body of an error is
     * read and held against the contract.
     *
     * @throws AssertionError if the contract does not hold, or the response is an error
     */
    public HttpResponse<InputStream> open() {
      HttpRequest request = build();
      HttpResponse<InputStream> response = exchange(request, BodyHandlers.ofInputStream());
      if (response.statusCode() >= 400) {
        try (InputStream in = response.body()) {
          Exchange exchange = checked(request, response, in.readAllBytes());
          throw new AssertionError("expected a stream: " + new Answer(exchange).text());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      if (valid) {
        List<String> violations =
            Contract.instance().requestViolations(of(request, response, NO_BODY));
        if (!violations.isEmpty()) {
          throw new AssertionError(method + " " + target + ": " + violations);
        }
      }
      return response;
    }

    private Exchange checked(HttpRequest request, HttpResponse<?> response, byte[] received) {
      Exchange exchange = of(request, response, received);
      if (valid) {
        Contract.instance().check(exchange);
      } else {
        Contract.instance().checkResponse(exchange);
      }
      return exchange;
    }

    private Exchange of(HttpRequest request, HttpResponse<?> response, byte[] received) {
      return new Exchange(
          method,
          target,
          request.headers().map(),
          body,
          response.statusCode(),
          response.headers().map(),
          received);
    }

    private HttpRequest build() {
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(URI.create(base + target))
              .timeout(Duration.ofMinutes(2))
              .method(
                  method,
                  body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
      if (!headers.isEmpty()) {
        builder.headers(headers.toArray(String[]::new));
      }
      return builder.build();
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
      try {
        return http.send(request, handler);
      } catch (IOException e) {
        throw new UncheckedIOException(method + " " + target, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(method + " " + target + " was interrupted", e);
      }
    }
  }
}
