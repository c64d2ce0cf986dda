package org.warpath.bench;

import java.util.List;

/** What {@link MathBench} compares. */
enum MathSuite {
  /** Dense products. */
  GEMM("GemmBenchmark", "C = A·B, float64, %s×%s", "size", "2048", "64");

  private final String benchmark;
  private final String title;
  private final String parameter;
  private final String size;
  private final String smallSize;

  MathSuite(String benchmark, String title, String parameter, String size, String smallSize) {
    this.benchmark = benchmark;
    this.title = title;
    this.parameter = parameter;
    this.size = size;
    this.smallSize = smallSize;
  }

  /**
   * One benchmark's time over another's.
   *
   * @param above the benchmark whose time is divided
   * @param below the benchmark that divides
   * @param target what the ratio should at least be
   * @param meaning what it says
   */
  record Ratio(String above, String below, double target, String meaning) {}

  /** Matches the names of its benchmarks. */
  String pattern() {
    return "\\." + benchmark + "\\.";
  }

  String title(boolean small) {
    return title.replace("%s", size(small));
  }

  /** The JMH parameter that {@link #size} goes to. */
  String parameter() {
    return parameter;
  }

  String size(boolean small) {
    return small ? smallSize : size;
  }

  List<Ratio> ratios() {
    return switch (this) {
      case GEMM ->
          List.of(
              new Ratio("openBlas", "warpath", 0.95, "speed ÷ OpenBLAS called directly"),
              new Ratio("commonsMath", "warpath", 20, "speed ÷ Commons Math"));
    };
  }
}
