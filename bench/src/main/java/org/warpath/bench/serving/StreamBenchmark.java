package org.warpath.bench.serving;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.Random;
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
import org.warpath.api.service.formats.VectorFormat;
import org.warpath.graph.Graph;
import org.warpath.graph.ResidentStorage;
import org.warpath.graph.VertexNames;
import org.warpath.graph.VertexOrder;
import org.warpath.graph.export.VertexVector;
import org.warpath.linalg.sparse.Csr;

/** A million ranks written to nowhere; as JSON lines they have 47 MB, with names 72 MB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StreamBenchmark {
  private static final int VERTICES = 1_000_000;

  /** How they are written. */
  @Param public VectorFormat format;

  /** Whether vertices have names. */
  @Param({"false", "true"})
  public boolean named;

  private Graph graph;
  private VertexVector ranks;

  /** Draws ranks, a few of them large. */
  @Setup
  public void draw() {
    Arena arena = Arena.ofShared();
    Csr rows = Csr.of(arena, VERTICES, new long[VERTICES + 1], new int[0], null);
    Optional<VertexNames> names = named ? Optional.of(Titles.drawn(VERTICES)) : Optional.empty();
    graph =
        new Graph(
            new ResidentStorage(arena, false, rows, rows, VertexOrder.identity(VERTICES), names));
    Random random = new Random(2);
    ranks =
        VertexVector.of(random.doubles(VERTICES).map(x -> Math.pow(x, -0.8) / VERTICES).toArray());
  }

  /** Frees the graph. */
  @TearDown
  public void free() {
    graph.close();
  }

  /** By {@link VectorFormat#write}. */
  @Benchmark
  public void write() throws IOException {
    format.write(ranks, graph, OutputStream.nullOutputStream());
  }
}
