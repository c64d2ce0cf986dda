package org.warpath.linalg.elements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Random;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

class CpuReductionsTest extends ReductionsContract {

  @Override
  Engine engine() {
    return Engine.cpu(2);
  }

  private static Vector random(ElementType type, int length) {
    Random random = new Random(61);
    Vector x = Vector.zeros(type, length);
    for (int i = 0; i < length; i++) {
      x.set(i, random.nextDouble());
    }
    return x;
  }

  @Test
  void bitsDoNotDependOnTheNumberOfThreads() {
    Vector x = random(ElementType.FLOAT32, 700_000);
    Matrix a = new Matrix(ElementType.FLOAT32, x.memory(), 700, 1000, 1, 700);
    for (Reduction reduction : Reduction.values()) {
      double one = Reductions.reduce(reduction, x, Engine.cpu(1));
      Vector rows = Vector.zeros(ElementType.FLOAT64, 700);
      Reductions.reduceRows(reduction, a, rows, Engine.cpu(1));
      for (int threads = 2; threads <= 5; threads++) {
        assertThat(Reductions.reduce(reduction, x, Engine.cpu(threads))).isEqualTo(one);
        Vector others = Vector.zeros(ElementType.FLOAT64, 700);
        Reductions.reduceRows(reduction, a, others, Engine.cpu(threads));
        assertThat(others.toArray()).isEqualTo(rows.toArray());
      }
    }
  }

  @Test
  void sumsAreAsPreciseAsPairwiseOnes() {
    Vector x = random(ElementType.FLOAT64, 400_000);
    BigDecimal exact = BigDecimal.ZERO;
    for (double value : x.toArray()) {
      exact = exact.add(new BigDecimal(value));
    }
    // 32 numbers in a chain, four chains, and a tree of 12 levels: at most 46 additions each.
    double bound = 46 * 0x1p-53 * exact.doubleValue();
    assertThat(Reductions.reduce(Reduction.SUM, x, engine()))
        .isCloseTo(exact.doubleValue(), within(bound));
  }

  @Test
  void normsAndMeansAreThoseOfCommonsMath() {
    Vector x = random(ElementType.FLOAT64, 10_000);
    ArrayRealVector reference = new ArrayRealVector(x.toArray(), false);
    double close = 10_000 * 0x1p-52;
    assertThat(Reductions.reduce(Reduction.NORM_2, x, engine()))
        .isCloseTo(reference.getNorm(), within(close * reference.getNorm()));
    assertThat(Reductions.reduce(Reduction.NORM_1, x, engine()))
        .isCloseTo(reference.getL1Norm(), within(close * reference.getL1Norm()));
    assertThat(Reductions.reduce(Reduction.NORM_INFINITY, x, engine()))
        .isEqualTo(reference.getLInfNorm());
    assertThat(Reductions.reduce(Reduction.MEAN, x, engine()))
        .isCloseTo(StatUtils.mean(x.toArray()), within(close));
    assertThat(Reductions.indexOf(Extreme.MAX, x, engine())).isEqualTo(reference.getMaxIndex());
    assertThat(Reductions.indexOf(Extreme.MIN, x, engine())).isEqualTo(reference.getMinIndex());
  }
}
