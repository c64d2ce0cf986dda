package org.warpath.nn.solver;

/** {@link UpdateRule.Form}s over arrays of float32. */
final class Float32Update {
  private final UpdateRule.Form form;
  private final float scale;
  private final float bound;
  private final float l2;
  private final float l1;
  private final float keep;
  private final float first;
  private final float firstGain;
  private final float second;
  private final float secondGain;
  private final float rate;
  private final float lookahead;
  private final float root;
  private final float epsilon;

  Float32Update(UpdateRule.Form form, GradientFactors gradient, UpdateRule.Factors factors) {
    this.form = form;
    scale = (float) gradient.scale();
    bound = (float) gradient.bound();
    l2 = (float) gradient.l2();
    l1 = (float) gradient.l1();
    keep = (float) factors.keep();
    first = (float) factors.first();
    firstGain = (float) factors.firstGain();
    second = (float) factors.second();
    secondGain = (float) factors.secondGain();
    rate = (float) factors.rate();
    lookahead = (float) factors.lookahead();
    root = (float) factors.root();
    epsilon = (float) factors.epsilon();
  }

  /** The first n elements; g is overwritten. */
  void apply(float[] w, float[] g, float[] s, float[] u, int n) {
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

  private void momentum(float[] w, float[] g, float[] s, int n) {
    for (int i = 0; i < n; i++) {
      float v = first * s[i] + firstGain * g[i];
      s[i] = v;
      w[i] = keep * w[i] - (rate * v + lookahead * g[i]);
    }
  }

  private void scaled(float[] w, float[] g, float[] s, int n) {
    for (int i = 0; i < n; i++) {
      float squares = second * s[i] + secondGain * (g[i] * g[i]);
      s[i] = squares;
      w[i] = keep * w[i] - rate * g[i] / ((float) Math.sqrt(squares) + epsilon);
    }
  }

  private void moments(float[] w, float[] g, float[] s, float[] u, int n) {
    for (int i = 0; i < n; i++) {
      float mean = first * s[i] + firstGain * g[i];
      float squares = second * u[i] + secondGain * (g[i] * g[i]);
      s[i] = mean;
      u[i] = squares;
      w[i] = keep * w[i] - rate * mean / (root * (float) Math.sqrt(squares) + epsilon);
    }
  }

  private void steps(float[] w, float[] g, float[] s, float[] u, int n) {
    for (int i = 0; i < n; i++) {
      float squares = second * s[i] + secondGain * (g[i] * g[i]);
      float step = g[i] * (float) Math.sqrt((u[i] + epsilon) / (squares + epsilon));
      s[i] = squares;
      u[i] = second * u[i] + secondGain * (step * step);
      w[i] = keep * w[i] - rate * step;
    }
  }
}
