package org.warpath.api.service.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;

/**
 * A response that was found to fit the contract.
 *
 * @param exchange the request and the response
 */
public record Answer(Exchange exchange) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public int status() {
    return exchange.status();
  }

  public byte[] bytes() {
    return exchange.responseBody();
  }

  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /**
   * The body as JSON.
   *
   * @throws AssertionError if it is none
   */
  public JsonNode json() {
    try {
      return JSON.readTree(bytes());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text(), e);
    } catch (java.io.IOException e) {
      throw new IllegalStateException("bytes in memory are always read", e);
    }
  }

  /**
   * The header's first value.
   *
   * @throws AssertionError if there is none
   */
  public String header(String name) {
    return Exchange.values(exchange.responseHeaders(), name).stream()
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no header " + name + ": " + exchange.responseHeaders()));
  }

  /** Content type without parameters. */
  public String mediaType() {
    return exchange.responseType();
  }

  /**
   * This answer.
   *
   * @throws AssertionError unless it is of {@code status}
   */
  public Answer expect(int status) {
    if (status() != status) {
      throw new AssertionError(
          "%s %s: expected status %d, was %d: %s"
              .formatted(exchange.method(), exchange.target(), status, status(), text()));
    }
    return this;
  }

  /**
   * This answer.
   *
   * @param name the problem's type without {@code /problems/}
   * @throws AssertionError unless it is that problem
   */
  public Answer expectProblem(int status, String name) {
    expect(status);
    if (!json().path("type").asText().equals("/problems/" + name)) {
      throw new AssertionError("expected problem " + name + ", was " + text());
    }
    return this;
  }
}
