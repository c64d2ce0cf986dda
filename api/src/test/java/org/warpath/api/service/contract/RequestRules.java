package org.warpath.api.service.contract;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.warpath.api.service.contract.Operation.Parameter;

/** What the document asks of requests. */
final class RequestRules {
  private final Schemas schemas;

  RequestRules(Schemas schemas) {
    this.schemas = schemas;
  }

  List<String> violations(Operation operation, Exchange exchange) {
    List<String> violations = new ArrayList<>();
    Map<String, List<String>> path = new LinkedHashMap<>();
    operation
        .path()
        .match(exchange.rawPath())
        .orElseThrow()
        .forEach((name, value) -> path.put(name, List.of(value)));
    check(operation.parametersIn("path"), path, violations);
    Map<String, List<String>> query = query(exchange.rawQuery(), violations);
    check(operation.parametersIn("query"), query, violations);
    for (String name : query.keySet()) {
      if (operation.parametersIn("query").stream().noneMatch(p -> p.name().equals(name))) {
        violations.add("unknown query parameter \"" + name + "\"");
      }
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Parameter parameter : operation.parametersIn("header")) {
      headers.put(parameter.name(), Exchange.values(exchange.requestHeaders(), parameter.name()));
    }
    check(operation.parametersIn("header"), headers, violations);
    checkBody(operation, exchange, violations);
    return violations;
  }

  private void check(
      List<Parameter> parameters, Map<String, List<String>> values, List<String> violations) {
    for (Parameter parameter : parameters) {
      List<String> given = values.getOrDefault(parameter.name(), List.of());
      String what = parameter.in() + " parameter \"" + parameter.name() + "\"";
      if (given.isEmpty() && parameter.required()) {
        violations.add(what + " is missing");
      }
      if (given.size() > 1 && !parameter.in().equals("header")) {
        violations.add(what + " is given " + given.size() + " times");
      }
      for (String value : given) {
        schemas
            .violations(parameter.schema(), parameter.json(value))
            .forEach(violation -> violations.add(what + " is \"" + value + "\": " + violation));
      }
    }
  }

  private void checkBody(Operation operation, Exchange exchange, List<String> violations) {
    if (exchange.requestBody().length == 0) {
      if (operation.bodyRequired()) {
        violations.add("the body is missing");
      }
      return;
    }
    Map<String, DocumentNode> bodies = operation.bodies();
    if (bodies.isEmpty()) {
      return; // HTTP gives such a body no meaning, and lets it be
    }
    String type = exchange.requestType();
    DocumentNode media = bodies.containsKey(type) ? bodies.get(type) : bodies.get("*/*");
    if (media == null) {
      violations.add("content type \"" + type + "\" instead of one of " + bodies.keySet());
    } else if (type.equals("application/json")) {
      Optional<String> text = utf8(exchange.requestBody());
      if (text.isEmpty()) {
        violations.add("the body is not UTF-8");
      } else {
        String json = text.get().startsWith("\ufeff") ? text.get().substring(1) : text.get();
        violations.addAll(schemas.violations(media.get("schema"), json));
      }
    }
  }

  /** {@code bytes} as text, unless they are not UTF-8. */
  static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Map<String, List<String>> query(String rawQuery, List<String> violations) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (String pair : rawQuery.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        try {
          query
              .computeIfAbsent(decode(parts[0]), name -> new ArrayList<>())
              .add(parts.length == 2 ? decode(parts[1]) : "");
        } catch (IllegalArgumentException e) {
          violations.add("query parameter " + pair + " is not percent-encoded");
        }
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
