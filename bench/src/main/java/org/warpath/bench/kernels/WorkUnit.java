package org.warpath.bench.kernels;

/** What an operation's work is counted in. */
enum WorkUnit {
  EDGES(1e6, "M edges/s"),
  OPERATIONS(1e9, "GFLOP/s"),
  BYTES(1e9, "GB/s");

  private final double scale;
  private final String rate;

  WorkUnit(double scale, String rate) {
    this.scale = scale;
    this.rate = rate;
  }

  /** Such as {@code "44.5 GB/s"}. */
  String rate(double work, double milliseconds) {
    return "%.4g %s".formatted(work / (milliseconds * 1e-3) / scale, rate);
  }
}
