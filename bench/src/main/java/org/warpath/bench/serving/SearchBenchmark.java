package org.warpath.bench.serving;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.warpath.graph.names.NameTable;

/** The ten names nearest to what somebody typed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SearchBenchmark {
  /** How many names there are. */
  @Param({"15000", "1000000"})
  public int names;

  /** One letter, a beginning, a name with typing errors. */
  @Param({"b", "berl", "Marnit Standly"})
  public String query;

  private NameTable table;

  /** Draws the names. */
  @Setup
  public void draw() {
    table = Titles.drawn(names);
  }

  /** By {@link NameTable#nearest}. */
  @Benchmark
  public int[] nearest() {
    return table.nearest(query, 10);
  }
}
