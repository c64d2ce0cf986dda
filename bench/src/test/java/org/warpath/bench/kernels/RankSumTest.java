package org.warpath.bench.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankSumTest {

  /** Two-sided critical values as statistics textbooks print them. */
  @ParameterizedTest
  @CsvSource({
    "5, 5, 0.05, 2",
    "5, 5, 0.01, 0",
    "6, 6, 0.01, 2",
    "5, 8, 0.05, 6",
    "8, 5, 0.05, 6",
    "7, 7, 0.01, 4",
    "10, 10, 0.05, 23",
    "10, 10, 0.01, 16",
    "20, 20, 0.05, 127",
    "20, 20, 0.01, 105"
  })
  void criticalValuesAreThoseOfPrintedTables(int m, int n, double alpha, int expected) {
    assertThat(RankSum.critical(m, n, alpha)).isEqualTo(expected);
  }

  @Test
  void fewNumbersTellNothing() {
    assertThat(RankSum.critical(1, 1, 0.05)).isEqualTo(-1);
    assertThat(RankSum.critical(4, 4, 0.01)).isEqualTo(-1);
    // Two of 1, of 10 ways that five and five can be told apart wholly, at each end.
    assertThat(RankSum.critical(3, 2, 0.2)).isEqualTo(0);
    assertThat(RankSum.critical(3, 2, 0.19)).isEqualTo(-1);
  }

  @Test
  void sizesAreBounded() {
    assertThat(RankSum.critical(100, 100, 0.01)).isBetween(3900, 4000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankSum.critical(5, 101, 0.01))
        .withMessage("a series must have 1 to 100 rounds, had 101");
  }
}
