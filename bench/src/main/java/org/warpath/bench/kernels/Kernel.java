package org.warpath.bench.kernels;

import java.util.Locale;
import java.util.regex.Pattern;
import org.warpath.bench.graph.EdgeListBenchmark;
import org.warpath.bench.graph.Kronecker;
import org.warpath.bench.graph.PageRankBenchmark;
import org.warpath.bench.graph.SearchesBenchmark;
import org.warpath.bench.math.FftBenchmark;
import org.warpath.bench.math.GemmBenchmark;
import org.warpath.bench.math.SpmvBenchmark;
import org.warpath.bench.nn.ConvolutionBenchmark;

/** What {@link KernelsBench} times: a method under JMH, at a size. */
enum Kernel {
  PAGERANK_PULL(PageRankBenchmark.class, "pull", "links", 8_000_000, 20_000, WorkUnit.EDGES),
  BFS_EXPAND(SearchesBenchmark.class, "expand", "scale", 18, 10, WorkUnit.EDGES),
  SSSP_RELAX(SearchesBenchmark.class, "relax", "scale", 18, 10, WorkUnit.EDGES),
  EDGE_LIST_PARSE(EdgeListBenchmark.class, "parse", "scale", 17, 10, WorkUnit.EDGES),
  GEMM(GemmBenchmark.class, "warpath", "size", 2048, 64, WorkUnit.OPERATIONS),
  SPMV(SpmvBenchmark.class, "warpath", "side", 160, 8, WorkUnit.BYTES),
  FFT(FftBenchmark.class, "warpath", "length", 1 << 20, 1024, WorkUnit.OPERATIONS),
  CONVOLUTION_FORWARD(ConvolutionBenchmark.class, "forward", "side", 56, 4, WorkUnit.OPERATIONS),
  CONVOLUTION_BACKWARD(ConvolutionBenchmark.class, "backward", "side", 56, 4, WorkUnit.OPERATIONS);

  private final Class<?> benchmark;
  private final String method;
  private final String parameter;
  private final int size;
  private final int smallSize;
  private final WorkUnit unit;

  Kernel(
      Class<?> benchmark, String method, String parameter, int size, int smallSize, WorkUnit unit) {
    this.benchmark = benchmark;
    this.method = method;
    this.parameter = parameter;
    this.size = size;
    this.smallSize = smallSize;
    this.unit = unit;
  }

  /** The size is part of it, so that only equal work is compared. */
  String label(boolean small) {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", " + parameter + " " + size(small);
  }

  /** Matches its method and no other. */
  String pattern() {
    return "^" + Pattern.quote(benchmark.getName() + "." + method) + "$";
  }

  /** The JMH parameter that {@link #size} goes to. */
  String parameter() {
    return parameter;
  }

  int size(boolean small) {
    return small ? smallSize : size;
  }

  WorkUnit unit() {
    return unit;
  }

  /**
   * What one operation does, in {@link #unit}. Edges are those drawn, before parallel ones are
   * merged, once a search or iteration; floating-point operations are those of the definition, or 5
   * n log₂ n for a transform; bytes are those that must move.
   */
  double work(boolean small) {
    double n = size(small);
    return switch (this) {
      case PAGERANK_PULL -> PageRankBenchmark.ITERATIONS * n;
      case BFS_EXPAND, SSSP_RELAX ->
          SearchesBenchmark.SOURCES * Math.scalb((double) Kronecker.EDGE_FACTOR, size(small));
      case EDGE_LIST_PARSE -> Math.scalb((double) Kronecker.EDGE_FACTOR, size(small));
      case GEMM -> 2 * n * n * n;
      case SPMV -> 12 * (7 * n * n * n - 6 * n * n) + 8 * (n * n * n + 1) + 16 * n * n * n;
      case FFT -> 5 * n * Math.log(n) / Math.log(2);
      case CONVOLUTION_FORWARD -> ConvolutionBenchmark.operations(size(small));
      case CONVOLUTION_BACKWARD -> 2 * ConvolutionBenchmark.operations(size(small));
    };
  }
}
