package org.warpath.graph.graphalytics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;

class RulesTest {
  private static VertexIds ids(int count) {
    try (Graph graph = TestGraphs.directed(count)) {
      return VertexIds.of(graph);
    }
  }

  private static Verdict close(double expected, double got) {
    return Rules.close(new double[] {1, expected}, new double[] {1, got}, ids(2));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2",
    "2, 2.00019",
    "2, 1.99981",
    "-2, -2.00019",
    "0, 0",
    "Infinity, Infinity",
    "1e300, 1.00009e300"
  })
  void closeNumbersAgree(double expected, double got) {
    assertThat(close(expected, got)).isEqualTo(new Verdict.Passed());
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2.00021",
    "2, 1.99979",
    "0, 1e-300",
    "1e-300, 0",
    "Infinity, 1e308",
    "1e308, Infinity",
    "Infinity, -Infinity",
    "1, NaN",
    "NaN, 1"
  })
  void distantNumbersDoNot(double expected, double got) {
    assertThat(close(expected, got))
        .isEqualTo(new Verdict.Mismatch(1, Double.toString(expected), Double.toString(got)));
  }

  private static Verdict exact(long... got) {
    return Rules.exact(new long[] {5, 6, 7}, got, ids(3));
  }

  @Test
  void exactNamesTheFirstDifference() {
    assertThat(exact(5, 6, 7)).isEqualTo(new Verdict.Passed());
    assertThat(exact(5, 7, 6)).isEqualTo(new Verdict.Mismatch(1, "6", "7"));
  }

  private static Verdict equivalent(int... got) {
    return Rules.equivalent(new long[] {7, 7, 9, 7, 9}, got, ids(5));
  }

  @Test
  void partitionsAgreeWhateverTheirLabels() {
    assertThat(equivalent(0, 0, 2, 0, 2)).isEqualTo(new Verdict.Passed());
    assertThat(equivalent(4, 4, 1, 4, 1)).isEqualTo(new Verdict.Passed());
  }

  @Test
  void splitAndMergedPartsAreMismatches() {
    assertThat(equivalent(0, 0, 2, 3, 2))
        .isEqualTo(new Verdict.Mismatch(3, "the part of vertex 0", "a new part"));
    assertThat(equivalent(0, 0, 0, 0, 0))
        .isEqualTo(new Verdict.Mismatch(2, "a new part", "the part of vertex 0"));
    assertThat(equivalent(0, 0, 2, 2, 2))
        .isEqualTo(new Verdict.Mismatch(3, "the part of vertex 0", "the part of vertex 2"));
  }
}
