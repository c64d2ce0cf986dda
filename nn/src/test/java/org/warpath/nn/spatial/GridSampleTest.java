package org.warpath.nn.spatial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.OnnxLayer;
import org.warpath.nn.tensor.Shape;

class GridSampleTest {

  static Stream<GridSample> all() {
    return Stream.of(Interpolation.values())
        .flatMap(interpolation ->
            Stream.of(Padding.values())
                .flatMap(padding ->
                    Stream.of(true, false)
                        .map(aligns -> new GridSample(interpolation, padding, aligns))));
  }

  private static double[] sample(GridSample layer, double[] values, double... grid) {
    return LayerCheck.inference(
            layer, Shape.of(1, 1, 1, values.length), Shape.of(1, 1, grid.length / 2, 2))
        .with(0, values)
        .with(1, grid)
        .outputs()
        .getFirst()
        .toArray();
  }

  @Test
  void samplesBetweenAndBeyondElements() {
    double[] values = {10, 20, 40};
    double[] grid = {-1, 0, -0.5, 0, 0.5, 0, 1, 0, 2, 0};
    Interpolation linear = Interpolation.LINEAR;
    assertThat(sample(new GridSample(linear, Padding.ZEROS, true), values, grid))
        .containsExactly(10, 15, 30, 40, 0);
    assertThat(sample(new GridSample(linear, Padding.BORDER, true), values, grid))
        .containsExactly(10, 15, 30, 40, 40);
    assertThat(sample(new GridSample(linear, Padding.REFLECTION, true), values, grid))
        .containsExactly(10, 15, 30, 40, 20);
    assertThat(sample(new GridSample(linear, Padding.ZEROS, false), values, -1, 0, 1, 0))
        .containsExactly(5, 20);
    assertThat(sample(new GridSample(Interpolation.NEAREST, Padding.ZEROS, true), values, 0.4, 0))
        .containsExactly(20);
    assertThat(sample(new GridSample(Interpolation.CUBIC, Padding.BORDER, true), values, 0, 0))
        .containsExactly(20);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aPlaceThatIsNoNumberShowsNothing(GridSample layer) {
    assertThat(sample(layer, new double[] {1, 2, 3}, Double.NaN, 0)).containsExactly(0);
  }

  @ParameterizedTest
  @MethodSource("all")
  void gradients(GridSample layer) {
    LayerCheck.of(layer, Shape.of(2, 3, 4, 5), Shape.of(2, 3, 4, 2))
        .gradientsAreThoseOfDifferences();
    LayerCheck.of(layer, Shape.of(1, 2, 3, 2, 4), Shape.of(1, 2, 1, 3, 3))
        .gradientsAreThoseOfDifferences();
  }

  @Test
  void float32() {
    GridSample layer = new GridSample(Interpolation.LINEAR, Padding.ZEROS, false);
    LayerCheck check = LayerCheck.of(layer, Shape.of(2, 9, 20, 20), Shape.of(2, 18, 18, 2));
    check.isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
    check.isTheSameForAnyThreads();
  }

  // Tasks of two channels, the last of one, and places in more than one block.
  @Test
  void groupsOfChannels() {
    GridSample layer = new GridSample(Interpolation.LINEAR, Padding.ZEROS, false);
    LayerCheck check = LayerCheck.of(layer, Shape.of(4, 9, 5, 6), Shape.of(4, 17, 18, 2));
    check.isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
    check.isTheSameForAnyThreads();
  }

  @Test
  void infinityBesideAPlaceDoesNotShow() {
    GridSample layer = new GridSample(Interpolation.LINEAR, Padding.ZEROS, true);
    double[] values = {Double.POSITIVE_INFINITY, 1, 2};
    assertThat(sample(layer, values, 0.5, 0, 3, 0)).containsExactly(1.5, 0);
  }

  private static GridSample layer(OnnxLayer onnx) {
    Interpolation interpolation =
        switch (onnx.from().strings().getOrDefault("mode", "linear")) {
          case "nearest" -> Interpolation.NEAREST;
          case "cubic", "bicubic" -> Interpolation.CUBIC;
          default -> Interpolation.LINEAR;
        };
    Padding padding =
        switch (onnx.from().strings().getOrDefault("padding_mode", "zeros")) {
          case "border" -> Padding.BORDER;
          case "reflection" -> Padding.REFLECTION;
          default -> Padding.ZEROS;
        };
    return new GridSample(interpolation, padding, onnx.integer("align_corners", 0) == 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node/test_gridsample",
        "node/test_gridsample_bicubic",
        "node/test_gridsample_bicubic_align_corners_0_additional_1",
        "node/test_gridsample_bilinear",
        "node/test_gridsample_bilinear_align_corners_0_additional_1",
        "node/test_gridsample_border_padding",
        "node/test_gridsample_nearest",
        "node/test_gridsample_nearest_align_corners_1_additional_1",
        "node/test_gridsample_reflection_padding",
        "node/test_gridsample_volumetric_bilinear_align_corners_1",
        "node/test_gridsample_volumetric_nearest_align_corners_0",
        "node/test_gridsample_zeros_padding",
      })
  void conforms(String folder) {
    OnnxLayer onnx = OnnxLayer.read(folder);
    onnx.isDoneBy(layer(onnx), Mode.INFERENCE, 2);
  }

  @Test
  void refusesGridsOfOtherShapes() {
    GridSample layer = new GridSample(Interpolation.LINEAR, Padding.ZEROS, false);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.outputs(List.of(Shape.of(2, 1, 4, 5), Shape.of(2, 3, 3, 3))))
        .withMessage("expected a grid of 4 dimensions, the first 2 and the last 2, was 2×3×3×3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.outputs(List.of(Shape.of(2, 1, 4), Shape.of(2, 3, 1))))
        .withMessage("expected an input of 4 or 5 dimensions, was 2×1×4");
  }
}
