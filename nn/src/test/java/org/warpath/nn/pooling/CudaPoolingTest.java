package org.warpath.nn.pooling;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.NoLeaks;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.WarmDevice;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

@GpuTest
@NoLeaks
class CudaPoolingTest {

  @BeforeAll
  static void warm() {
    WarmDevice.open();
  }

  // Multiples of 1/4 that all types hold, so that all agree on which is the largest.
  private static void check(Layer layer, Shape shape, ElementType type) {
    double[] values = new double[Math.toIntExact(shape.count())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 37 % 64 - 32) / 4.0;
    }
    LayerCheck.of(layer, shape).with(0, values).isTheSameOn(TestDevice.engine(), type);
  }

  @ParameterizedTest
  @EnumSource
  void maximaAreTheProcessors(ElementType type) {
    for (PoolingShapes each : PoolingShapes.ALL) {
      for (Indices indices : Indices.values()) {
        check(new MaxPooling(each.window(), indices), each.input(), type);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void meansAreTheProcessors(ElementType type) {
    for (PoolingShapes each : PoolingShapes.ALL) {
      check(new AveragePooling(each.window(), false), each.input(), type);
      check(new AveragePooling(each.window(), true), each.input(), type);
    }
  }

  @ParameterizedTest
  @EnumSource
  void globalPoolingIsTheProcessors(ElementType type) {
    for (GlobalPooling layer : GlobalPooling.values()) {
      check(layer, Shape.of(2, 3, 7, 11), type);
      check(layer, Shape.of(2, 2, 3), type);
    }
  }
}
