package org.warpath.graph.paths;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PathTest {
  @Test
  void thereIsOneWeightAnEdge() {
    assertThatThrownBy(() -> new Path(List.of(1, 2), List.of(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a path of 2 vertices cannot have 0 edge weights");
    assertThatThrownBy(() -> new Path(List.of(), List.of(1f), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
