package org.warpath.nn.normalization;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.NoLeaks;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.WarmDevice;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

@GpuTest
@NoLeaks
class CudaNormalizationTest {

  @BeforeAll
  static void warm() {
    WarmDevice.open();
  }

  private static void check(ElementType type, Layer layer, Shape shape) {
    LayerCheck.of(layer, shape).isTheSameOn(TestDevice.engine(), type);
  }

  @ParameterizedTest
  @EnumSource
  void batchesAreTheProcessors(ElementType type) {
    check(type, BatchNormalization.of(), Shape.of(3, 2, 4, 5));
    check(type, BatchNormalization.of(), Shape.of(9, 5));
    check(type, new BatchNormalization(1e-3, 0.5, false), Shape.of(2, 3, 11));
    check(type, BatchNormalizationTest.FIXED, Shape.of(2, 3, 11));
    LayerCheck.inference(BatchNormalization.of(), Shape.of(3, 2, 4))
        .isTheSameOn(TestDevice.engine(), type);
  }

  @ParameterizedTest
  @EnumSource
  void channelsOfSeveralPiecesAreTheProcessors(ElementType type) {
    check(type, BatchNormalization.of(), Shape.of(3, 2, 75, 75));
  }

  @ParameterizedTest
  @EnumSource
  void scalesAreTheProcessors(ElementType type) {
    check(type, Scale.of(), Shape.of(3, 2, 4, 5));
    check(type, new Scale(false, Initialiser.constant(1), Initialiser.constant(0)), Shape.of(4, 3));
  }

  @ParameterizedTest
  @EnumSource
  void rowsAreTheProcessors(ElementType type) {
    check(type, LayerNormalization.of(1), Shape.of(5, 3, 17));
    check(type, LayerNormalization.of(2), Shape.of(70, 3, 5));
    check(type, new LayerNormalization(1, 1e-3, false), Shape.of(2, 300));
  }

  @ParameterizedTest
  @EnumSource
  void localResponsesAreTheProcessors(ElementType type) {
    check(type, new LocalResponseNormalization(5, 0.5, 0.75, 1), Shape.of(2, 7, 3, 2));
    check(type, new LocalResponseNormalization(4, 0.5, 0.5, 2), Shape.of(2, 6, 3));
  }
}
