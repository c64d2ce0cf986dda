package org.warpath.bench.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import org.warpath.graph.build.Ordering;
import org.warpath.graph.io.GraphFiles;
import org.warpath.graph.io.ImportOptions;
import org.warpath.kernels.RunControl;

/**
 * Reads a plain text edge list that the system caches: parses it and sorts its edges into rows; no
 * order by degree, no in-edges.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class EdgeListBenchmark {
  /** The logarithm to base 2 of the vertex count; lines are 16 times as many as vertices. */
  @Param("17")
  public int scale;

  private final ImportOptions options =
      ImportOptions.defaults().withBuild(BuildOptions.defaults().withOrdering(Ordering.NONE));
  private Path text;

  /** Writes the text. */
  @Setup
  public void write() throws IOException {
    text = Files.createTempFile("warpath-bench-", ".txt");
    new Kronecker(scale).writeText(text);
  }

  /** Deletes it. */
  @TearDown
  public void delete() throws IOException {
    Files.delete(text);
  }

  /** By {@link GraphFiles#importFrom}; the graph's edge count. */
  @Benchmark
  public long parse() throws IOException {
    try (Imported imported = GraphFiles.importFrom(List.of(text), options, RunControl.none())) {
      return imported.graph().edgeCount();
    }
  }
}
