package org.warpath.nn.solver;

import java.util.List;
import org.warpath.nn.tensor.Tensor;

/** The rules as their papers and Caffe's sources print them, element by element. */
final class ReferenceSolver {
  private final Solver solver;
  private final double[][] w;
  private final double[][] s;
  private final double[][] u;

  ReferenceSolver(Solver solver, List<Tensor> weights) {
    this.solver = solver;
    w = weights.stream().map(Tensor::toArray).toArray(double[][]::new);
    s = weights.stream().map(t -> new double[t.toArray().length]).toArray(double[][]::new);
    u = weights.stream().map(t -> new double[t.toArray().length]).toArray(double[][]::new);
  }

  double weight(int parameter, int element) {
    return w[parameter][element];
  }

  void update(List<Tensor> gradients, int t) {
    double squares = 0;
    for (Tensor gradient : gradients) {
      for (double g : gradient.toArray()) {
        squares += g * g;
      }
    }
    double norm = Math.sqrt(squares);
    double limit = solver.clipping().norm();
    for (int p = 0; p < w.length; p++) {
      for (int i = 0; i < w[p].length; i++) {
        double g = gradients.get(p).get(i);
        g = norm > limit ? g * limit / norm : g;
        g = Math.clamp(g, -solver.clipping().value(), solver.clipping().value());
        g += solver.decay().l2() * w[p][i] + solver.decay().l1() * Math.signum(w[p][i]);
        change(p, i, g, solver.rate().at(t), t);
      }
    }
  }

  private void change(int p, int i, double g, double rate, int t) {
    switch (solver.rule()) {
      case Sgd sgd -> sgd(sgd, p, i, g, rate, t);
      case RmsProp rms -> {
        s[p][i] = rms.decay() * s[p][i] + (1 - rms.decay()) * g * g;
        w[p][i] -= rate * g / (Math.sqrt(s[p][i]) + rms.epsilon());
      }
      case Adagrad adagrad -> {
        s[p][i] += g * g;
        w[p][i] -= rate * g / (Math.sqrt(s[p][i]) + adagrad.epsilon());
      }
      case AdaDelta delta -> {
        double rho = delta.decay();
        s[p][i] = rho * s[p][i] + (1 - rho) * g * g;
        double step =
            Math.sqrt(u[p][i] + delta.epsilon()) / Math.sqrt(s[p][i] + delta.epsilon()) * g;
        u[p][i] = rho * u[p][i] + (1 - rho) * step * step;
        w[p][i] -= rate * step;
      }
      case Adam adam -> adam(adam, p, i, g, rate, t);
      case AdamW decoupled -> {
        w[p][i] -= rate * decoupled.decay() * w[p][i];
        adam(decoupled.adam(), p, i, g, rate, t);
      }
    }
  }

  private void sgd(Sgd sgd, int p, int i, double g, double rate, int t) {
    double before = s[p][i];
    if (sgd.convention() == Sgd.Convention.CAFFE) {
      s[p][i] = sgd.momentum() * before + rate * g;
      w[p][i] -=
          sgd.isNesterov() ? (1 + sgd.momentum()) * s[p][i] - sgd.momentum() * before : s[p][i];
    } else {
      s[p][i] = sgd.momentum() * before + (t > 0 ? sgd.gain() : 1) * g;
      w[p][i] -= rate * (sgd.isNesterov() ? g + sgd.momentum() * s[p][i] : s[p][i]);
    }
  }

  private void adam(Adam adam, int p, int i, double g, double rate, int t) {
    s[p][i] = adam.first() * s[p][i] + (1 - adam.first()) * g;
    u[p][i] = adam.second() * u[p][i] + (1 - adam.second()) * g * g;
    double first = 1 - Math.pow(adam.first(), t + 1);
    double second = 1 - Math.pow(adam.second(), t + 1);
    w[p][i] -=
        adam.correction() == Adam.Correction.EXACT
            ? rate * (s[p][i] / first) / (Math.sqrt(u[p][i] / second) + adam.epsilon())
            : rate * Math.sqrt(second) / first * s[p][i] / (Math.sqrt(u[p][i]) + adam.epsilon());
  }
}
