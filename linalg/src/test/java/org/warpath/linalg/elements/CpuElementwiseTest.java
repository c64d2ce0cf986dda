package org.warpath.linalg.elements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Layout;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

class CpuElementwiseTest extends ElementwiseContract {

  @Override
  Engine.Cpu engine() {
    return Engine.cpu(2);
  }

  // Java's functions are within 1 unit, tanh within 2.5; narrower types see their exact rounding,
  // or its neighbour where the exact value is near the middle.
  @Override
  double ulps(ElementType type) {
    return type == ElementType.FLOAT64 ? 4 : 1;
  }

  @Test
  void anyFunctionMapsBetweenTypes() {
    Matrix a = Layout.COLUMNS_OF_BLOCK.random(ElementType.FLOAT32, 40, 50, new Random(41)).matrix();
    Matrix b = Matrix.of(new double[] {0.125});
    Matrix result = Matrix.zeros(ElementType.FLOAT64, 40, 50);
    Elementwise.map((x, y) -> x * 1e300 + y, a, b, result, engine());
    assertThat(result.get(39, 49)).isEqualTo(a.get(39, 49) * 1e300 + 0.125);
    Elementwise.map(x -> x < 0 ? 0 : 1, result, result, engine());
    assertThat(result.get(7, 8)).isEqualTo(a.get(7, 8) < 0 ? 0 : 1);
  }

  @Test
  void whatAFunctionThrowsIsThrownOn() {
    Vector x = Vector.zeros(ElementType.FLOAT64, 200_000);
    x.set(150_000, 1);
    assertThatIllegalStateException()
        .isThrownBy(() ->
            Elementwise.map(
                v -> {
                  if (v == 1) {
                    throw new IllegalStateException("at 1");
                  }
                  return v;
                },
                x,
                x,
                engine()))
        .withMessage("at 1");
  }

  @Test
  void memoryConfinedToTheCallerIsTaken() {
    try (Arena arena = Arena.ofConfined()) {
      Vector x = Vector.zeros(arena, ElementType.FLOAT64, 300_000);
      Elementwise.map(v -> v + 1, x, x, engine());
      assertThat(Reductions.reduce(Reduction.SUM, x, engine())).isEqualTo(300_000);
    }
  }

  @Test
  void largeTransposesAreExact() {
    Matrix a = Matrix.zeros(ElementType.FLOAT32, 517, 389);
    for (int i = 0; i < 517; i++) {
      for (int j = 0; j < 389; j++) {
        a.set(i, j, i * 1000 + j);
      }
    }
    Matrix result = Matrix.zeros(ElementType.FLOAT32, 389, 517);
    Elementwise.copy(a.transposed(), result, engine());
    assertThat(result.transposed().toArray()).isDeepEqualTo(a.toArray());
  }
}
