package org.warpath.api.service.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The OpenAPI document as the judge of requests and responses. */
public final class Contract {
  private static final Contract INSTANCE = load();

  private final List<Operation> operations;
  private final RequestRules requests;
  private final ResponseRules responses;

  private Contract(String text, JsonNode document) {
    DocumentNode root = new DocumentNode(document, "", document);
    Schemas schemas = new Schemas(text);
    operations =
        root.get("paths").members().entrySet().stream()
            .flatMap(path -> operations(new PathTemplate(path.getKey()), path.getValue()))
            .toList();
    requests = new RequestRules(schemas);
    responses = new ResponseRules(schemas, root.get("components").get("schemas").get("Problem"));
  }

  /** The document that the service ships. */
  public static Contract instance() {
    return INSTANCE;
  }

  private static Contract load() {
    try (InputStream in =
        Contract.class.getResourceAsStream("/org/warpath/api/service/openapi.yaml")) {
      String text =
          new String(
              Objects.requireNonNull(in, "no openapi.yaml").readAllBytes(), StandardCharsets.UTF_8);
      return new Contract(text, new YAMLMapper().readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Operation> operations(PathTemplate path, DocumentNode node) {
    return node.members().entrySet().stream()
        .filter(member -> Set.of("get", "post", "put", "delete").contains(member.getKey()))
        .map(member ->
            new Operation(
                member.getValue().text("operationId"),
                member.getKey().toUpperCase(Locale.ROOT),
                path,
                Stream.of(node, member.getValue())
                    .flatMap(holder -> holder.get("parameters").elements().stream())
                    .map(Operation.Parameter::of)
                    .toList(),
                member.getValue()));
  }

  /** All operations, in the document's order. */
  public List<Operation> operations() {
    return operations;
  }

  /** The operation of that {@code operationId}. */
  public Operation operation(String id) {
    return operations.stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the document has no operation " + id));
  }

  /** {@code "GET /v1/graphs/{graph}"} of every operation. */
  public Set<String> routes() {
    return operations.stream()
        .map(operation -> operation.method() + " " + operation.path().text())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The operation that a request is for. */
  public Optional<Operation> find(String method, String rawPath) {
    return operations.stream()
        .filter(operation -> operation.method().equals(method))
        .filter(operation -> operation.path().match(rawPath).isPresent())
        // A path without parameters precedes one with them.
        .min(java.util.Comparator.comparingInt(operation -> operation.parametersIn("path").size()));
  }

  /** What in the request does not fit the document; empty if it is as the document wants it. */
  public List<String> requestViolations(Exchange exchange) {
    Optional<Operation> operation = find(exchange.method(), exchange.rawPath());
    return operation.isPresent()
        ? requests.violations(operation.get(), exchange)
        : List.of("the document has no such operation");
  }

  /**
   * What in the response does not fit the document; empty if nothing. A response of success to a
   * request outside the contract does not fit either.
   */
  public List<String> responseViolations(Exchange exchange) {
    Optional<Operation> operation = find(exchange.method(), exchange.rawPath());
    if (operation.isEmpty()) {
      return responses.violationsOutside(exchange);
    }
    List<String> violations = new ArrayList<>(responses.violations(operation.get(), exchange));
    // Pages do not look at their query.
    boolean page = List.of("text/html", "application/yaml").contains(exchange.responseType());
    if (exchange.status() < 400 && !page) {
      for (String violation : requests.violations(operation.get(), exchange)) {
        violations.add("answered, though not as the document wants requests: " + violation);
      }
    }
    return violations;
  }

  /**
   * Fails unless request and response are as the document wants them.
   *
   * @throws AssertionError naming the exchange and all that does not fit
   */
  public void check(Exchange exchange) {
    fail(exchange, requestViolations(exchange));
    checkResponse(exchange);
  }

  /** As {@link #check}, for a request that is not as the document wants it, on purpose. */
  public void checkResponse(Exchange exchange) {
    fail(exchange, responseViolations(exchange));
  }

  /**
   * Fails unless the response is a problem as the document wants it, whatever was asked for.
   *
   * @throws AssertionError naming the exchange and all that does not fit
   */
  public void checkProblem(Exchange exchange) {
    fail(exchange, responses.problemViolations(exchange));
  }

  private static void fail(Exchange exchange, List<String> violations) {
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "%s %s, answered %d (%s), does not fit openapi.yaml: %s%nrequest: %s%nresponse: %s"
              .formatted(
                  exchange.method(),
                  exchange.target(),
                  exchange.status(),
                  exchange.responseType(),
                  String.join("; ", violations),
                  excerpt(exchange.requestBody()),
                  excerpt(exchange.responseBody())));
    }
  }

  private static String excerpt(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, 1000), StandardCharsets.UTF_8);
    return body.length > 1000 ? text + " … (" + body.length + " bytes)" : text;
  }
}
