package org.warpath.nn.recurrent;

import org.jspecify.annotations.Nullable;
import org.warpath.nn.tensor.Tensor;

/** {@link Cell.Gru} for one sequence at a time; for one thread. */
final class GruLines {
  private final boolean isLinear;
  private final Lines lines;
  private final Squash squash;
  private final int units;
  private final int outputStride;
  private final @Nullable Tensor bias;
  private final double[] biasZ;
  private final double[] biasR;
  private final double[] biasN;
  private final double[] z;
  private final double[] r;
  private final double[] h;
  private final double[] c;

  GruLines(boolean isLinear, Extent extent, Lines lines, Squash squash, @Nullable Tensor bias) {
    this.isLinear = isLinear;
    this.lines = lines;
    this.squash = squash;
    this.bias = bias;
    units = extent.units();
    outputStride = extent.outputStride();
    biasZ = lines.loadSum(bias, 0, 3L * units);
    biasR = lines.loadSum(bias, units, 4L * units);
    // Linear before the reset, Rbh is in what is reset.
    biasN =
        isLinear
            ? lines.loadOrZeros(bias, 2L * units)
            : lines.loadSum(bias, 2L * units, 5L * units);
    z = lines.make();
    r = lines.make();
    h = lines.make();
    c = lines.make();
  }

  void gates(CellMath.Forward<Tensor> step, Tensor extra, int n) {
    long at = 3L * n * units;
    lines.load(step.gates(), at, z);
    lines.load(step.gates(), at + units, r);
    lines.add(biasZ, z);
    lines.add(biasR, r);
    if (isLinear) {
      lines.load(extra, at, c);
      lines.add(c, z);
      lines.load(extra, at + units, c);
      lines.add(c, r);
    }
    squash.logistic(z, units);
    squash.logistic(r, units);
    lines.store(z, step.gates(), at);
    lines.store(r, step.gates(), at + units);
    if (isLinear) {
      resetProduct(step, extra, at + 2L * units);
    } else {
      lines.load(step.before(), (long) n * units, h);
      for (int k = 0; k < units; k++) {
        h[k] *= r[k];
      }
      lines.store(h, extra, (long) n * units);
    }
  }

  private void resetProduct(CellMath.Forward<Tensor> step, Tensor extra, long at) {
    lines.load(extra, at, c);
    if (bias != null) {
      lines.load(bias, 5L * units, h);
      lines.add(h, c);
      lines.store(c, extra, at);
    }
    lines.load(step.gates(), at, h);
    for (int k = 0; k < units; k++) {
      h[k] += r[k] * c[k];
    }
    lines.store(h, step.gates(), at);
  }

  void state(CellMath.Forward<Tensor> step, int n, boolean isBeyond) {
    long at = (long) n * units;
    lines.load(step.before(), at, h);
    if (isBeyond) {
      lines.store(h, step.after(), at);
      lines.store(lines.make(), step.output(), (long) n * outputStride);
      return;
    }
    lines.load(step.gates(), 3 * at, z);
    lines.load(step.gates(), 3 * at + 2L * units, c);
    lines.add(biasN, c);
    squash.tanh(c, units);
    lines.store(c, step.gates(), 3 * at + 2L * units);
    for (int k = 0; k < units; k++) {
      h[k] = (1 - z[k]) * c[k] + z[k] * h[k];
    }
    lines.store(h, step.after(), at);
    lines.store(h, step.output(), (long) n * outputStride);
  }

  void stateBack(CellMath.Backward<Tensor> step, int n, boolean isBeyond) {
    long at = (long) n * units;
    if (isBeyond) {
      double[] zeros = lines.make();
      lines.store(zeros, step.gateGradients(), 3 * at);
      lines.store(zeros, step.gateGradients(), 3 * at + 2L * units);
      return;
    }
    lines.load(step.outputGradient(), (long) n * outputStride, r);
    lines.load(step.stateGradient(), at, h);
    lines.add(h, r);
    lines.load(step.gates(), 3 * at, z);
    lines.load(step.gates(), 3 * at + 2L * units, c);
    lines.load(step.before(), at, h);
    for (int k = 0; k < units; k++) {
      double gradient = r[k];
      double ofZ = gradient * (h[k] - c[k]) * z[k] * (1 - z[k]);
      c[k] = gradient * (1 - z[k]) * (1 - c[k] * c[k]);
      h[k] = gradient * z[k];
      z[k] = ofZ;
    }
    lines.store(z, step.gateGradients(), 3 * at);
    lines.store(c, step.gateGradients(), 3 * at + 2L * units);
    lines.store(h, step.stateGradient(), at);
  }

  void gatesBack(CellMath.Backward<Tensor> step, Tensor extra, Tensor extraGradient, int n) {
    long at = (long) n * units;
    lines.load(step.gates(), 3 * at + units, r);
    if (isLinear) {
      lines.load(extra, 3 * at + 2L * units, h);
      lines.load(step.gateGradients(), 3 * at + 2L * units, c);
    } else {
      lines.load(step.before(), at, h);
      lines.load(extraGradient, at, c);
    }
    for (int k = 0; k < units; k++) {
      double ofR = c[k] * h[k] * r[k] * (1 - r[k]);
      c[k] *= r[k];
      r[k] = ofR;
    }
    lines.store(r, step.gateGradients(), 3 * at + units);
    if (isLinear) {
      lines.load(step.gateGradients(), 3 * at, z);
      lines.store(z, extraGradient, 3 * at);
      lines.store(r, extraGradient, 3 * at + units);
      lines.store(c, extraGradient, 3 * at + 2L * units);
    } else {
      lines.load(step.stateGradient(), at, h);
      lines.add(c, h);
      lines.store(h, step.stateGradient(), at);
    }
  }
}
