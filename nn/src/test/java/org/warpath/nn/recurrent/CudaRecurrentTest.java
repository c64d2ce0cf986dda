package org.warpath.nn.recurrent;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.NoLeaks;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.WarmDevice;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

@GpuTest
@NoLeaks
class CudaRecurrentTest {

  @BeforeAll
  static void warm() {
    WarmDevice.open();
  }

  static List<Cell> cells() {
    return RecurrentTest.CELLS;
  }

  @ParameterizedTest
  @EnumSource
  void isTheProcessors(ElementType type) {
    for (Cell cell : RecurrentTest.CELLS) {
      RecurrentTest.everything(cell).isTheSameOn(TestDevice.engine(), type);
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  void manyCells(Cell cell) {
    LayerCheck.of(Recurrent.of(cell, 20).withoutBias().in(Direction.REVERSE), Shape.of(2, 30, 4))
        .isTheSameOn(TestDevice.engine(), ElementType.FLOAT32);
  }

  @ParameterizedTest
  @MethodSource("org.warpath.nn.recurrent.OnnxRecurrent#names")
  void isOnnxs(String name) throws IOException, URISyntaxException {
    OnnxRecurrent.check(name, TestDevice.engine());
  }
}
