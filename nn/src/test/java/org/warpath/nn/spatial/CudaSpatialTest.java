package org.warpath.nn.spatial;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.NoLeaks;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.WarmDevice;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

@GpuTest
@NoLeaks
class CudaSpatialTest {

  @BeforeAll
  static void warm() {
    WarmDevice.open();
  }

  // Odd multiples of 1/64, exact in all types, and never at an element, where slopes jump.
  private static double[] places(Shape grid) {
    double[] places = new double[Math.toIntExact(grid.count())];
    for (int i = 0; i < places.length; i++) {
      places[i] = (2 * (i * 29 % 79) - 79) / 64.0;
    }
    return places;
  }

  @ParameterizedTest
  @EnumSource
  void samplesAreTheProcessors(ElementType type) {
    GridSampleTest.all()
        .forEach(layer -> {
          check(layer, Shape.of(2, 3, 4, 5), Shape.of(2, 3, 4, 2), type);
          check(layer, Shape.of(1, 2, 3, 2, 4), Shape.of(1, 2, 1, 3, 3), type);
        });
  }

  private static void check(GridSample layer, Shape input, Shape grid, ElementType type) {
    LayerCheck.of(layer, input, grid).with(1, places(grid)).isTheSameOn(TestDevice.engine(), type);
  }

  @ParameterizedTest
  @EnumSource
  void gridsAreTheProcessors(ElementType type) {
    LayerCheck.of(new AffineGrid(List.of(3, 4), true), Shape.of(2, 2, 3))
        .isTheSameOn(TestDevice.engine(), type);
    LayerCheck.of(new AffineGrid(List.of(2, 3, 40), false), Shape.of(2, 12))
        .isTheSameOn(TestDevice.engine(), type);
  }

  @ParameterizedTest
  @EnumSource
  void transformersAreTheProcessors(ElementType type) {
    double[] maps = {0.75, 0.25, 0.0625, -0.25, 0.875, -0.125};
    LayerCheck.of(SpatialTransformer.of(3, 4), Shape.of(1, 2, 5, 4), Shape.of(1, 6))
        .with(1, maps)
        .isTheSameOn(TestDevice.engine(), type);
  }
}
