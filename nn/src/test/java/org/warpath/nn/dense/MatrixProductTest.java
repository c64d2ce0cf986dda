package org.warpath.nn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

class MatrixProductTest {

  @Test
  void gradients() {
    LayerCheck.of(MatrixProduct.of(), Shape.of(3, 4), Shape.of(4, 2))
        .gradientsAreThoseOfDifferences();
    LayerCheck.of(new MatrixProduct(true, false, 0.5), Shape.of(4, 3), Shape.of(4, 2))
        .gradientsAreThoseOfDifferences();
    LayerCheck.of(new MatrixProduct(false, true, 2), Shape.of(3, 4), Shape.of(2, 4))
        .gradientsAreThoseOfDifferences();
    LayerCheck.of(new MatrixProduct(true, true, 1), Shape.of(2, 4, 3), Shape.of(2, 2, 4))
        .gradientsAreThoseOfDifferences();
  }

  @Test
  void gradientsOfWhatIsRepeated() {
    LayerCheck.of(MatrixProduct.of(), Shape.of(2, 1, 3, 4), Shape.of(3, 4, 2))
        .gradientsAreThoseOfDifferences();
    LayerCheck.of(new MatrixProduct(true, true, 1), Shape.of(4, 3), Shape.of(2, 2, 4))
        .gradientsAreThoseOfDifferences();
  }

  @Test
  void float32() {
    LayerCheck.of(MatrixProduct.of(), Shape.of(3, 20, 30), Shape.of(30, 10))
        .isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
  }

  @Test
  void countsMultiplyAdds() {
    List<Shape> inputs = List.of(Shape.of(5, 2, 3), Shape.of(3, 4));
    assertThat(MatrixProduct.of().multiplyAdds(inputs)).isEqualTo(5 * 2 * 3 * 4);
  }

  @Test
  void matricesThatDoNotMatch() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MatrixProduct.of().outputs(List.of(Shape.of(2, 3), Shape.of(2, 3))))
        .withMessage("matrices 2×3 and 2×3 cannot be multiplied");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MatrixProduct.of().outputs(List.of(Shape.of(2), Shape.of(2, 3))))
        .withMessageContaining("at least 2 dimensions");
  }
}
