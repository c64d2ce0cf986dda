package org.warpath.bench.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class LstmPairTest {
  private static final int STEPS = 5;
  private static final int BATCH = 4;
  private static final int INPUTS = 6;
  private static final int UNITS = 7;

  /** Outputs, gradients of inputs, and the weights' gradients, which steps share when fused. */
  @Test
  void theFusedLayerIsTheSeparateOnes() {
    StepByStep layers = new StepByStep(STEPS, BATCH, INPUTS, UNITS);
    try (LstmPair pair = new LstmPair(layers, ElementType.FLOAT64, Engine.cpu(1))) {
      pair.fused.forward(Mode.TRAINING);
      pair.fused.backward(pair.fusedSeeds);
      pair.stepByStep.forward(Mode.TRAINING);
      pair.stepByStep.backward(pair.seeds);
      Tensor y = pair.fused.read("y");
      Tensor dx = pair.fused.gradient("x");
      double[] dw = new double[4 * UNITS * INPUTS];
      double[] dr = new double[4 * UNITS * UNITS];
      for (int t = 0; t < STEPS; t++) {
        isClose(
            pair.stepByStep.read("h" + t).toArray(),
            y.slice((long) t * BATCH * UNITS, Shape.of(BATCH, UNITS)).toArray());
        isClose(
            pair.stepByStep.gradient("x" + t).toArray(),
            dx.slice((long) t * BATCH * INPUTS, Shape.of(BATCH, INPUTS)).toArray());
        add(pair.stepByStep.gradient("fromX" + t + ".weight"), dw);
        add(pair.stepByStep.gradient("fromH" + t + ".weight"), dr);
      }
      isClose(pair.fused.gradient("lstm.weight").toArray(), dw);
      isClose(pair.fused.gradient("lstm.recurrent").toArray(), dr);
    }
  }

  private static void add(Tensor gradient, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += gradient.get(i);
    }
  }

  private static void isClose(double[] found, double[] expected) {
    assertThat(found).containsExactly(expected, within(1e-11));
  }
}
