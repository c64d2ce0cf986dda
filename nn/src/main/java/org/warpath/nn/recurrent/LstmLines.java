package org.warpath.nn.recurrent;

import org.jspecify.annotations.Nullable;
import org.warpath.nn.tensor.Tensor;

/** {@link Cell.Lstm} for one sequence at a time; for one thread. */
final class LstmLines {
  private final Lines lines;
  private final Squash squash;
  private final int units;
  private final int outputStride;
  private final boolean hasPeepholes;
  private final double[] biasI;
  private final double[] biasO;
  private final double[] biasF;
  private final double[] biasC;
  private final double[] peepI;
  private final double[] peepO;
  private final double[] peepF;
  private final double[] i;
  private final double[] o;
  private final double[] f;
  private final double[] g;
  private final double[] before;
  private final double[] after;
  private final double[] bounded; // tanh c
  private final double[] state; // h, or its gradient
  private final double[] gradient;

  LstmLines(
      Extent extent,
      Lines lines,
      Squash squash,
      @Nullable Tensor bias,
      @Nullable Tensor peepholes) {
    this.lines = lines;
    this.squash = squash;
    units = extent.units();
    outputStride = extent.outputStride();
    hasPeepholes = peepholes != null;
    biasI = bias(bias, 0);
    biasO = bias(bias, 1);
    biasF = bias(bias, 2);
    biasC = bias(bias, 3);
    peepI = lines.loadOrZeros(peepholes, 0);
    peepO = lines.loadOrZeros(peepholes, units);
    peepF = lines.loadOrZeros(peepholes, 2L * units);
    i = lines.make();
    o = lines.make();
    f = lines.make();
    g = lines.make();
    before = lines.make();
    after = lines.make();
    bounded = lines.make();
    state = lines.make();
    gradient = lines.make();
  }

  private double[] bias(@Nullable Tensor bias, int gate) {
    return lines.loadSum(bias, (long) gate * units, (4L + gate) * units);
  }

  private void loadGates(Tensor gates, int n) {
    long at = 4L * n * units;
    lines.load(gates, at, i);
    lines.load(gates, at + units, o);
    lines.load(gates, at + 2L * units, f);
    lines.load(gates, at + 3L * units, g);
  }

  private void storeGates(Tensor gates, int n) {
    long at = 4L * n * units;
    lines.store(i, gates, at);
    lines.store(o, gates, at + units);
    lines.store(f, gates, at + 2L * units);
    lines.store(g, gates, at + 3L * units);
  }

  void forward(
      CellMath.Forward<Tensor> step, Tensor cellBefore, Tensor cellAfter, int n, boolean isBeyond) {
    long at = (long) n * units;
    lines.load(cellBefore, at, before);
    if (isBeyond) {
      lines.store(before, cellAfter, at);
      lines.load(step.before(), at, state);
      lines.store(state, step.after(), at);
      lines.store(lines.make(), step.output(), (long) n * outputStride);
      return;
    }
    loadGates(step.gates(), n);
    lines.add(biasI, i);
    lines.add(biasO, o);
    lines.add(biasF, f);
    lines.add(biasC, g);
    if (hasPeepholes) {
      addProduct(peepI, before, i);
      addProduct(peepF, before, f);
    }
    squash.logistic(i, units);
    squash.logistic(f, units);
    squash.tanh(g, units);
    for (int k = 0; k < units; k++) {
      double c = f[k] * before[k] + i[k] * g[k];
      after[k] = c;
      bounded[k] = c;
    }
    if (hasPeepholes) {
      addProduct(peepO, after, o);
    }
    squash.logistic(o, units);
    squash.tanh(bounded, units);
    for (int k = 0; k < units; k++) {
      state[k] = o[k] * bounded[k];
    }
    storeGates(step.gates(), n);
    lines.store(after, cellAfter, at);
    lines.store(state, step.after(), at);
    lines.store(state, step.output(), (long) n * outputStride);
  }

  private void addProduct(double[] a, double[] b, double[] to) {
    for (int k = 0; k < units; k++) {
      to[k] += a[k] * b[k];
    }
  }

  void backward(
      CellMath.Backward<Tensor> step,
      Tensor cellBefore,
      Tensor cellAfter,
      Tensor cellGradient,
      int n,
      boolean isBeyond) {
    if (isBeyond) {
      double[] zeros = lines.make();
      for (int gate = 0; gate < 4; gate++) {
        lines.store(zeros, step.gateGradients(), (4L * n + gate) * units);
      }
      return;
    }
    long at = (long) n * units;
    loadGates(step.gates(), n);
    lines.load(cellBefore, at, before);
    lines.load(cellAfter, at, bounded);
    squash.tanh(bounded, units);
    lines.load(step.outputGradient(), (long) n * outputStride, state);
    lines.load(step.stateGradient(), at, gradient);
    lines.add(gradient, state);
    lines.load(cellGradient, at, gradient);
    backward();
    storeGates(step.gateGradients(), n);
    lines.store(gradient, cellGradient, at);
    lines.store(lines.make(), step.stateGradient(), at);
  }

  /** Of gates and of c after, in place: their sums', and c's before. */
  private void backward() {
    for (int k = 0; k < units; k++) {
      double t = bounded[k];
      double open = o[k];
      double sumO = state[k] * t * open * (1 - open);
      gradient[k] += state[k] * open * (1 - t * t) + sumO * peepO[k];
      o[k] = sumO;
    }
    for (int k = 0; k < units; k++) {
      double forget = f[k];
      double sumF = gradient[k] * before[k] * forget * (1 - forget);
      double sumI = gradient[k] * g[k] * i[k] * (1 - i[k]);
      double sumG = gradient[k] * i[k] * (1 - g[k] * g[k]);
      gradient[k] = gradient[k] * forget + sumI * peepI[k] + sumF * peepF[k];
      i[k] = sumI;
      f[k] = sumF;
      g[k] = sumG;
    }
  }
}
