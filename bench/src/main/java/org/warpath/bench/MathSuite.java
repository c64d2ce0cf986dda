package org.warpath.bench;

import java.util.List;
import org.warpath.bench.math.Fftw;

/** What {@link MathBench} compares. */
enum MathSuite {
  /** Dense products. */
  GEMM("GemmBenchmark", "C = A·B, float64, %s×%s", "size", "2048", "64"),
  /** Sparse products. */
  SPMV(
      "SpmvBenchmark",
      "y = A·x, float64, seven-point Laplacian of a cube of side %s",
      "side",
      "160",
      "8"),
  /** Fourier transforms. */
  FFT("FftBenchmark", "complex float64 transform of %s numbers", "length", "1048576", "1024");

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

  /** Matches the names of its benchmarks, but for those of what is not installed. */
  String pattern() {
    String installed = this == FFT && !Fftw.installed() ? "(?!fftw)" : "";
    return "\\." + benchmark + "\\." + installed;
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
      case SPMV -> List.of(new Ratio("read", "warpath", 0.7, "speed ÷ reading as many bytes"));
      case FFT ->
          List.of(
              new Ratio("commonsMath", "warpath", 10, "speed ÷ Commons Math"),
              new Ratio("commonsMath", "oneThread", 10, "speed of one thread ÷ Commons Math"),
              new Ratio("fftw", "warpath", 0.5, "speed ÷ FFTW on one thread"),
              new Ratio("fftw", "oneThread", 0.5, "speed of one thread ÷ FFTW on one thread"));
    };
  }
}
