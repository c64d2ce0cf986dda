package org.warpath.nn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Noise;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Against sums one after the other, whatever the blocks are. */
class ParallelGemmTest {

  @ParameterizedTest
  @CsvSource({
    "0, 3, 4",
    "3, 0, 4",
    "1, 1, 1",
    "3, 5, 2", // one block
    "50, 128, 512", // blocks of columns
    "513, 128, 64", // of rows
    "400, 400, 500", // more blocks than threads
  })
  void multipliesInBlocks(int m, int k, int n) {
    Matrix a = random(k, m, 1).transposed();
    Matrix b = random(k, n, 2);
    for (int threads : new int[] {1, 2, 3, 7}) {
      Matrix c = random(m, n, 3);
      Matrix before = random(m, n, 3);

      new ParallelGemm(threads).multiply(2, a, b, 0.5, c);

      for (int i = 0; i < m; i += Math.max(1, m / 13)) {
        for (int j = 0; j < n; j += Math.max(1, n / 17)) {
          double sum = 0;
          for (int p = 0; p < k; p++) {
            sum += a.get(i, p) * b.get(p, j);
          }
          assertThat(c.get(i, j))
              .as("(%d, %d) on %d threads", i, j, threads)
              .isCloseTo(2 * sum + 0.5 * before.get(i, j), within(1e-11));
        }
      }
    }
  }

  @Test
  void equalColumnsHaveEqualResults() {
    Tensor ones = Tensor.zeros(ElementType.FLOAT32, Shape.of(2048 * 1000));
    ones.fill(1);
    Tensor row = Tensor.zeros(ElementType.FLOAT32, Shape.of(2048));
    Initialiser.gaussian(0, 1e6).fill(row, new Noise(1));
    for (int threads : new int[] {1, 2, 3, 8}) {
      Tensor result = Tensor.zeros(ElementType.FLOAT32, Shape.of(1000));

      new ParallelGemm(threads)
          .multiply(1, row.matrix(1, 2048), ones.matrix(2048, 1000), 0, result.matrix(1, 1000));

      for (int i = 0; i < 1000; i++) {
        assertThat(result.get(i)).as("column %d, %d threads", i, threads).isEqualTo(result.get(0));
      }
    }
  }

  private static Matrix random(int rows, int columns, long key) {
    Tensor tensor = Tensor.zeros(ElementType.FLOAT64, Shape.of(rows * columns));
    Initialiser.gaussian(0, 1).fill(tensor, new Noise(key));
    return tensor.matrix(rows, columns);
  }
}
