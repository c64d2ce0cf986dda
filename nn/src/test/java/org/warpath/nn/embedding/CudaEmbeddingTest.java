package org.warpath.nn.embedding;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
class CudaEmbeddingTest {

  @BeforeAll
  static void warm() {
    WarmDevice.open();
  }

  @ParameterizedTest
  @EnumSource
  void isTheProcessors(ElementType type) {
    EmbeddingTest.words().isTheSameOn(TestDevice.engine(), type);
    EmbeddingTest.gather(0).isTheSameOn(TestDevice.engine(), type);
    EmbeddingTest.gather(1).isTheSameOn(TestDevice.engine(), type);
    EmbeddingTest.gather(-1).isTheSameOn(TestDevice.engine(), type);
  }

  @Test
  void namesABadIndex() {
    LayerCheck check = LayerCheck.of(Embedding.of(5, 3), Shape.of(3)).withFixed(0, 1, 0.5, -1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check.outputs(TestDevice.engine(), ElementType.FLOAT32))
        .withMessage("layer: index 0.5 at place 1 must be an integer in [0, 5)");
  }
}
