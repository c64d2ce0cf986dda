package org.warpath.api.service.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.service.nn.OnnxCases;
import org.warpath.api.service.nn.TinyImages;

/** Sends each operation of the document a request that succeeds. */
class EveryOperationTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final Map<String, Function<ServiceClient, Answer>> REQUESTS = requests();

  @BeforeAll
  static void addGraph() {
    addGraph(SERVICE.client(), "triangle");
  }

  @Test
  void hasARequestForEachOperation() {
    assertThat(REQUESTS.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Contract.instance().operations().stream().map(Operation::id).toList());
  }

  @TestFactory
  Stream<DynamicTest> succeeds() {
    return REQUESTS.entrySet().stream()
        .map(request ->
            DynamicTest.dynamicTest(
                request.getKey(), () -> succeeds(request.getKey(), request.getValue())));
  }

  private static void succeeds(String operation, Function<ServiceClient, Answer> request) {
    Answer answer = request.apply(SERVICE.client());
    Exchange exchange = answer.exchange();
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    assertThat(Contract.instance().find(exchange.method(), exchange.rawPath()))
        .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(operation));
  }

  private static Map<String, Function<ServiceClient, Answer>> requests() {
    Map<String, Function<ServiceClient, Answer>> requests = new LinkedHashMap<>();
    addCatalog(requests);
    addVectors(requests);
    addAlgorithms(requests);
    addJobs(requests);
    addMath(requests);
    addNetworks(requests);
    addOperations(requests);
    return requests;
  }

  private static void addCatalog(Map<String, Function<ServiceClient, Answer>> requests) {
    requests.put("listGraphs", client -> client.get("/v1/graphs"));
    requests.put("addGraph", client -> addGraph(client, newName()));
    requests.put("getGraph", client -> client.get("/v1/graphs/triangle"));
    requests.put(
        "deleteGraph",
        client -> {
          String name = newName();
          addGraph(client, name);
          return client.delete("/v1/graphs/" + name);
        });
    requests.put(
        "searchVertices", client -> client.get("/v1/graphs/triangle/vertices?query=1&limit=2"));
    requests.put("getVertex", client -> client.get("/v1/graphs/triangle/vertices/%231"));
    requests.put("getNeighbors", client -> client.get("/v1/graphs/triangle/vertices/0/neighbors"));
    requests.put(
        "extractSubgraph",
        client -> client.post("/v1/graphs/triangle/subgraph", "{\"vertices\": [0]}"));
  }

  private static void addVectors(Map<String, Function<ServiceClient, Answer>> requests) {
    requests.put("listVectors", client -> client.get("/v1/graphs/triangle/vectors"));
    requests.put("putVector", client -> putVector(client, newName()));
    requests.put(
        "getVector",
        client -> {
          String name = newName();
          putVector(client, name);
          return client
              .request("GET", "/v1/graphs/triangle/vectors/" + name)
              .accept("application/x-npy")
              .send();
        });
    requests.put(
        "deleteVector",
        client -> {
          String name = newName();
          putVector(client, name);
          return client.delete("/v1/graphs/triangle/vectors/" + name);
        });
  }

  private static void addAlgorithms(Map<String, Function<ServiceClient, Answer>> requests) {
    addAlgorithm(requests, "pagerank", "pagerank", "{}");
    addAlgorithm(requests, "sssp", "sssp", "{\"source\": 0}");
    addAlgorithm(requests, "widest", "widest", "{\"source\": 0, \"target\": 2}");
    addAlgorithm(requests, "bfs", "bfs", "{\"source\": \"#0\"}");
    addAlgorithm(requests, "wcc", "wcc", "{}");
    addAlgorithm(requests, "cdlp", "cdlp", "{}");
    addAlgorithm(requests, "lcc", "lcc", "{}");
    addAlgorithm(requests, "triangles", "triangles", "{}");
    addAlgorithm(requests, "pprBatch", "ppr-batch", "{\"personalizations\": [[0], [1, 2]]}");
  }

  private static void addAlgorithm(
      Map<String, Function<ServiceClient, Answer>> requests,
      String operation,
      String path,
      String body) {
    String target = "/v1/graphs/triangle/" + path;
    requests.put(operation, client -> client.post(target, body));
    requests.put(
        "estimate" + Character.toUpperCase(operation.charAt(0)) + operation.substring(1),
        client -> client.post(target + "/estimate", body));
  }

  private static void addJobs(Map<String, Function<ServiceClient, Answer>> requests) {
    requests.put("listJobs", client -> client.get("/v1/jobs?limit=5"));
    requests.put("getJob", client -> client.get(startJob(client)));
    requests.put("getJobEvents", client -> client.get(startJob(client) + "/events"));
    requests.put(
        "getJobResult",
        client -> {
          String job = startJob(client);
          awaitEnd(client, job);
          return client.get(job + "/result");
        });
    requests.put("deleteJob", client -> client.delete(startJob(client)));
    requests.put(
        "resumeJob",
        client -> {
          client.post("/v1/graphs", generate(newName(), 16)).expect(201);
          String job =
              client
                  .request("POST", "/v1/graphs/name" + NAMES.get() + "/pagerank")
                  .header("Prefer", "respond-async")
                  .json("{\"iterations\": 100000}")
                  .send()
                  .expect(202)
                  .header("Location");
          client.delete(job).expect(200);
          awaitEnd(client, job);
          Answer resumed = client.request("POST", job + "/resume").send();
          client.delete(job).expect(200);
          return resumed;
        });
  }

  private static void addMath(Map<String, Function<ServiceClient, Answer>> requests) {
    requests.put(
        "gemm", client -> client.post("/v1/linalg/gemm", "{\"a\": [[1, 2]], \"b\": [[3], [4]]}"));
    requests.put(
        "solve",
        client -> client.post("/v1/linalg/solve", "{\"a\": [[4, 1], [1, 3]], \"b\": [1, 2]}"));
    requests.put("svd", client -> client.post("/v1/linalg/svd", "{\"a\": [[4, 1], [1, 3]]}"));
    requests.put("eigs", client -> client.post("/v1/linalg/eigs", "{\"a\": [[4, 1], [1, 3]]}"));
    requests.put(
        "spmv",
        client -> client.post("/v1/linalg/spmv", "{\"graph\": \"triangle\", \"x\": [1, 2, 3]}"));
    requests.put("fft", client -> client.post("/v1/fft", "{\"x\": [1, 0, 0, 0]}"));
  }

  private static void addNetworks(Map<String, Function<ServiceClient, Answer>> requests) {
    requests.put("listModels", client -> client.get("/v1/nn/models"));
    requests.put("addModel", client -> addModel(client, newName()));
    requests.put(
        "getModel",
        client -> client.get(addModel(client, newName()).expect(201).header("Location")));
    requests.put(
        "deleteModel",
        client -> client.delete(addModel(client, newName()).expect(201).header("Location")));
    requests.put(
        "getModelWeights",
        client ->
            client.get(addModel(client, newName()).expect(201).header("Location") + "/weights"));
    requests.put(
        "predict",
        client ->
            client.post(
                addModel(client, newName()).expect(201).header("Location") + "/predict",
                "{\"inputs\": {\"0\": [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]}, \"top\": 2}"));
    requests.put(
        "trainModel",
        client -> {
          String model = TinyImages.add(client, newName());
          return TinyImages.form(TinyImages.solver(5)).sendTo(client, model + "/train");
        });
  }

  private static Answer addModel(ServiceClient client, String name) {
    try {
      return client
          .request("POST", "/v1/nn/models?name=" + name)
          .body("application/octet-stream", Files.readAllBytes(OnnxCases.model("test_Linear")))
          .send();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void addOperations(Map<String, Function<ServiceClient, Answer>> requests) {
    requests.put("getEngines", client -> client.get("/v1/engines"));
    requests.put("listKeys", client -> client.get("/v1/keys"));
    requests.put("addKey", EveryOperationTest::addKey);
    requests.put(
        "deleteKey",
        client ->
            client.delete("/v1/keys/" + addKey(client).expect(201).json().get("id").asText()));
    requests.put("health", client -> client.get("/healthz"));
    requests.put("ready", client -> client.get("/readyz"));
    requests.put("metrics", client -> client.get("/metrics"));
    requests.put("openapi", client -> client.get("/openapi.yaml"));
    requests.put("docs", client -> client.get("/docs"));
  }

  private static String newName() {
    return "name" + NAMES.incrementAndGet();
  }

  private static Answer addGraph(ServiceClient client, String name) {
    return client
        .request("POST", "/v1/graphs?name=" + name + "&format=edges")
        .body("text/plain", "0 1\n1 2\n2 0\n".getBytes(StandardCharsets.UTF_8))
        .send()
        .expect(201);
  }

  private static String generate(String name, int scale) {
    return "{\"name\": \"%s\", \"generate\": {\"kind\": \"rmat\", \"scale\": %d}}"
        .formatted(name, scale);
  }

  private static Answer putVector(ServiceClient client, String name) {
    return client
        .request("PUT", "/v1/graphs/triangle/vectors/" + name)
        .body("application/x-npy", NpyBytes.of(0.5, 0.25, 0.25))
        .send()
        .expect(200);
  }

  private static String startJob(ServiceClient client) {
    return client
        .request("POST", "/v1/graphs/triangle/pagerank")
        .header("Prefer", "respond-async")
        .json("{\"iterations\": %d}".formatted(NAMES.incrementAndGet()))
        .send()
        .expect(202)
        .header("Location");
  }

  /** Hears the job's events to its end. */
  private static void awaitEnd(ServiceClient client, String job) {
    HttpResponse<InputStream> events = client.request("GET", job + "/events").open();
    try (InputStream in = events.body()) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Answer addKey(ServiceClient client) {
    return client.post(
        "/v1/keys", "{\"name\": \"%s\", \"scopes\": [\"read\"]}".formatted(newName()));
  }
}
