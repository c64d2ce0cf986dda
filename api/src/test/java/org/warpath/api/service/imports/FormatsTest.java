package org.warpath.api.service.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.warpath.api.service.contract.PathTemplate;
import org.warpath.api.service.contract.RunningService;
import org.warpath.graph.Graph;
import org.warpath.graph.ShippedData;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.io.text.Packed;
import org.warpath.graph.store.CsrFile;
import org.warpath.graph.store.CsrFileOptions;
import org.warpath.kernels.SharedData;

/** Every format of one file, plain and packed in every way. */
class FormatsTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  @TempDir static Path folder;

  /**
   * A file.
   *
   * @param fileName what it is called, where that matters
   * @param vertices how many it has
   * @param edges how many arcs it has
   */
  record Sample(String format, String fileName, byte[] bytes, int vertices, int edges) {
    @Override
    public String toString() {
      return format;
    }
  }

  private static List<Sample> samples() throws IOException {
    return List.of(
        new Sample("edges", "", shipped("small-graphs/karate.csv"), 34, 156),
        new Sample("mtx", "", shipped("small-graphs/dolphins.mtx"), 62, 318),
        new Sample("dimacs", "", "p sp 3 2\na 1 2 5\na 2 3 7\n".getBytes(UTF_8), 3, 2),
        new Sample("metis", "g.graph", "3 2\n2\n1 3\n2\n".getBytes(UTF_8), 3, 4),
        new Sample("pace", "", "p tw 3 2\n1 2\n2 3\n".getBytes(UTF_8), 3, 4),
        new Sample("gap", "g.sg", gap(), 3, 3),
        new Sample("csr", "", csr(), 3, 3));
  }

  private static byte[] shipped(String file) throws IOException {
    return Files.readAllBytes(ShippedData.file(file));
  }

  /** 0→1, 0→2, 2→0, out and in. */
  private static byte[] gap() {
    return ByteBuffer.allocate(17 + 2 * (4 * 8 + 3 * 4))
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 1)
        .putLong(3)
        .putLong(3)
        .putLong(0)
        .putLong(2)
        .putLong(2)
        .putLong(3)
        .putInt(1)
        .putInt(2)
        .putInt(0)
        .putLong(0)
        .putLong(1)
        .putLong(2)
        .putLong(3)
        .putInt(2)
        .putInt(0)
        .putInt(0)
        .array();
  }

  private static byte[] csr() throws IOException {
    Path file = folder.resolve("g.csr");
    try (Graph graph = TestGraphs.directed(3, 0, 1, 0, 2, 2, 0)) {
      CsrFile.write(graph, file, CsrFileOptions.defaults());
    }
    return Files.readAllBytes(file);
  }

  static Stream<Arguments> plainAndPacked() throws IOException {
    return samples().stream()
        .flatMap(sample ->
            Stream.concat(
                Stream.of(Arguments.of(sample, "plain", sample.bytes())),
                Stream.of(Packed.values())
                    .map(packing ->
                        Arguments.of(
                            sample,
                            packing.name().toLowerCase(Locale.ROOT),
                            packing.pack(sample.bytes())))));
  }

  @AfterEach
  void leavesNothingBehind() {
    SERVICE.client().delete("/v1/graphs/g").expect(204);
    assertThat(SERVICE.files()).noneMatch(file -> file.startsWith("uploads/"));
  }

  private static JsonNode upload(String query, byte[] body) {
    return SERVICE
        .client()
        .request("POST", "/v1/graphs?name=g" + query)
        .body("application/octet-stream", body)
        .send()
        .expect(201)
        .json();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("plainAndPacked")
  void areToldByContent(Sample sample, String packing, byte[] body) {
    String name = sample.fileName().isEmpty() ? "" : "&fileName=" + sample.fileName();
    boolean named = !name.isEmpty() && !packing.equals("plain");
    JsonNode graph = upload(named ? name + "." + packing : name, body);

    assertThat(graph.get("vertexCount").asInt()).isEqualTo(sample.vertices());
    assertThat(graph.get("edgeCount").asInt()).isEqualTo(sample.edges());
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("plainAndPacked")
  void areReadAsTheCallerSays(Sample sample, String packing, byte[] body) {
    JsonNode graph = upload("&format=" + sample.format(), body);

    assertThat(graph.get("vertexCount").asInt()).isEqualTo(sample.vertices());
    assertThat(graph.get("edgeCount").asInt()).isEqualTo(sample.edges());
  }

  @Test
  void realFilesOfRoadsComePacked() throws IOException {
    JsonNode bremen = upload("", shipped("road/bremen_dist.gr.gz"));
    assertThat(bremen.get("vertexCount").asInt()).isEqualTo(40_461);
    assertThat(bremen.get("edgeCount").asInt()).isEqualTo(86_475);
    assertThat(bremen.get("weighted").asBoolean()).isTrue();
    SERVICE.client().delete("/v1/graphs/g").expect(204);

    JsonNode northEast =
        upload(
            "&fileName=" + PathTemplate.encode("NE.gr.xz"),
            Files.readAllBytes(SharedData.file("road-pace16/NE.gr.xz")));
    assertThat(northEast.get("symmetric").asBoolean()).isTrue();
    assertThat(northEast.get("vertexCount").asInt()).isGreaterThan(1_000_000);
  }

  @Test
  void namesAndCommentsOfRealListsAreRead() throws IOException {
    JsonNode links =
        upload("&fileName=links.tsv", Files.readAllBytes(SharedData.file("wikispeedia/links.tsv")));
    assertThat(links.get("named").asBoolean()).isTrue();
    assertThat(links.get("vertexCount").asInt()).isGreaterThan(4000);

    JsonNode path =
        SERVICE
            .client()
            .post("/v1/graphs/g/bfs", "{\"source\": \"Zebra\", \"target\": \"Africa\"}")
            .expect(200)
            .json()
            .get("path");
    assertThat(path.get("found").asBoolean()).isTrue();
  }

  @Test
  void aWebGraphComesAsItsTwoFiles() {
    JsonNode graph =
        new Form()
            .text("name", "g")
            .file("file", SharedData.file("cnr-2000/cnr-2000.properties"))
            .file("file", SharedData.file("cnr-2000/cnr-2000.graph"))
            .sendTo(SERVICE.client())
            .expect(201)
            .json();

    assertThat(graph.get("vertexCount").asInt()).isEqualTo(325_557);
    assertThat(graph.get("edgeCount").asInt()).isEqualTo(3_216_152);
  }
}
