package org.warpath.api.service.hostile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.warpath.api.service.contract.Contract;
import org.warpath.api.service.contract.Operation;
import org.warpath.api.service.contract.Operation.Parameter;
import org.warpath.api.service.contract.PathTemplate;
import org.warpath.api.service.contract.RawRequest;
import org.warpath.api.service.contract.RawRequest.Header;
import org.warpath.api.service.hostile.BodyArbitraries.Body;

/** Requests for the operations of the document. */
final class RequestArbitraries {
  private static final List<String> ACCEPTS =
      List.of(
          "*/*",
          "application/json",
          "application/x-ndjson",
          "text/csv",
          "application/x-npy",
          "application/vnd.apache.arrow.stream",
          "text/*;q=0.5, application/json;q=0.1",
          "image/png",
          "application/json;q=nan",
          ",;/,",
          "x".repeat(2000));

  private static final Header ASYNC = new Header("Prefer", "respond-async");

  private static final List<Header> OTHERS =
      List.of(
          ASYNC,
          new Header("Prefer", "respond-async; wait=1, x=\"\""),
          new Header("Last-Event-ID", "0"),
          new Header("Last-Event-ID", "-5"),
          new Header("Last-Event-ID", "99999999999999999999"),
          new Header("X-Request-Id", "<b>\u00ff\u0001"),
          new Header("X-Request-Id", "r".repeat(3000)),
          new Header("Accept-Encoding", "gzip"),
          new Header("Accept-Encoding", "gzip;q=x, br, *"),
          new Header("Content-Encoding", "gzip"),
          new Header("Content-Encoding", "br"),
          new Header("Authorization", "Bearer nobody"),
          new Header("Authorization", "Basic \u0000"),
          new Header("Origin", "https://evil.example"),
          new Header("Range", "bytes=5-1"),
          new Header("If-None-Match", "*"),
          new Header("If-Modified-Since", "yesterday"),
          new Header("Expect", "100-continue"),
          new Header("Connection", "close"),
          new Header("Connection", "upgrade"),
          new Header("Upgrade", "h2c"),
          new Header("X-HTTP-Method-Override", "DELETE"),
          new Header("X-Forwarded-For", "1.2.3.4, \u00e9"),
          new Header("Cookie", "a=b; ;; =;"),
          new Header("Host", "elsewhere"));

  private final int spoiledOfHundred;
  private final JsonArbitraries json;
  private final BodyArbitraries bodies;
  private final Map<String, Arbitrary<RawRequest>> known = new HashMap<>();

  /**
   * @param spoiledOfHundred how many of hundred values do not fit; 0 for requests that the document
   *     allows
   */
  RequestArbitraries(int spoiledOfHundred) {
    this.spoiledOfHundred = spoiledOfHundred;
    json = new JsonArbitraries(spoiledOfHundred);
    bodies = new BodyArbitraries(json, spoiledOfHundred);
  }

  /** For all operations alike. */
  Arbitrary<RawRequest> all() {
    return Arbitraries.of(Contract.instance().operations())
        .flatMap(operation -> known.computeIfAbsent(operation.id(), id -> requests(operation)));
  }

