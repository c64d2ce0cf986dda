package org.warpath.api.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A request to be sent. */
final class Call {
  static final String JSON = "application/json";

  final String method;
  final String path;
  final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, Object> query = new LinkedHashMap<>();
  private BodyPublisher body = BodyPublishers.noBody();
  private boolean repeatable;
  private boolean refusalRepeatable = true;
  private boolean upload;

  private Call(String method, String... segments) {
    this.method = method;
    this.path = Stream.of(segments).map(Call::encode).collect(Collectors.joining("/"));
    headers.put("Accept", JSON);
  }

  /** A request for {@code segments}, which need not be encoded; repeated if its answer is lost. */
  static Call get(String... segments) {
    return new Call("GET", segments).safe();
  }

  static Call post(String... segments) {
    return new Call("POST", segments);
  }

  static Call put(String... segments) {
    return new Call("PUT", segments);
  }

  static Call delete(String... segments) {
    return new Call("DELETE", segments);
  }

  Call accept(String mediaType) {
    return header("Accept", mediaType);
  }

  Call header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  Call query(Map<String, Object> values) {
    query.putAll(values);
    return this;
  }

  Call query(String name, Object value) {
    query.put(name, value);
    return this;
  }

  Call json(Object value) {
    try {
      return body(JSON, BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(value)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value + " cannot be written as JSON", e);
    }
  }

  Call body(String contentType, BodyPublisher publisher) {
    body = publisher;
    return header("Content-Type", contentType);
  }

  /** A body that the service should see the head of before it comes, and that may take long. */
  Call upload(String contentType, BodyPublisher publisher) {
    upload = true;
    return body(contentType, publisher);
  }

  /** Changes nothing at the server, so may be sent again if its answer is lost. */
  Call safe() {
    repeatable = true;
    return this;
  }

  /** Sent once, whatever becomes of it. */
  Call once() {
    repeatable = false;
    refusalRepeatable = false;
    return this;
  }

  BodyPublisher body() {
    return body;
  }

  boolean repeatable() {
    return repeatable;
  }

  /** Whether it may be sent again once the service has said that it is too busy for it. */
  boolean refusalRepeatable() {
    return refusalRepeatable;
  }

  boolean isUpload() {
    return upload;
  }

  /** Path and query, encoded. */
  String target() {
    return query.isEmpty()
        ? path
        : query.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue().toString()))
            .collect(Collectors.joining("&", path + "?", ""));
  }

  private static String encode(String text) {
    // As a segment of a path, . and .. would mean folders.
    return text.equals(".") || text.equals("..")
        ? text.replace(".", "%2E")
        : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
