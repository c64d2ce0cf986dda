package org.warpath.nn.spatial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.OnnxLayer;
import org.warpath.nn.tensor.Shape;

class AffineGridTest {
  private static final double[] IDENTITY = {1, 0, 0, 0, 1, 0};

  private static double[] identity(AffineGrid layer) {
    return LayerCheck.inference(layer, Shape.of(1, 6))
        .with(0, IDENTITY)
        .outputs()
        .getFirst()
        .toArray();
  }

  @Test
  void theIdentityGoesFromEndToEnd() {
    assertThat(identity(new AffineGrid(List.of(1, 2), true))).containsExactly(-1, 0, 1, 0);
    assertThat(identity(new AffineGrid(List.of(1, 2), false))).containsExactly(-0.5, 0, 0.5, 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gradients(boolean alignsCorners) {
    LayerCheck.of(new AffineGrid(List.of(3, 4), alignsCorners), Shape.of(2, 2, 3))
        .gradientsAreThoseOfDifferences();
    LayerCheck.of(new AffineGrid(List.of(2, 3, 4), alignsCorners), Shape.of(2, 12))
        .gradientsAreThoseOfDifferences();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "extra/test_affine_grid_2d",
        "extra/test_affine_grid_2d_align_corners",
        "extra/test_affine_grid_3d",
        "extra/test_affine_grid_3d_align_corners",
      })
  void conforms(String folder) {
    OnnxLayer onnx = OnnxLayer.read(folder);
    List<Integer> sizes =
        Arrays.stream(onnx.input(1).toArray())
            .skip(2)
            .mapToInt(size -> (int) size)
            .boxed()
            .toList();
    onnx.isDoneBy(new AffineGrid(sizes, onnx.integer("align_corners", 0) == 1), Mode.INFERENCE, 1);
  }

  @Test
  void refusesWhatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AffineGrid(List.of(3), true))
        .withMessage("a grid has 2 or 3 sizes of at least 1, not [3]");
    AffineGrid layer = new AffineGrid(List.of(3, 4), true);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.outputs(List.of(Shape.of(2, 3, 3))))
        .withMessage("expected maps of N×2×3 or N×6, was 2×3×3");
  }
}
