package org.warpath.bench.graph;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.generate.WikipediaLike;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.graph.pagerank.PageRankResult;
import org.warpath.graph.pagerank.Precision;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/**
 * PageRank's pull over the in-edges of a synthetic Wikipedia, {@link #ITERATIONS} times, float32.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PageRankBenchmark {
  /** Passes over all links in one operation. */
  public static final int ITERATIONS = 10;

  /** Links drawn, a few of which are dropped. */
  @Param("8000000")
  public long links;

  private final Engine engine = Engine.cpu();
  private final PageRankOptions options =
      PageRankOptions.defaults().withIterations(ITERATIONS).withPrecision(Precision.FLOAT32);
  private Imported imported;

  /** Draws the graph. */
  @Setup
  public void draw() throws IOException {
    imported =
        WikipediaLike.ofLinks(links, 1)
            .generate(BuildOptions.defaults(), Optional.empty(), RunControl.none());
  }

  /** Frees it. */
  @TearDown
  public void free() {
    imported.close();
  }

  /** By {@link PageRank#run}. */
  @Benchmark
  public PageRankResult pull() {
    return PageRank.run(imported.graph(), options, engine);
  }
}
