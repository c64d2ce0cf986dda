package org.warpath.graph.sssp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SsspOptionsTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aBucketMustHaveAWidth(double delta) {
    assertThatThrownBy(() -> SsspOptions.defaults(0).withDelta(delta))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("delta must be finite and above 0, was " + delta);
  }

  @Test
  void negativeVerticesAreRefused() {
    assertThatThrownBy(() -> SsspOptions.defaults(-1)).hasMessageContaining("source");
    assertThatThrownBy(() -> SsspOptions.defaults(0).withTarget(-2)).hasMessageContaining("target");
  }

  @Test
  void eachOptionChangesOnlyItself() {
    SsspOptions options = SsspOptions.defaults(4);
    assertThat(options.weighted()).isTrue();
    assertThat(options.parents()).isTrue();
    SsspOptions all = options.withTarget(2).withWeighted(false).withParents(false).withDelta(3);
    assertThat(all.source()).isEqualTo(4);
    assertThat(all.target()).hasValue(2);
    assertThat(all.weighted()).isFalse();
    assertThat(all.parents()).isFalse();
    assertThat(all.delta()).hasValue(3);
  }
}
