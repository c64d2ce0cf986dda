package org.warpath.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.client.answer.GraphInfo;
import org.warpath.api.client.answer.Neighbors;
import org.warpath.api.client.answer.Subgraph;
import org.warpath.api.client.answer.Vertex;
import org.warpath.api.client.query.GraphSource;
import org.warpath.api.client.query.ImportOptions;
import org.warpath.api.client.query.NeighborsQuery;
import org.warpath.api.client.query.Shape;
import org.warpath.api.client.query.SubgraphQuery;
import org.warpath.api.client.query.VertexRef;
import org.warpath.api.service.contract.RunningService;

/** Graphs come to the service in every way there is, and are looked at. */
class CatalogClientTest {
  private static final Path DATA = SimpleWiki.HOME.resolve("data");

  @RegisterExtension
  static final RunningService SERVICE =
      RunningService.with(config -> config.withImportFolder(DATA));

  private static WarpathClient client;

  @TempDir static Path folder;

  @BeforeAll
  static void connect() {
    client = WarpathClient.connect(SERVICE.uri());
  }

  @AfterAll
  static void close() {
    client.close();
  }

  @Test
  void theSampleIsThere() {
    assertThat(client.graphs().list())
        .anySatisfy(graph -> {
          assertThat(graph.name()).isEqualTo("simplewiki");
          assertThat(graph.vertexCount()).isEqualTo(15_546);
          assertThat(graph.edgeCount()).isEqualTo(399_786);
          assertThat(graph.named()).isTrue();
          assertThat(graph.bytes().host()).isPositive();
        });
  }

  @Test
  void aFileOfThisMachine() {
    GraphInfo karate = client.graphs().upload("karate", DATA.resolve("small-graphs/karate.mtx"));
    assertThat(karate.vertexCount()).isEqualTo(34);
    assertThat(karate.symmetric()).isTrue();
    assertThat(karate.provenance()).containsEntry("file", "karate.mtx");
  }

  @Test
  void aFileAndItsTitles() throws IOException {
    Path edges =
        Files.writeString(folder.resolve("a \"quoted\" näme.txt"), "0 1 2\n0 1 3\n1 1 1\n");
    Path titles = Files.writeString(folder.resolve("titles.txt"), "Ä\nB, \"b\"\n");
    GraphInfo graph =
        client
            .graphs()
            .add(
                "titled",
                new GraphSource.LocalFile(
                    edges,
                    titles,
                    ImportOptions.defaults()
                        .withFormat(ImportOptions.Format.EDGES)
                        .withDuplicates(ImportOptions.Duplicates.SUM)
                        .withSelfLoops(ImportOptions.SelfLoops.DROP)));
    assertThat(graph.edgeCount()).isEqualTo(1);
    assertThat(graph.named()).isTrue();
    Neighbors neighbors = client.graph("titled").neighbors(VertexRef.of("Ä"), NeighborsQuery.out());
    assertThat(neighbors.neighbors()).containsExactly(new Neighbors.Neighbor(1, "B, \"b\"", 5));
  }

  @Test
  void bytesAsTheyCome() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream edges =
        new ByteArrayInputStream("0 1\n1 2\n".getBytes(StandardCharsets.UTF_8)) {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    ImportOptions options =
        ImportOptions.defaults().withDirection(ImportOptions.Direction.UNDIRECTED);
    assertThat(client.graphs().upload("bytes", edges, options).edgeCount()).isEqualTo(4);
    assertThat(closed).isTrue();
  }

  @Test
  void aFileOfTheServer() {
    GraphInfo dolphins =
        client
            .graphs()
            .importFile("dolphins", "small-graphs/dolphins.mtx", ImportOptions.defaults());
    assertThat(dolphins.vertexCount()).isEqualTo(62);
    GraphInfo wiki =
        client
            .graphs()
            .add(
                "wiki2",
                new GraphSource.ServerFile(
                    "simplewiki-2007/edges.txt.gz",
                    "simplewiki-2007/titles.txt.gz",
                    ImportOptions.defaults()));
    assertThat(wiki.named()).isTrue();
    WarpathException outside =
        catchThrowableOfType(
            WarpathException.class,
            () -> client.graphs().importFile("x", "../pom.xml", ImportOptions.defaults()));
    assertThat(outside.status()).isBetween(400, 404);
  }

