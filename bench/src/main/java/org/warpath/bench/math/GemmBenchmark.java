package org.warpath.bench.math;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.linear.BlockRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.warpath.kernels.Engine;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.openblas.OpenBlas;

/**
 * C = A·B of float64: our API, the same library's {@code cblas_dgemm} called with nothing between,
 * and Commons Math, which is plain Java. 2 · size³ operations each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GemmBenchmark {
  private static final int ROW_MAJOR = 101;
  private static final int NO_TRANSPOSE = 111;

  /** Rows and columns of each matrix. */
  @Param("2048")
  public int size;

  private final Engine engine = Engine.cpu();
  private MethodHandle dgemm;
  private Matrix a;
  private Matrix b;
  private Matrix c;
  private RealMatrix mathA;
  private RealMatrix mathB;

  /** Fills the factors with numbers in [−1, 1). */
  @Setup
  public void fill() {
    dgemm =
        OpenBlas.function(
            "cblas_dgemm",
            FunctionDescriptor.ofVoid(
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_DOUBLE,
                ADDRESS,
                JAVA_INT,
                ADDRESS,
                JAVA_INT,
                JAVA_DOUBLE,
                ADDRESS,
                JAVA_INT));
    SplittableRandom random = new SplittableRandom(1);
    a = Matrix.of(random(random));
    b = Matrix.of(random(random));
    c = Matrix.of(new double[size][size]);
    mathA = new BlockRealMatrix(a.toArray());
    mathB = new BlockRealMatrix(b.toArray());
  }

  private double[][] random(SplittableRandom random) {
    double[][] rows = new double[size][];
    for (int i = 0; i < size; i++) {
      rows[i] = random.doubles(size, -1, 1).toArray();
    }
    return rows;
  }

  /** By {@link Blas#gemm}. */
  @Benchmark
  public Matrix warpath() {
    Blas.gemm(1, a, b, 0, c, engine);
    return c;
  }

  /** By the library itself. */
  @Benchmark
  public Matrix openBlas() throws Throwable {
    dgemm.invokeExact(
        ROW_MAJOR,
        NO_TRANSPOSE,
        NO_TRANSPOSE,
        size,
        size,
        size,
        1.0,
        a.memory(),
        size,
        b.memory(),
        size,
        0.0,
        c.memory(),
        size);
    return c;
  }

  /** By Commons Math, on one thread, as it has no other. */
  @Benchmark
  public RealMatrix commonsMath() {
    return mathA.multiply(mathB);
  }
}
