package org.warpath.nn.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

class EmbeddingTest {

  static LayerCheck words() {
    return LayerCheck.of(Embedding.of(5, 3), Shape.of(2, 4)).withFixed(0, 4, 0, 1, 1, 4, 2, 1, 4);
  }

  static LayerCheck gather(int axis) {
    return LayerCheck.of(new Gather(axis), Shape.of(3, 4, 3), Shape.of(2, 2))
        .withFixed(1, 2, -1, 0, 2);
  }

  @Test
  void gradients() {
    words().gradientsAreThoseOfDifferences();
    gather(0).gradientsAreThoseOfDifferences();
    gather(1).gradientsAreThoseOfDifferences();
    gather(-1).gradientsAreThoseOfDifferences();
  }

  @Test
  void float32() {
    words().isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
  }

  // Cut by columns, and on many threads by rows too.
  @Test
  void wideRows() {
    double[] indices = new double[60];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = i * i % 7;
    }
    LayerCheck check = LayerCheck.of(Embedding.of(7, 150), Shape.of(3, 20)).withFixed(0, indices);
    check.isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
    check.isTheSameForAnyThreads();
    gather(1).isTheSameForAnyThreads();
  }

  @Test
  void gathersRowsAndColumns() {
    LayerCheck rows =
        LayerCheck.of(new Gather(0), Shape.of(3, 2), Shape.of(2))
            .with(0, 1, 2, 3, 4, 5, 6)
            .withFixed(1, -1, 0);
    assertThat(rows.outputs().getFirst().toArray()).containsExactly(5, 6, 1, 2);
    LayerCheck column =
        LayerCheck.of(new Gather(1), Shape.of(3, 2), Shape.of())
            .with(0, 1, 2, 3, 4, 5, 6)
            .withFixed(1, 1);
    assertThat(column.outputs().getFirst().toArray()).containsExactly(2, 4, 6);
  }

  @Test
  void putsTheIndicesDimensionsInPlaceOfTheirs() {
    assertThat(new Gather(1).outputs(List.of(Shape.of(3, 4, 5), Shape.of(7, 8))))
        .containsExactly(Shape.of(3, 7, 8, 5));
    assertThat(Embedding.of(10, 3).outputs(List.of(Shape.of(7, 8))))
        .containsExactly(Shape.of(7, 8, 3));
  }

  @Test
  void namesABadIndex() {
    LayerCheck check = LayerCheck.of(Embedding.of(5, 3), Shape.of(3)).withFixed(0, 1, 5, -1);
    assertThatIllegalArgumentException()
        .isThrownBy(check::outputs)
        .withMessage("layer: index 5.0 at place 1 must be an integer in [0, 5)");
  }
}
