package org.warpath.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.warpath.api.client.query.BfsQuery;
import org.warpath.api.client.query.CdlpQuery;
import org.warpath.api.client.query.EngineChoice;
import org.warpath.api.client.query.FftOptions;
import org.warpath.api.client.query.ImportOptions;
import org.warpath.api.client.query.NeighborsQuery;
import org.warpath.api.client.query.PageRankQuery;
import org.warpath.api.client.query.PprBatchQuery;
import org.warpath.api.client.query.Preference;
import org.warpath.api.client.query.Shape;
import org.warpath.api.client.query.SparseMatrix;
import org.warpath.api.client.query.SsspQuery;
import org.warpath.api.client.query.SubgraphQuery;
import org.warpath.api.client.query.VertexRef;
import org.warpath.api.client.query.WccQuery;
import org.warpath.api.client.query.WidestQuery;

/** Queries say what the contract calls it, and nothing that was not set. */
class QueryTest {

  @ParameterizedTest
  @MethodSource
  void jsonIsTheContracts(Object query, String json) throws JsonProcessingException {
    assertThat(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(query)))
        .isEqualTo(Json.MAPPER.readTree(json));
  }

  static Stream<Arguments> jsonIsTheContracts() {
    return Stream.of(
        Arguments.of(PageRankQuery.defaults(), "{}"),
        Arguments.of(WccQuery.defaults(), "{}"),
        Arguments.of(
            PageRankQuery.defaults()
                .withDamping(0.9)
                .withTolerance(0)
                .withMaxIterations(7)
                .withWeighted(true)
                .withPrecision(PageRankQuery.Precision.FLOAT32)
                .withCompat(PageRankQuery.Compat.NETWORKX)
                .withPersonalization(Preference.of("Berlin", "#17"))
                .withWarmStart("ranks")
                .withTop(20)
                .withEngine(EngineChoice.CPU),
            """
            {"damping": 0.9, "tolerance": 0.0, "maxIterations": 7, "weighted": true,
             "precision": "float32", "compat": "networkx", "personalization": ["Berlin", "#17"],
             "warmStart": "ranks", "top": 20, "engine": "cpu"}\
            """),
        Arguments.of(
            PageRankQuery.defaults().withIterations(3).withPersonalization(Preference.vector("v")),
            "{\"iterations\": 3, \"personalization\": \"v\"}"),
        Arguments.of(
            PprBatchQuery.of(
                List.of(
                    Preference.of(List.of(VertexRef.of(3), VertexRef.of("Berlin"))),
                    Preference.weighted(Map.of(VertexRef.of(4), 0.5)))),
            "{\"personalizations\": [[3, \"Berlin\"], {\"#4\": 0.5}]}"),
        Arguments.of(
            SsspQuery.from("Berlin").to("Tokyo").withWeighted(false),
            "{\"source\": \"Berlin\", \"target\": \"Tokyo\", \"weighted\": false}"),
        Arguments.of(WidestQuery.from(1).to(2), "{\"source\": 1, \"target\": 2}"),
        Arguments.of(BfsQuery.from(VertexRef.of(0)).withTop(0), "{\"source\": 0, \"top\": 0}"),
        Arguments.of(CdlpQuery.defaults().withIterations(0), "{\"iterations\": 0}"),
        Arguments.of(
            NeighborsQuery.in().withLimit(5).withOffset(10),
            "{\"direction\": \"in\", \"limit\": 5, \"offset\": 10}"),
        Arguments.of(
            SubgraphQuery.around("A").withHops(2).withDirection(SubgraphQuery.Direction.OUT),
            "{\"vertices\": [\"A\"], \"hops\": 2, \"direction\": \"out\"}"),
        Arguments.of(
            ImportOptions.defaults()
                .withFormat(ImportOptions.Format.EDGES)
                .withDirection(ImportOptions.Direction.BY_FORMAT)
                .withDuplicates(ImportOptions.Duplicates.SUM)
                .withSelfLoops(ImportOptions.SelfLoops.DROP)
                .withWeights(false)
                .withNegativeWeights(ImportOptions.NegativeWeights.KEEP),
            """
            {"format": "edges", "direction": "by_format", "duplicates": "sum",
             "selfLoops": "drop", "weights": false, "negativeWeights": "keep"}\
            """),
        Arguments.of(
            Shape.rmat(10, 8).withSeed(1).withSymmetric(true).withWeights(1, 9),
            """
            {"kind": "rmat", "scale": 10, "edgeFactor": 8, "seed": 1, "symmetric": true,
             "weights": [1, 9]}\
            """),
        Arguments.of(Shape.grid(2, 3), "{\"kind\": \"grid\", \"rows\": 2, \"columns\": 3}"),
        Arguments.of(
            new SparseMatrix(2, 3, List.of(new SparseMatrix.Entry(1, 2, 0.5))),
            "{\"rows\": 2, \"columns\": 3, \"entries\": [[1, 2, 0.5]]}"),
        Arguments.of(
            FftOptions.defaults().withReal(true).withInverse(true).withLength(9),
            "{\"real\": true, \"inverse\": true, \"length\": 9}"));
  }

  @ParameterizedTest
  @MethodSource
  void whatIsOutOfRangeIsToldAtOnce(ThrowingCallable query, String message) {
    assertThatThrownBy(query).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  static Stream<Arguments> whatIsOutOfRangeIsToldAtOnce() {
    PageRankQuery query = PageRankQuery.defaults();
    return Stream.of(
        refused(() -> query.withDamping(1), "damping must be in [0.0, 1.0), was 1.0"),
        refused(
            () -> query.withTolerance(Double.NaN), "tolerance must be in [0.0, Infinity), was NaN"),
        refused(() -> query.withTop(-1), "top must be in [0, 100000], was -1"),
        refused(
            () -> Preference.of(List.of()),
            "vertices of a preference must be in [1, 100000], was 0"),
        refused(() -> VertexRef.of(-1), "vertex must be at least 0, was -1"),
        refused(() -> VertexRef.of(""), "a vertex's name must not be empty"));
  }

  private static Arguments refused(ThrowingCallable query, String message) {
    return Arguments.of(query, message);
  }

  @Test
  void queriesDoNotChange() {
    PageRankQuery query = PageRankQuery.defaults();
    assertThat(query.withTop(3)).isNotEqualTo(query).isEqualTo(query.withTop(3));
    assertThat(query.values()).isEmpty();
  }
}
