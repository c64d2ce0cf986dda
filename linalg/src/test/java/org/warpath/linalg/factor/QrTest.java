package org.warpath.linalg.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.warpath.linalg.ElementType.BFLOAT16;
import static org.warpath.linalg.ElementType.FLOAT32;
import static org.warpath.linalg.ElementType.FLOAT64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;

class QrTest {
  private static final Engine ENGINE = Engine.cpu(2);

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 1, 1", "FLOAT32, 70, 33", "FLOAT32, 33, 70", "FLOAT32, 1, 9", "FLOAT64, 9, 1",
    "FLOAT64, 130, 130", "FLOAT64, 300, 40", "FLOAT64, 0, 0", "FLOAT64, 0, 4", "FLOAT64, 4, 0"
  })
  void thinAndFullFactorsMultiplyToTheMatrix(ElementType type, int rows, int columns) {
    Matrix a = Sample.random(type, rows, columns, 1);
    for (boolean pivoted : new boolean[] {false, true}) {
      Qr qr = pivoted ? Qr.pivoted(a, ENGINE) : Qr.of(a, ENGINE);
      int smaller = Math.min(rows, columns);
      assertThat(qr.q().shape()).isEqualTo(rows + "×" + smaller);
      assertThat(qr.r().shape()).isEqualTo(smaller + "×" + columns);
      assertThat(qr.fullQ().shape()).isEqualTo(rows + "×" + rows);
      assertThat(qr.fullR().shape()).isEqualTo(rows + "×" + columns);
      Matrix ordered = Exact.columns(a, qr.columnOrder());
      double norm = Exact.norm(a);
      Exact.assertClose(Exact.product(qr.q(), qr.r()), ordered, type, 1, norm);
      Exact.assertClose(Exact.product(qr.fullQ(), qr.fullR()), ordered, type, 1, norm);
      Exact.assertOrthonormalColumns(qr.q());
      Exact.assertOrthonormalColumns(qr.fullQ());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyLayoutGivesTheSameBitsAndIsNotModified(Sample.Layout layout) {
    Matrix a = Sample.random(FLOAT32, 40, 25, 2);
    Matrix laid = Sample.as(layout, a);
    Qr qr = Qr.of(laid, ENGINE);
    assertThat(qr.r().toArray()).isDeepEqualTo(Qr.of(a, ENGINE).r().toArray());
    assertThat(laid.toArray()).isDeepEqualTo(a.toArray());
    Matrix b = Sample.random(FLOAT32, 40, 5, 3);
    assertThat(qr.applyQ(Sample.as(layout, b)).toArray()).isDeepEqualTo(qr.applyQ(b).toArray());
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, 70, 33", "FLOAT64, 33, 70", "FLOAT64, 6, 0", "FLOAT64, 1, 1"})
  void qIsAppliedWithoutBeingFormed(ElementType type, int rows, int columns) {
    for (int threads = 1; threads <= 2; threads++) {
      Qr qr = Qr.of(Sample.random(type, rows, columns, 4), Engine.cpu(threads));
      Matrix b = Sample.random(type, rows, 7, 5);
      Matrix q = qr.fullQ();
      double norm = Exact.norm(b);
      Exact.assertClose(qr.applyQ(b), Exact.product(q, b), type, 2, norm);
      Exact.assertClose(qr.applyTransposedQ(b), Exact.product(q.transposed(), b), type, 2, norm);
      Exact.assertClose(qr.applyTransposedQ(qr.applyQ(b)), b, type, 2, norm);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 20})
  void pivotingShowsTheRank(int rank) {
    for (ElementType type : new ElementType[] {FLOAT32, FLOAT64}) {
      Qr qr = Qr.pivoted(Sample.ofRank(type, 30, 20, rank, 6), ENGINE);
      assertThat(qr.rank()).isEqualTo(rank);
      double[] diagonal = qr.r().diagonal().toArray();
      for (int i = 1; i < rank; i++) {
        // Norms are updated, not formed anew: equal but for rounding.
        assertThat(Math.abs(diagonal[i])).isLessThanOrEqualTo(1.001 * Math.abs(diagonal[i - 1]));
      }
    }
  }

  @Test
  void aTighterToleranceCountsFewer() {
    Matrix a = Matrix.of(new double[][] {{1e-3, 0, 0}, {0, 1, 0}, {0, 0, 1e-6}});
    Qr qr = Qr.pivoted(a, ENGINE);
    assertThat(qr.columnOrder()).containsExactly(1, 0, 2);
    assertThat(qr.rank()).isEqualTo(3);
    assertThat(qr.rank(1e-4)).isEqualTo(2);
    assertThat(qr.rank(0.5)).isEqualTo(1);
    assertThat(Qr.of(a, ENGINE).columnOrder()).containsExactly(0, 1, 2);
  }

  @Test
  void wrongInputIsRefused() {
    Matrix a = Sample.random(FLOAT64, 4, 3, 7);
    Qr qr = Qr.of(a, ENGINE);
    assertThatThrownBy(qr::rank)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("rank: needs column pivoting: see Qr.pivoted");
    assertThatThrownBy(() -> Qr.pivoted(a, ENGINE).rank(Double.NaN))
        .hasMessage("rank: tolerance must be in [0, 1), was NaN");
    assertThatThrownBy(() -> qr.applyQ(a.transposed()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("applyQ: A is 4×3, B is 3×4: B needs 4 rows");
    assertThatThrownBy(() -> qr.applyTransposedQ(a.as(FLOAT32)))
        .hasMessage("applyTransposedQ: operands must have one type, had FLOAT64 and FLOAT32");
    assertThatThrownBy(() -> Qr.of(a.as(BFLOAT16), ENGINE))
        .hasMessageStartingWith("qr: elements must be float32 or float64, were BFLOAT16");
    a.set(3, 1, Double.NaN);
    assertThatThrownBy(() -> Qr.pivoted(a, ENGINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("qr: A(3, 1) is NaN: every element must be finite");
  }

  @Test
  void overflowIsAnErrorNotANaN() {
    double most = Double.MAX_VALUE;
    Matrix a = Matrix.of(new double[][] {{most, most}, {most, -most}});
    assertThatThrownBy(() -> Qr.of(a, ENGINE))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("qr: a result is beyond the range of FLOAT64: scale the matrix");
  }
}