  private Arbitrary<RawRequest> requests(Operation operation) {
    Arbitrary<String> methods =
        spoiledOfHundred == 0
            ? Arbitraries.just(operation.method())
            : Arbitraries.frequencyOf(
                Tuple.of(40, Arbitraries.just(operation.method())),
                Tuple.of(
                    1,
                    Arbitraries.of(
                        "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE",
                        "QUERY", "get", "FUZZ")));
    return Combinators.combine(
            methods,
            paths(operation),
            queries(operation),
            headers(operation),
            bodies.of(operation),
            Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true)))
        .as((method, path, query, headers, body, chunked) ->
            new RawRequest(
                method,
                path + query,
                withType(headers, body),
                body.bytes(),
                chunked && body.bytes().length > 0));
  }

  private static List<Header> withType(List<Header> headers, Body body) {
    List<Header> all = new ArrayList<>(headers);
    if (!body.contentType().isEmpty()) {
      all.add(new Header("Content-Type", body.contentType()));
    }
    return all;
  }

  private Arbitrary<String> paths(Operation operation) {
    List<Parameter> parameters = operation.parametersIn("path");
    Arbitrary<String> right =
        Combinators.combine(
                parameters.stream().map(parameter -> pathValue(operation, parameter)).toList())
            .as(values -> {
              Map<String, String> byName = new HashMap<>();
              for (int i = 0; i < values.size(); i++) {
                byName.put(parameters.get(i).name(), values.get(i));
              }
              return operation.path().fill(byName);
            });
    if (spoiledOfHundred == 0) {
      return right;
    }
    return Arbitraries.frequencyOf(
        Tuple.of(30, right),
        Tuple.of(
            1,
            Combinators.combine(
                    right,
                    Arbitraries.of(
                        "/", "//", "/..", "/.", ";x=y", "%", "%00", "%zz", "%c0%af", "#f", "/x",
                        "\\", "\u00e9", "|", "\"", "{graph}", "?", "/%2e%2e"))
                .as(String::concat)),
        Tuple.of(1, right.map(path -> path.replaceFirst("/v1", "/V1/./../v1"))));
  }

  private Arbitrary<String> pathValue(Operation operation, Parameter parameter) {
    Arbitrary<String> fitting =
        switch (parameter.name()) {
          // What the other requests need must stay.
          case "graph" -> operation.id().equals("deleteGraph") ? Names.passing() : Names.graphs();
          case "model" -> operation.id().equals("deleteModel") ? Names.passing() : Names.models();
          case "vertex" -> Names.vertices();
          case "vector" -> operation.method().equals("GET") ? Names.vectors() : Names.passing();
          case "job" ->
              operation.id().equals("deleteJob")
                  ? Arbitraries.just("none")
                  : Arbitraries.of(Names.JOB, Names.JOB, "none");
          default -> Arbitraries.of("none", "0");
        };
    return spoiledOfHundred == 0
        ? fitting
        : Arbitraries.frequencyOf(
            Tuple.of(100 - spoiledOfHundred / 2, fitting),
            Tuple.of(spoiledOfHundred / 2, Arbitraries.of(HostileValues.TEXTS)));
  }

  private Arbitrary<String> queries(Operation operation) {
    List<Arbitrary<String>> pairs = new ArrayList<>();
    for (Parameter parameter : operation.parametersIn("query")) {
      double present = parameter.required() ? 1 - spoiledOfHundred / 200.0 : 0.3;
      pairs.add(
          value(operation, parameter)
              .map(value -> parameter.name() + "=" + PathTemplate.encode(value))
              .optional(present)
              .map(pair -> pair.orElse("")));
    }
    if (spoiledOfHundred > 0) {
      pairs.add(
          Arbitraries.of(
                  "unknown=1",
                  "&&&",
                  "=",
                  "%zz=1",
                  "a=%zz",
                  "limit=1&limit=2",
                  "%00",
                  "\u00ff=1",
                  "name",
                  "engine=auto&engine=cpu",
                  "x=" + "y".repeat(4000))
              .optional(spoiledOfHundred / 300.0)
              .map(pair -> pair.orElse("")));
    }
    return Combinators.combine(pairs)
        .as(texts ->
            texts.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining("&")))
        .map(query -> query.isEmpty() ? "" : "?" + query);
  }

  private Arbitrary<String> value(Operation operation, Parameter parameter) {
    if (operation.id().equals("addGraph") && parameter.name().equals("name")) {
      // Most other names are taken.
      return Arbitraries.frequencyOf(
          Tuple.of(4, Names.passing()),
          Tuple.of(1, json.of(parameter.schema()).map(RequestArbitraries::unquoted)));
    }
    if (parameter.name().equals("fileName")) {
      return Names.files();
    }
    return json.of(parameter.schema()).map(RequestArbitraries::unquoted);
  }

  private static String unquoted(String text) {
    String plain = text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
    return plain.substring(0, Math.min(plain.length(), 3000));
  }

  private Arbitrary<List<Header>> headers(Operation operation) {
    if (spoiledOfHundred == 0) {
      boolean maybeJob =
          operation.parametersIn("header").stream().anyMatch(p -> p.name().equals("Prefer"));
      return maybeJob
          ? Arbitraries.of(List.of(), List.of(), List.of(ASYNC))
          : Arbitraries.just(List.of());
    }
    Arbitrary<Optional<Header>> accept =
        Arbitraries.of(ACCEPTS).map(value -> new Header("Accept", value)).optional(0.3);
    return Combinators.combine(accept, Arbitraries.of(OTHERS).optional(0.15))
        .as((first, second) -> {
          List<Header> headers = new ArrayList<>();
          first.ifPresent(headers::add);
          second.ifPresent(headers::add);
          return headers;
        });
  }
}
