package org.warpath.graph.build;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.generate.Generator;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.generate.Shape;
import org.warpath.graph.generate.UniformRandom;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.SharedData;

/** Which graphs are stored by degree when nobody says. */
class DegreeOrderTest {
  private static final BuildOptions AUTO = BuildOptions.defaults().withDirected(false);

  private static boolean keepsOrder(Generator generator) throws IOException {
    try (Imported built = generator.generate(AUTO, RunControl.none())) {
      return built.graph().order().isIdentity();
    }
  }

  @Test
  void aLargeSkewedGraphIsStoredByDegree() throws IOException {
    try (Imported built = new Rmat(17, 8, 1).generate(AUTO, RunControl.none())) {
      Graph graph = built.graph();
      assertThat(graph.order().isIdentity()).isFalse();
      for (int place = 1; place < graph.vertexCount(); place++) {
        int before = graph.order().vertex(place - 1);
        int vertex = graph.order().vertex(place);
        long more = graph.outDegree(before) - graph.outDegree(vertex);
        assertThat(more > 0 || (more == 0 && before < vertex)).as("place %d", place).isTrue();
      }
    }
  }

  @Test
  void aSmallGraphKeepsItsOrder() throws IOException {
    assertThat(keepsOrder(new Rmat(16, 8, 1))).isTrue();
  }

  @Test
  void aGraphOfEvenDegreesKeepsItsOrder() throws IOException {
    assertThat(keepsOrder(new UniformRandom(200_000, 1_000_000, 1))).isTrue();
    assertThat(keepsOrder(new Shape.Grid(400, 400))).isTrue();
  }

  @Test
  void aCrawlInUrlOrderKeepsItsOrderAlthoughSkewed() throws IOException {
    Path file = SharedData.file("cnr-2000/cnr-2000.graph-txt.gz");
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), US_ASCII));
        GraphBuilder builder =
            new GraphBuilder(BuildOptions.defaults(), new ImportTally(), RunControl.none())) {
      int vertexCount = Integer.parseInt(lines.readLine().trim());
      for (int u = 0; u < vertexCount; u++) {
        StringTokenizer line = new StringTokenizer(lines.readLine());
        int[] sources = new int[line.countTokens()];
        Arrays.fill(sources, u);
        int[] targets = new int[sources.length];
        Arrays.setAll(targets, i -> Integer.parseInt(line.nextToken()));
        builder.accept(new EdgeBlock(sources, targets, null, sources.length));
      }
      try (Graph graph = builder.build(vertexCount, Optional.empty())) {
        assertThat(graph.edgeCount()).isEqualTo(3_216_152);
        assertThat(graph.order().isIdentity()).isTrue();
        int[] degrees = DegreeOrder.degrees(graph.out(), false, 2);
        double mean = 2.0 * graph.edgeCount() / vertexCount;
        assertThat(Arrays.stream(degrees).max().orElseThrow())
            .as("largest degree: the graph is skewed")
            .isGreaterThan((int) (32 * mean));
      }
    }
  }
}
