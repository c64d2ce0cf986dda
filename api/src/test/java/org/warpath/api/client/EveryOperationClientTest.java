package org.warpath.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.client.answer.ApiKey;
import org.warpath.api.client.answer.PageRankAnswer;
import org.warpath.api.client.array.NpyArray;
import org.warpath.api.client.query.AlgorithmQuery;
import org.warpath.api.client.query.BfsQuery;
import org.warpath.api.client.query.CdlpQuery;
import org.warpath.api.client.query.LccQuery;
import org.warpath.api.client.query.NeighborsQuery;
import org.warpath.api.client.query.PageRankQuery;
import org.warpath.api.client.query.PprBatchQuery;
import org.warpath.api.client.query.PredictOptions;
import org.warpath.api.client.query.Preference;
import org.warpath.api.client.query.Shape;
import org.warpath.api.client.query.SpmvOptions;
import org.warpath.api.client.query.SsspQuery;
import org.warpath.api.client.query.SubgraphQuery;
import org.warpath.api.client.query.TrainOptions;
import org.warpath.api.client.query.TrianglesQuery;
import org.warpath.api.client.query.VertexRef;
import org.warpath.api.client.query.WccQuery;
import org.warpath.api.client.query.WidestQuery;
import org.warpath.api.service.contract.Contract;
import org.warpath.api.service.contract.Operation;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.nn.OnnxCases;
import org.warpath.api.service.nn.TinyImages;

