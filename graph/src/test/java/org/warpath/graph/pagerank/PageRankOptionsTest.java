package org.warpath.graph.pagerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRankOptionsTest {
  private static final PageRankOptions DEFAULTS = PageRankOptions.defaults();

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void everyWitherChangesItsOptionOnly() {
    PageRankOptions options =
        DEFAULTS
            .withDamping(.5)
            .withTolerance(.25)
            .withIterations(7)
            .withWeighted(true)
            .withPrecision(Precision.FLOAT32)
            .withCompat(Compat.NETWORKX)
            .withPersonalization(Map.of(2, 1.0))
            .withWarmStart(new double[] {1, 2});
    assertThat(options)
        .isEqualTo(
            new PageRankOptions(
                .5,
                .25,
                7,
                true,
                true,
                Precision.FLOAT32,
                Compat.NETWORKX,
                VertexWeights.of("personalization", Map.of(2, 1.0)),
                VertexWeights.of("warm start", new double[] {1, 2})));
    assertThat(options.withMaxIterations(9).fixedIterations()).isFalse();
    assertThat(options.withMaxIterations(9).maxIterations()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-.1, 1, 1.2, Double.NaN})
  void dampingIsInZeroToOne(double damping) {
    assertRefused(() -> DEFAULTS.withDamping(damping), "damping must be in [0, 1), was " + damping);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, Double.POSITIVE_INFINITY, Double.NaN})
  void toleranceIsFiniteAndNotNegative(double tolerance) {
    assertRefused(
        () -> DEFAULTS.withTolerance(tolerance), "tolerance must be in [0, ∞), was " + tolerance);
  }

  @Test
  void thereIsAtLeastOneIteration() {
    assertRefused(() -> DEFAULTS.withIterations(0), "iterations must be at least 1, was 0");
    assertRefused(() -> DEFAULTS.withMaxIterations(-3), "maxIterations must be at least 1, was -3");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void vectorsAreFiniteAndNotNegative(double bad) {
    assertRefused(
        () -> DEFAULTS.withPersonalization(Map.of(1, 1.0, 5, bad)),
        "personalization of vertex 5 must be finite and not negative, was " + bad);
    assertRefused(
        () -> DEFAULTS.withWarmStart(new double[] {1, 0, bad}),
        "warm start of vertex 2 must be finite and not negative, was " + bad);
  }

  @Test
  void vectorsHaveAPositiveEntry() {
    assertRefused(
        () -> DEFAULTS.withPersonalization(Map.of()),
        "personalization must have a positive weight, all were 0");
    assertRefused(
        () -> DEFAULTS.withWarmStart(new double[4]),
        "warm start must have a positive weight, all were 0");
  }

  @Test
  void vectorsAreCopied() {
    double[] weights = {1, 2};
    PageRankOptions options = DEFAULTS.withPersonalization(weights);
    weights[0] = 5;
    assertThat(options).isEqualTo(DEFAULTS.withPersonalization(new double[] {1, 2}));
    assertThat(options).isNotEqualTo(DEFAULTS.withPersonalization(weights));
  }

  @Test
  void everySystemHasItsOwnDefaults() {
    assertThat(PageRankOptions.defaults(Compat.NONE)).isEqualTo(PageRankOptions.defaults());
    assertThat(PageRankOptions.defaults(Compat.NETWORKX))
        .returns(1e-6, PageRankOptions::tolerance)
        .returns(100, PageRankOptions::maxIterations);
    assertThat(PageRankOptions.defaults(Compat.GRAPHALYTICS))
        .returns(true, PageRankOptions::fixedIterations)
        .returns(10, PageRankOptions::maxIterations);
    assertThat(PageRankOptions.defaults(Compat.GAP))
        .returns(1e-4, PageRankOptions::tolerance)
        .returns(20, PageRankOptions::maxIterations);
    assertThat(PageRankOptions.defaults(Compat.GDS))
        .returns(1e-7, PageRankOptions::tolerance)
        .returns(20, PageRankOptions::maxIterations);
  }

  @Test
  void conventionsAreNamedInOneLine() {
    assertThat(PageRankOptions.defaults().conventions())
        .isEqualTo("damping 0.85, unweighted, uniform, float64, compat none");
    assertThat(
            PageRankOptions.defaults(Compat.NETWORKX)
                .withWeighted(true)
                .withDamping(.9)
                .withPrecision(Precision.FLOAT32)
                .withPersonalization(Map.of(1, 1.0, 2, 1.0))
                .conventions())
        .isEqualTo(
            "damping 0.9, weighted, personalization of 2 vertices, float32, compat networkx");
  }
}
