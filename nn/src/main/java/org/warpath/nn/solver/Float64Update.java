package org.warpath.nn.solver;

/** {@link UpdateRule.Form}s over arrays of float64. */
final class Float64Update {
  private final UpdateRule.Form form;
  private final double scale;
  private final double bound;
  private final double l2;
  private final double l1;
  private final double keep;
  private final double first;
  private final double firstGain;
  private final double second;
  private final double secondGain;
  private final double rate;
  private final double lookahead;
  private final double root;
  private final double epsilon;

  Float64Update(UpdateRule.Form form, GradientFactors gradient, UpdateRule.Factors factors) {
    this.form = form;
    scale = gradient.scale();
    bound = gradient.bound();
    l2 = gradient.l2();
    l1 = gradient.l1();
    keep = factors.keep();
    first = factors.first();
    firstGain = factors.firstGain();
    second = factors.second();
    secondGain = factors.secondGain();
    rate = factors.rate();
    lookahead = factors.lookahead();
    root = factors.root();
    epsilon = factors.epsilon();
  }

  /** The first n elements; g is overwritten. */
  void apply(double[] w, double[] g, double[] s, double[] u, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = Math.max(-bound, Math.min(bound, scale * g[i])) + l2 * w[i] + l1 * Math.signum(w[i]);
    }
    switch (form) {
      case MOMENTUM -> momentum(w, g, s, n);
      case SCALED -> scaled(w, g, s, n);
      case MOMENTS -> moments(w, g, s, u, n);
      case STEPS -> steps(w, g, s, u, n);
    }
  }

  private void momentum(double[] w, double[] g, double[] s, int n) {
    for (int i = 0; i < n; i++) {
      double v = first * s[i] + firstGain * g[i];
      s[i] = v;
      w[i] = keep * w[i] - (rate * v + lookahead * g[i]);
    }
  }

  private void scaled(double[] w, double[] g, double[] s, int n) {
    for (int i = 0; i < n; i++) {
      double squares = second * s[i] + secondGain * (g[i] * g[i]);
      s[i] = squares;
      w[i] = keep * w[i] - rate * g[i] / (Math.sqrt(squares) + epsilon);
    }
  }

  private void moments(double[] w, double[] g, double[] s, double[] u, int n) {
    for (int i = 0; i < n; i++) {
      double mean = first * s[i] + firstGain * g[i];
      double squares = second * u[i] + secondGain * (g[i] * g[i]);
      s[i] = mean;
      u[i] = squares;
      w[i] = keep * w[i] - rate * mean / (root * Math.sqrt(squares) + epsilon);
    }
  }

  private void steps(double[] w, double[] g, double[] s, double[] u, int n) {
    for (int i = 0; i < n; i++) {
      double squares = second * s[i] + secondGain * (g[i] * g[i]);
      double step = g[i] * Math.sqrt((u[i] + epsilon) / (squares + epsilon));
      s[i] = squares;
      u[i] = second * u[i] + secondGain * (step * step);
      w[i] = keep * w[i] - rate * step;
    }
  }
}
