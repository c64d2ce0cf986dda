package org.warpath.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.client.answer.PageRankAnswer;
import org.warpath.api.client.answer.VectorInfo;
import org.warpath.api.client.array.NpyArray;
import org.warpath.api.client.query.PageRankQuery;
import org.warpath.api.client.query.Preference;
import org.warpath.api.client.query.Shape;
import org.warpath.api.client.query.WccQuery;
import org.warpath.api.service.contract.RunningService;

/** Vectors kept with a graph are put, computed, used again and removed. */
class StoredVectorClientTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private static WarpathClient client;
  private static GraphClient graph;
  private static Vectors vectors;

  @BeforeAll
  static void generate() {
    client = WarpathClient.connect(SERVICE.uri());
    client.graphs().generate("g", Shape.rmat(8, 4).withSeed(3));
    graph = client.graph("g");
    vectors = graph.vectors();
  }

  @AfterAll
  static void close() {
    client.close();
  }

  @Test
  void aComputedVectorIsAWarmStart() {
    PageRankAnswer cold = graph.store(PageRankQuery.defaults(), "ranks");
    assertThat(cold.stored()).isNotNull();
    assertThat(cold.stored().name()).isEqualTo("ranks");
    assertThat(cold.stored().algorithm()).isEqualTo("pagerank");

    PageRankAnswer warm = graph.pageRank(PageRankQuery.defaults().withWarmStart("ranks"));
    assertThat(warm.iterations()).isLessThan(cold.iterations());
  }

  @Test
  void aVectorOfOnesOwnIsAPreference() {
    double[] preference = new double[256];
    preference[17] = 1;
    VectorInfo put = vectors.put("mine", NpyArray.of(preference));
    assertThat(put.type()).isEqualTo("float64");
    assertThat(put.length()).isEqualTo(256);
    assertThat(put.algorithm()).isNull();

    assertThat(
            graph
                .pageRank(PageRankQuery.defaults().withPersonalization(Preference.vector("mine")))
                .top()
                .getFirst()
                .vertex())
        .isEqualTo(17);
    assertThat(vectors.get("mine").doubles()).containsExactly(preference);
  }

  @Test
  void everyTypeComesBackAsItWas() {
    float[] floats = new float[256];
    floats[1] = 1.5f;
    int[] ints = new int[256];
    ints[2] = -7;
    long[] longs = new long[256];
    longs[3] = 1L << 60;
    vectors.put("floats", NpyArray.of(floats));
    vectors.put("ints", NpyArray.of(ints));
    vectors.put("longs", NpyArray.of(longs));
    assertThat(vectors.get("floats").floats()).containsExactly(floats);
    assertThat(vectors.get("ints").ints()).containsExactly(ints);
    assertThat(vectors.get("longs").longs()).containsExactly(longs);
    try (Rows rows = vectors.get("ints", StreamFormat.ROWS)) {
      assertThat(rows.stream().skip(2).findFirst().orElseThrow().value()).isEqualTo(-7);
    }
  }

  @Test
  void aRemovedVectorIsGone() {
    graph.store(WccQuery.defaults(), "labels");
    assertThat(vectors.list()).extracting(VectorInfo::name).contains("labels");
    vectors.delete("labels");
    assertThat(vectors.list()).extracting(VectorInfo::name).doesNotContain("labels");
    WarpathException gone =
        catchThrowableOfType(WarpathException.class, () -> vectors.get("labels"));
    assertThat(gone.type()).isEqualTo("/problems/unknown-vector");
  }

  @Test
  void aVectorOfAnotherLengthIsRefused() {
    WarpathException refused =
        catchThrowableOfType(WarpathException.class, () -> vectors.put("short", NpyArray.of(1.0)));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.detail()).contains("256");
  }
}
