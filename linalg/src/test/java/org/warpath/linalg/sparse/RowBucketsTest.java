package org.warpath.linalg.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowBucketsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 1023, 1024, 1025, 2048, 2049, 1_000_003, Integer.MAX_VALUE})
  void bucketsCoverAllRowsInOrder(int rowCount) {
    RowBuckets buckets = RowBuckets.of(rowCount);
    assertThat(buckets.count()).isBetween(Math.min(rowCount, 512), 1024);
    assertThat(buckets.firstRow(0)).isZero();
    assertThat(buckets.firstRow(buckets.count())).isEqualTo(rowCount);
    for (int bucket = 0; bucket < buckets.count(); bucket++) {
      int first = buckets.firstRow(bucket);
      int last = buckets.firstRow(bucket + 1) - 1;
      assertThat(last).isGreaterThanOrEqualTo(first);
      assertThat(first >>> buckets.shift()).isEqualTo(bucket);
      assertThat(last >>> buckets.shift()).isEqualTo(bucket);
    }
  }

  @Test
  void piecesWriteBehindOneAnotherInEachBucket() {
    long[][] counts = {{2, 0, 1}, {1, 3_000_000_000L, 1}};
    assertThat(RowBuckets.of(3).start(counts))
        .containsExactly(0, 3, 3_000_000_003L, 3_000_000_005L);
    assertThat(counts[0]).containsExactly(0, 3, 3_000_000_003L);
    assertThat(counts[1]).containsExactly(2, 3, 3_000_000_004L);
  }
}
