package org.warpath.fft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;

class PlanCacheTest {
  @Test
  void plansAreMadeOnceWhileTheyAreAmongTheLastUsed() {
    AtomicInteger made = new AtomicInteger();
    PlanCache<Object> cache = new PlanCache<>(key -> made.incrementAndGet());
    Object first = cache.get(FftShape.of(1), Precision.FLOAT64);
    for (int n = 2; n <= 40; n++) {
      cache.get(FftShape.of(n), Precision.FLOAT64);
      assertThat(cache.get(FftShape.of(1), Precision.FLOAT64)).isSameAs(first);
    }
    assertThat(made).hasValue(40);
    cache.get(FftShape.of(2), Precision.FLOAT64);
    assertThat(made).hasValue(41);
  }
}
