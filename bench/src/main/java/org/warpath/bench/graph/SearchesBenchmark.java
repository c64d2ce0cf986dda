package org.warpath.bench.graph;

import java.io.IOException;
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
import org.openjdk.jmh.infra.Blackhole;
import org.warpath.graph.Graph;
import org.warpath.graph.bfs.Bfs;
import org.warpath.graph.bfs.BfsOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.sssp.Sssp;
import org.warpath.graph.sssp.SsspOptions;
import org.warpath.kernels.Engine;

/**
 * Searches of a Kronecker graph from {@link #SOURCES} vertices, one after the other, so that every
 * operation does the same work. Without parents, which are found in a pass of their own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SearchesBenchmark {
  /** Searches in one operation. */
  public static final int SOURCES = 4;

  /** The logarithm to base 2 of the vertex count. */
  @Param("18")
  public int scale;

  private final Engine.Cpu engine = Engine.cpu();
  private Imported imported;
  private int[] sources;

  /** Draws the graph. */
  @Setup
  public void draw() throws IOException {
    imported = new Kronecker(scale).graph(engine.threads());
    sources = Kronecker.sources(imported.graph(), SOURCES);
  }

  /** Frees it. */
  @TearDown
  public void free() {
    imported.close();
  }

  /** Expands frontiers, by {@link Bfs#run}. */
  @Benchmark
  public void expand(Blackhole results) {
    Graph graph = imported.graph();
    for (int source : sources) {
      results.consume(Bfs.run(graph, BfsOptions.defaults(source).withParents(false), engine));
    }
  }

  /** Relaxes edges, by {@link Sssp#run}. */
  @Benchmark
  public void relax(Blackhole results) {
    Graph graph = imported.graph();
    for (int source : sources) {
      results.consume(Sssp.run(graph, SsspOptions.defaults(source).withParents(false), engine));
    }
  }
}
