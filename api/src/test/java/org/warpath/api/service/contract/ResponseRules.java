package org.warpath.api.service.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the document promises of responses. */
final class ResponseRules {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REQUEST_ID = "X-Request-Id";
  private static final String PROBLEM = "application/problem+json";

  private final Schemas schemas;
  private final DocumentNode problem;

  ResponseRules(Schemas schemas, DocumentNode problem) {
    this.schemas = schemas;
    this.problem = problem;
  }

  /** Of a response to a request for {@code operation}. */
  List<String> violations(Operation operation, Exchange exchange) {
    Optional<DocumentNode> response = operation.response(exchange.status());
    if (response.isEmpty()) {
      return List.of("status " + exchange.status() + " is not documented");
    }
    List<String> violations = new ArrayList<>();
    if (Exchange.values(exchange.responseHeaders(), REQUEST_ID).isEmpty()) {
      violations.add("header " + REQUEST_ID + " is missing");
    }
    response
        .get()
        .get("headers")
        .members()
        .forEach((name, header) -> {
          if (Exchange.values(exchange.responseHeaders(), name).isEmpty()
              && header.json().path("required").asBoolean()) {
            violations.add("header " + name + " is missing");
          }
        });
    Map<String, DocumentNode> content = response.get().get("content").members();
    String type = exchange.responseType();
    if (content.isEmpty()) {
      if (exchange.responseBody().length > 0) {
        violations.add("a body where there is to be none");
      }
    } else if (!content.containsKey(type)) {
      violations.add("content type \"" + type + "\" instead of one of " + content.keySet());
    } else {
      violations.addAll(bodyViolations(content.get(type).get("schema"), type, exchange));
    }
    return violations;
  }

  /** Of a response to a request that is for no operation. */
  List<String> violationsOutside(Exchange exchange) {
    boolean page =
        List.of("GET", "HEAD").contains(exchange.method())
            && !exchange.rawPath().startsWith("/v1/");
    if (exchange.method().equals("HEAD")) {
      return exchange.responseBody().length == 0 ? List.of() : List.of("HEAD answered by a body");
    }
    if (exchange.status() < 400) {
      boolean preflight = exchange.method().equals("OPTIONS");
      return page || preflight ? List.of() : List.of("answered, though it is in no document");
    }
    return problemViolations(exchange);
  }

  /** Of a response that must be a problem. */
  List<String> problemViolations(Exchange exchange) {
    return exchange.responseType().equals(PROBLEM)
        ? problemViolations(problem, exchange)
        : List.of("an error of content type \"" + exchange.responseType() + "\"");
  }

  private List<String> bodyViolations(DocumentNode schema, String type, Exchange exchange) {
    byte[] body = exchange.responseBody();
    return switch (type) {
      case "application/json" -> schemas.violations(schema, text(body));
      case PROBLEM -> problemViolations(schema, exchange);
      case "application/x-ndjson" -> linesOfJson(text(body));
      case "application/x-npy" -> beginning(body, 0x93, 'N', 'U', 'M', 'P', 'Y');
      case "application/x-npz" -> beginning(body, 'P', 'K');
      case "application/vnd.apache.arrow.stream" -> beginning(body, 0xff, 0xff, 0xff, 0xff);
      case "application/octet-stream" -> tensors(body);
      default -> RequestRules.utf8(body).isPresent() ? List.of() : List.of("the text is not UTF-8");
    };
  }

  /** The only such answer is of safetensors: its header's length in 8 bytes, and then JSON. */
  private static List<String> tensors(byte[] body) {
    return body.length > Long.BYTES && body[Long.BYTES] == '{'
        ? List.of()
        : List.of("no file of tensors");
  }

  private List<String> problemViolations(DocumentNode schema, Exchange exchange) {
    List<String> violations =
        new ArrayList<>(schemas.violations(schema, text(exchange.responseBody())));
    if (violations.isEmpty()) {
      JsonNode json = json(text(exchange.responseBody()));
      if (!Exchange.values(exchange.responseHeaders(), REQUEST_ID)
          .equals(List.of(json.path("requestId").asText()))) {
        violations.add("the problem's requestId is not the header's: " + json.path("requestId"));
      }
      if (json.path("status").asInt() != exchange.status()) {
        violations.add("the problem's status is not the response's");
      }
      if (!json.path("type").asText().matches("/problems/[a-z-]+")) {
        violations.add("the problem's type is not of this service: " + json.path("type"));
      }
      if (exchange.status() == 500) {
        violations.add("an error of the server");
      }
    }
    return violations;
  }

  private static List<String> linesOfJson(String text) {
    if (!text.isEmpty() && !text.endsWith("\n")) {
      return List.of("the last line does not end");
    }
    return text.lines()
        .filter(line -> !json(line).isObject())
        .limit(1)
        .map(line -> "a line that is no JSON object: " + line)
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }
  }

  private static List<String> beginning(byte[] body, int... expected) {
    int[] found = new int[Math.min(expected.length, body.length)];
    for (int i = 0; i < found.length; i++) {
      found[i] = body[i] & 0xff;
    }
    return Arrays.equals(found, expected)
        ? List.of()
        : List.of("the body begins with " + Arrays.toString(found));
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