/** The client reaches each operation of the contract, and keeps to it. */
class EveryOperationClientTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private static final double[][] MATRIX = {{4, 1}, {1, 3}};
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final Map<String, Call> CALLS = calls();

  @TempDir static Path folder;

  /** Makes a client call an operation. */
  private interface Call {
    void on(WarpathClient client) throws Exception;
  }

  @BeforeAll
  static void addGraph() throws Exception {
    Path file = Files.writeString(folder.resolve("triangle.txt"), "0 1\n1 2\n2 0\n");
    try (WarpathClient client = WarpathClient.connect(SERVICE.uri())) {
      client.graphs().upload("triangle", file);
    }
  }

  @Test
  void reachesAllButThePageForReaders() {
    Stream<String> operations =
        Contract.instance().operations().stream()
            .map(Operation::id)
            .filter(id -> !id.equals("docs"));
    assertThat(CALLS.keySet()).containsExactlyInAnyOrderElementsOf(operations.toList());
  }

  @TestFactory
  Stream<DynamicTest> keepsToTheContract() {
    return CALLS.entrySet().stream()
        .map(call ->
            DynamicTest.dynamicTest(call.getKey(), () -> reaches(call.getKey(), call.getValue())));
  }

  private static void reaches(String operation, Call call) throws Exception {
    try (CheckedHttpClient http = new CheckedHttpClient();
        WarpathClient client = WarpathClient.connect(SERVICE.uri(), http)) {
      call.on(client);
      assertThat(http.operations()).contains(operation);
    }
  }

  private static Map<String, Call> calls() {
    Map<String, Call> calls = new LinkedHashMap<>();
    addCatalog(calls);
    addVectors(calls);
    addAlgorithm(calls, "pagerank", PageRankQuery.defaults());
    addAlgorithm(calls, "sssp", SsspQuery.from(0).to(2));
    addAlgorithm(calls, "widest", WidestQuery.from("#0").to(2));
    addAlgorithm(calls, "bfs", BfsQuery.from(0).withTop(3));
    addAlgorithm(calls, "wcc", WccQuery.defaults());
    addAlgorithm(calls, "cdlp", CdlpQuery.defaults());
    addAlgorithm(calls, "lcc", LccQuery.defaults());
    addAlgorithm(calls, "triangles", TrianglesQuery.defaults());
    addAlgorithm(
        calls, "pprBatch", PprBatchQuery.of(List.of(Preference.of(List.of(VertexRef.of(0))))));
    addJobs(calls);
    addMath(calls);
    addNetworks(calls);
    addOperations(calls);
    return calls;
  }

  private static void addCatalog(Map<String, Call> calls) {
    calls.put("listGraphs", client -> client.graphs().list());
    calls.put("addGraph", client -> client.graphs().generate(newName(), Shape.cycle(3)));
    calls.put("getGraph", client -> client.graph("triangle").info());
    calls.put(
        "deleteGraph",
        client -> {
          String name = newName();
          client.graphs().generate(name, Shape.path(3));
          client.graph(name).delete();
        });
    calls.put("searchVertices", client -> client.graph("triangle").search("1", 2));
    calls.put("getVertex", client -> client.graph("triangle").vertex("#1"));
    calls.put(
        "getNeighbors",
        client ->
            client.graph("triangle").neighbors(VertexRef.of(0), NeighborsQuery.in().withLimit(2)));
    calls.put(
        "extractSubgraph",
        client -> client.graph("triangle").subgraph(SubgraphQuery.around("0").withHops(2)));
  }

  private static void addVectors(Map<String, Call> calls) {
    calls.put("listVectors", client -> client.graph("triangle").vectors().list());
    calls.put("putVector", client -> putVector(client, newName()));
    calls.put(
        "getVector",
        client -> {
          String name = newName();
          putVector(client, name);
          assertThat(client.graph("triangle").vectors().get(name).doubles())
              .containsExactly(0.5, 0.25, 0.25);
        });
    calls.put(
        "deleteVector",
        client -> {
          String name = newName();
          putVector(client, name);
          client.graph("triangle").vectors().delete(name);
        });
  }

  private static void putVector(WarpathClient client, String name) {
    client.graph("triangle").vectors().put(name, NpyArray.of(0.5, 0.25, 0.25));
  }

  private static void addAlgorithm(
      Map<String, Call> calls, String operation, AlgorithmQuery<?, ?> query) {
    calls.put(operation, client -> client.graph("triangle").run(query));
    calls.put(
        "estimate" + Character.toUpperCase(operation.charAt(0)) + operation.substring(1),
        client -> assertThat(client.graph("triangle").estimate(query).fits()).isTrue());
  }

  private static void addJobs(Map<String, Call> calls) {
    calls.put("listJobs", client -> client.jobs().list());
    calls.put("getJob", client -> submit(client).status());
    calls.put("getJobEvents", client -> submit(client).await());
    calls.put("getJobResult", client -> submit(client).await().result());
    calls.put("deleteJob", client -> submit(client).await().remove());
    calls.put(
        "resumeJob",
        client -> {
          client.graphs().generate(newName(), Shape.rmat(14, 16));
          JobHandle<PageRankAnswer> job =
              client
                  .graph("name" + NAMES.get())
                  .submit(PageRankQuery.defaults().withIterations(1_000_000));
          job.cancel();
          job.await().resume().cancel();
        });
  }

  private static JobHandle<PageRankAnswer> submit(WarpathClient client) {
    return client
        .graph("triangle")
        .submit(PageRankQuery.defaults().withIterations(NAMES.incrementAndGet()));
  }

  private static void addMath(Map<String, Call> calls) {
    calls.put("gemm", client -> client.math().gemm(MATRIX, MATRIX));
    calls.put("solve", client -> client.math().solve(MATRIX, new double[] {1, 2}));
    calls.put("svd", client -> client.math().svd(MATRIX));
    calls.put("eigs", client -> client.math().eigs(MATRIX));
    calls.put(
        "spmv",
        client -> client.math().spmv("triangle", new double[] {1, 2, 3}, SpmvOptions.defaults()));
    calls.put("fft", client -> client.math().fft(new double[] {1, 0, 0, 0}));
  }

  private static void addNetworks(Map<String, Call> calls) {
    calls.put("listModels", client -> client.networks().list());
    calls.put("addModel", EveryOperationClientTest::addModel);
    calls.put("getModel", client -> addModel(client).detail());
    calls.put("deleteModel", client -> addModel(client).delete());
    calls.put(
        "getModelWeights",
        client -> addModel(client).downloadWeights(folder.resolve(newName() + ".safetensors")));
    calls.put(
        "predict",
        client ->
            addModel(client)
                .predict(Map.of("0", new double[1][10]), PredictOptions.defaults().withTop(3)));
    calls.put(
        "trainModel",
        client -> {
          Path images = Files.createDirectories(folder.resolve(newName()));
          Path solver = Files.writeString(folder.resolve("solver"), TinyImages.solver(5));
          client.networks().upload("tiny", TinyImages.definition(folder));
          client
              .networks()
              .get("tiny")
              .train(solver, TinyImages.write(images), TrainOptions.defaults())
              .await()
              .result();
        });
  }

  private static ModelClient addModel(WarpathClient client) {
    String name = newName();
    client.networks().upload(name, OnnxCases.model("test_Linear"));
    return client.networks().get(name);
  }

  private static void addOperations(Map<String, Call> calls) {
    calls.put("getEngines", WarpathClient::engines);
    calls.put("listKeys", client -> client.keys().list());
    calls.put("addKey", client -> client.keys().create("test", Set.of(ApiKey.Scope.READ)));
    calls.put(
        "deleteKey",
        client ->
            client.keys().revoke(client.keys().create("gone", Set.of(ApiKey.Scope.READ)).id()));
    calls.put("health", client -> assertThat(client.healthy()).isTrue());
    calls.put("ready", client -> assertThat(client.ready()).isTrue());
    calls.put("metrics", WarpathClient::metrics);
    calls.put("openapi", client -> assertThat(client.openapi()).startsWith("openapi:"));
  }

  private static String newName() {
    return "name" + NAMES.incrementAndGet();
  }
}
