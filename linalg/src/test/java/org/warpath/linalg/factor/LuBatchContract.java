package org.warpath.linalg.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.warpath.linalg.ElementType.FLOAT16;
import static org.warpath.linalg.ElementType.FLOAT32;
import static org.warpath.linalg.ElementType.FLOAT64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;

/** What {@link LuBatch} does on every engine. */
abstract class LuBatchContract {

  abstract Engine engine();

  static MatrixBatch random(ElementType type, int count, int rows, int columns, long seed) {
    MatrixBatch batch = MatrixBatch.zeros(type, count, rows, columns);
    for (int i = 0; i < count; i++) {
      Packing.copy(Sample.random(type, rows, columns, seed + i), batch.get(i), 1);
    }
    return batch;
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 100, 5, 2",
    "FLOAT64, 3, 70, 4",
    "FLOAT64, 0, 3, 1",
    "FLOAT64, 5, 0, 2",
    "FLOAT64, 5, 1, 0",
    "FLOAT64, 5, 1, 1",
    "FLOAT32, 1, 33, 3"
  })
  void eachIsFactoredAndSolved(ElementType type, int count, int size, int columns) {
    MatrixBatch a = random(type, count, size, size, 1);
    MatrixBatch b = random(type, count, size, columns, 1000);
    LuBatch lu = LuBatch.of(a, engine());
    assertThat(lu.count()).isEqualTo(count);
    MatrixBatch x = lu.solve(b);
    MatrixBatch y = LuBatch.of(a.transposed(), engine()).solve(b);
    for (int i = 0; i < count; i++) {
      Matrix own = a.get(i);
      Lu factors = lu.get(i);
      Matrix product = Exact.product(factors.lower(), factors.upper());
      double norm = Exact.norm(own);
      Exact.assertClose(product, Exact.rows(own, factors.rowOrder()), type, 2, norm);
      double scale = norm * Exact.norm(x.get(i));
      Exact.assertClose(Exact.product(own, x.get(i)), b.get(i), type, 2, scale);
      double turned = norm * Exact.norm(y.get(i));
      Exact.assertClose(Exact.product(own.transposed(), y.get(i)), b.get(i), type, 2, turned);
    }
  }

  @Test
  void oneRightSideServesAllAtABatchStrideOfZero() {
    MatrixBatch a = random(FLOAT64, 4, 6, 6, 2);
    Matrix b = Sample.random(FLOAT64, 6, 2, 3);
    MatrixBatch same = new MatrixBatch(FLOAT64, b.memory(), 4, 6, 2, 2, 1, 0);
    MatrixBatch x = Solve.solve(a, same, engine());
    MatrixBatch each = MatrixBatch.zeros(FLOAT64, 4, 6, 2);
    for (int i = 0; i < 4; i++) {
      Packing.copy(b, each.get(i), 1);
    }
    MatrixBatch expected = Solve.solve(a, each, engine());
    for (int i = 0; i < 4; i++) {
      assertThat(x.get(i).toArray()).isDeepEqualTo(expected.get(i).toArray());
    }
  }

  @Test
  void wrongInputIsRefusedNamingTheMatrix() {
    Engine engine = engine();
    MatrixBatch a = random(FLOAT64, 4, 3, 3, 4);
    MatrixBatch b = random(FLOAT64, 4, 3, 1, 5);
    for (int j = 0; j < 3; j++) {
      a.get(2).set(j, 1, 0);
    }
    LuBatch lu = LuBatch.of(a, engine);
    assertThat(lu.get(2).isSingular()).isTrue();
    assertThatThrownBy(() -> lu.solve(b))
        .isInstanceOf(SingularMatrixException.class)
        .hasMessage("solve, matrix 2: the matrix is singular: pivot 1 is 0");
    a.get(3).set(0, 2, Double.NaN);
    assertThatThrownBy(() -> LuBatch.of(a, engine))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lu, matrix 3: A(0, 2) is NaN: every element must be finite");
    MatrixBatch wide = MatrixBatch.zeros(FLOAT64, 2, 3, 4);
    assertThatThrownBy(() -> LuBatch.of(wide, engine))
        .hasMessage("lu: matrices must be square, are 2 of 3×4");
    MatrixBatch half = MatrixBatch.zeros(FLOAT16, 2, 3, 3);
    assertThatThrownBy(() -> LuBatch.of(half, engine))
        .hasMessageStartingWith("lu: elements must be float32 or float64, were FLOAT16");
    MatrixBatch other = MatrixBatch.zeros(FLOAT32, 4, 3, 1);
    LuBatch good = LuBatch.of(random(FLOAT64, 4, 3, 3, 6), engine);
    assertThatThrownBy(() -> good.solve(other))
        .hasMessage(
            "solve: A is 4 of 3×3 of FLOAT64, B is 4 of 3×1 of FLOAT32: counts, rows and types"
                + " must agree");
    assertThatThrownBy(() -> good.solve(wide)).isInstanceOf(IllegalArgumentException.class);
  }
}