  @Test
  void aSyntheticGraph() {
    GraphInfo graph =
        client
            .graphs()
            .generate("rmat", Shape.rmat(6, 4).withSymmetric(true).withWeights(1, 9).withSeed(7));
    assertThat(graph.vertexCount()).isEqualTo(64);
    assertThat(graph.weighted()).isTrue();
    assertThat(graph.symmetric()).isTrue();
  }

  @Test
  void degrees() {
    var degrees = client.graph("simplewiki").info().degrees();
    assertThat(degrees.out().bins().stream().mapToLong(bin -> bin.vertices()).sum())
        .isEqualTo(15_546);
    assertThat(degrees.in().mean()).isEqualTo(399_786 / 15_546.0);
  }

  @Test
  void aNameIsTakenOnceAndFreeAgain() {
    client.graphs().generate("once", Shape.path(3));
    WarpathException taken =
        catchThrowableOfType(
            WarpathException.class,
            () -> client.graphs().upload("once", DATA.resolve("small-graphs/karate.mtx")));
    assertThat(taken.type()).isEqualTo("/problems/graph-exists");
    client.graph("once").delete();
    long version = client.graphs().generate("once", Shape.path(4)).version();
    assertThat(client.graph("once").info().graph().version()).isEqualTo(version);
  }

  @Test
  void whatIsNoGraphIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.mtx"), "%%MatrixMarket matrix nonsense\n");
    WarpathException bad =
        catchThrowableOfType(WarpathException.class, () -> client.graphs().upload("bad", file));
    assertThat(bad.type()).isEqualTo("/problems/invalid-graph");
    assertThat(client.graphs().list()).extracting(GraphInfo::name).doesNotContain("bad");
    assertThatThrownBy(() -> client.graphs().upload("none", folder.resolve("none")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none");
  }

  @Test
  void verticesAreFoundByNamesLikeTheirs() {
    GraphClient wiki = client.graph("simplewiki");
    assertThat(wiki.search("Albert Einstien", 3))
        .extracting(Vertex::name)
        .contains("Albert Einstein");
    Vertex berlin = wiki.search("Berlin", 1).getFirst();
    assertThat(berlin.label()).isEqualTo("Berlin");
    assertThat(wiki.vertex("Berlin")).isEqualTo(berlin);
    assertThat(wiki.vertex(VertexRef.of(berlin.vertex()))).isEqualTo(berlin);
  }

  @Test
  void neighboursComeInPages() {
    GraphClient wiki = client.graph("simplewiki");
    VertexRef berlin = VertexRef.of("Berlin");
    Neighbors all = wiki.neighbors(berlin, NeighborsQuery.in().withLimit(10_000));
    assertThat(all.degree()).isEqualTo(wiki.vertex(berlin).inDegree());
    assertThat(all.neighbors()).hasSize((int) all.degree());
    Neighbors page = wiki.neighbors(berlin, NeighborsQuery.in().withLimit(3).withOffset(2));
    assertThat(page.neighbors()).isEqualTo(all.neighbors().subList(2, 5));
  }

  @Test
  void whatLiesAroundAVertex() {
    Subgraph around =
        client
            .graph("simplewiki")
            .subgraph(SubgraphQuery.around("Berlin").withHops(1).withLimit(20));
    assertThat(around.vertices()).hasSize(20);
    assertThat(around.truncated()).isTrue();
    assertThat(around.vertices().getFirst().label()).isEqualTo("Berlin");
    assertThat(around.vertices().getFirst().hops()).isZero();
    assertThat(around.edges()).isNotEmpty();
  }
}
