package org.warpath.bench.math;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.blas.SparseBlas;

/**
 * y = A·x of float64 with the seven-point Laplacian of a cube, beside reading as many bytes as that
 * must move: 12 an entry, 8 a row for its offset, 8 for each element of x and y.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SpmvBenchmark {
  private static final int TASKS = 256;

  /** Points along each edge of the cube: side³ rows. */
  @Param("160")
  public int side;

  private final Engine.Cpu engine = Engine.cpu();
  private final Arena arena = Arena.ofShared();
  private Csr matrix;
  private Vector x;
  private Vector y;
  private MemorySegment bytes;

  /** Makes the matrix. */
  @Setup
  public void fill() {
    matrix = Laplacian.ofCube(arena, side, ElementType.FLOAT64);
    int rows = matrix.rowCount();
    x = Vector.zeros(arena, ElementType.FLOAT64, rows);
    y = Vector.zeros(arena, ElementType.FLOAT64, rows);
    for (int i = 0; i < rows; i++) {
      x.set(i, i % 7);
    }
    long moved = 12 * matrix.entryCount() + 8L * (rows + 1) + 16L * rows;
    bytes = arena.allocate(Math.ceilDiv(moved, TASKS * 8L) * TASKS * 8L, 64);
    bytes.fill((byte) 1);
  }

  /** Frees it. */
  @TearDown
  public void free() {
    arena.close();
  }

  /** By {@link SparseBlas#spmv}. */
  @Benchmark
  public Vector warpath() {
    SparseBlas.spmv(1, matrix, x, 0, y, engine);
    return y;
  }

  /** Adds up as many bytes as a product moves. */
  @Benchmark
  public long read() {
    int words = Math.toIntExact(bytes.byteSize() / Long.BYTES / TASKS);
    return Parallel.sumLong(engine.threads(), TASKS, task -> sum((long) task * words, words));
  }

  // The plainest loop is the one the compiler vectorises; a bound of type long keeps it from that.
  private long sum(long from, int words) {
    MemorySegment part = bytes.asSlice(from * Long.BYTES, (long) words * Long.BYTES);
    long sum = 0;
    for (int i = 0; i < words; i++) {
      sum += part.getAtIndex(JAVA_LONG, i);
    }
    return sum;
  }
}
