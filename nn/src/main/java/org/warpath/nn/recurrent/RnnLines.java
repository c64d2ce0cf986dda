package org.warpath.nn.recurrent;

import org.jspecify.annotations.Nullable;
import org.warpath.nn.tensor.Tensor;

/** {@link Cell.Rnn} for one sequence at a time; for one thread. */
final class RnnLines {
  private final boolean isRelu;
  private final Lines lines;
  private final Squash squash;
  private final int units;
  private final int outputStride;
  private final double[] bias;
  private final double[] state;
  private final double[] gradient;

  RnnLines(boolean isRelu, Extent extent, Lines lines, Squash squash, @Nullable Tensor biases) {
    this.isRelu = isRelu;
    this.lines = lines;
    this.squash = squash;
    units = extent.units();
    outputStride = extent.outputStride();
    bias = lines.loadSum(biases, 0, units);
    state = lines.make();
    gradient = lines.make();
  }

  void forward(CellMath.Forward<Tensor> step, int n, boolean isBeyond) {
    long at = (long) n * units;
    if (isBeyond) {
      lines.load(step.before(), at, state);
      lines.store(state, step.after(), at);
      lines.store(lines.make(), step.output(), (long) n * outputStride);
      return;
    }
    lines.load(step.gates(), at, state);
    lines.add(bias, state);
    if (isRelu) {
      for (int i = 0; i < units; i++) {
        state[i] = Math.max(state[i], 0);
      }
    } else {
      squash.tanh(state, units);
    }
    lines.store(state, step.gates(), at);
    lines.store(state, step.after(), at);
    lines.store(state, step.output(), (long) n * outputStride);
  }

  void backward(CellMath.Backward<Tensor> step, int n, boolean isBeyond) {
    long at = (long) n * units;
    if (isBeyond) {
      lines.store(lines.make(), step.gateGradients(), at);
      return;
    }
    lines.load(step.outputGradient(), (long) n * outputStride, gradient);
    lines.load(step.stateGradient(), at, state);
    lines.add(state, gradient);
    lines.load(step.gates(), at, state);
    for (int i = 0; i < units; i++) {
      double slope = isRelu ? (state[i] > 0 ? 1 : 0) : 1 - state[i] * state[i];
      gradient[i] *= slope;
    }
    lines.store(gradient, step.gateGradients(), at);
    lines.store(lines.make(), step.stateGradient(), at);
  }
}
