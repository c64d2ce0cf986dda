package org.warpath.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.warpath.bench.cuda.BareCublas;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.blas.DeviceBlas;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.GemmMath;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.elements.DeviceElementwise;
import org.warpath.linalg.elements.Elementwise;

/**
 * C = A·B by {@link DeviceBlas} beside cuBLAS itself: the same library on the same matrices.
 *
 * @param device the device
 * @param runs rounds
 * @param report where the figures go
 */
record CudaGemmRuns(Device device, int runs, CudaMathReport report) {
  private static final int VERIFIED = 65;

  /** How products are formed. */
  private enum Kind {
    FLOAT64(ElementType.FLOAT64, GemmMath.FULL, VERIFIED * 0x1p-53),
    FLOAT32(ElementType.FLOAT32, GemmMath.FULL, VERIFIED * 0x1p-24),
    TF32(ElementType.FLOAT32, GemmMath.TF32, 0x1p-10),
    BFLOAT16(ElementType.BFLOAT16, GemmMath.FULL, 0x1p-8),
    FLOAT16(ElementType.FLOAT16, GemmMath.FULL, 0x1p-11);

    private final ElementType type;
    private final GemmMath math;
    private final double unit;

    /**
     * @param unit of a product of {@link #VERIFIED} terms, how far it may be off beside
     *     Σ|aᵢₖ|·|bₖⱼ|
     */
    Kind(ElementType type, GemmMath math, double unit) {
      this.type = type;
      this.math = math;
      this.unit = unit;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Of float64, on the host. */
  private record Factors(Matrix a, Matrix b) {
    static Factors random(int size) {
      return new Factors(CudaGemmRuns.random(size, 1), CudaGemmRuns.random(size, 2));
    }
  }

  private record Operands(DeviceMatrix a, DeviceMatrix b, DeviceMatrix c) {}

  /** Verifies, then measures each kind at each size. */
  void run(Iterable<Integer> sizes, ArrayNode figures) {
    report.title("C = A·B, size×size, beside cuBLAS called directly");
    for (Kind kind : Kind.values()) {
      verify(kind);
    }
    for (int size : sizes) {
      Factors factors = Factors.random(size);
      for (Kind kind : Kind.values()) {
        try (DeviceScope scope = device.scope();
            BareCublas bare = new BareCublas(scope)) {
          Operands of = operands(scope, factors, kind.type);
          DeviceBlas blas = new DeviceBlas(scope);
          DeviceRace race =
              DeviceRace.run(
                  scope,
                  runs,
                  () -> blas.gemm(1, of.a, of.b, 0, of.c, kind.math),
                  bare(bare, kind, of));
          report.product(kind + " " + size, 2.0 * size * size * size, race, figures);
        }
      }
    }
  }

  private static Runnable bare(BareCublas cublas, Kind kind, Operands of) {
    return cublas.gemm(
        kind.type, kind.math, of.c.rows(), of.a.memory(), of.b.memory(), of.c.memory());
  }

  /** The factors rounded to {@code type}, row-major. */
  private static Operands operands(DeviceScope scope, Factors factors, ElementType type) {
    int size = factors.a.rows();
    return new Operands(
        rounded(scope, factors.a, type),
        rounded(scope, factors.b, type),
        DeviceMatrix.allocate(scope, type, size, size, "C"));
  }

  private static DeviceMatrix rounded(DeviceScope scope, Matrix host, ElementType type) {
    DeviceMatrix wide = DeviceMatrix.uploaded(scope, host, "a factor of float64");
    DeviceMatrix rounded =
        DeviceMatrix.allocate(scope, type, host.rows(), host.columns(), "a factor");
    new DeviceElementwise(scope).copy(wide, rounded);
    scope.free(wide.memory());
    return rounded;
  }

  private static Matrix random(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Matrix matrix = Matrix.zeros(ElementType.FLOAT64, size, size);
    for (long i = 0; i < (long) size * size; i++) {
      ElementType.FLOAT64.set(matrix.memory(), i, random.nextDouble(-1, 1));
    }
    return matrix;
  }

  private void verify(Kind kind) {
    Factors factors = Factors.random(VERIFIED);
    Matrix a = factors.a.as(kind.type).as(ElementType.FLOAT64);
    Matrix b = factors.b.as(kind.type).as(ElementType.FLOAT64);
    double[] expected = flat(Blas.multiply(a, b, Engine.cpu()));
    double most =
        Arrays.stream(flat(Blas.multiply(magnitudes(a), magnitudes(b), Engine.cpu())))
            .max()
            .orElseThrow();
    double tolerance = 2 * kind.unit * most;
    try (DeviceScope scope = device.scope();
        BareCublas cublas = new BareCublas(scope)) {
      Operands of = operands(scope, factors, kind.type);
      new DeviceBlas(scope).gemm(1, of.a, of.b, 0, of.c, kind.math);
      requireSame(scope, kind + " by DeviceBlas", of.c, expected, tolerance);
      scope.zero(of.c.memory());
      bare(cublas, kind, of).run();
      requireSame(scope, kind + " by cuBLAS", of.c, expected, tolerance);
    }
  }

  private static void requireSame(
      DeviceScope scope, String what, DeviceMatrix c, double[] expected, double tolerance) {
    Matrix result = Matrix.zeros(c.type(), c.rows(), c.columns());
    c.download(scope, result);
    CudaMathReport.requireSame(what, flat(result), expected, tolerance);
  }

  private static double[] flat(Matrix matrix) {
    return Arrays.stream(matrix.toArray()).flatMapToDouble(Arrays::stream).toArray();
  }

  private static Matrix magnitudes(Matrix matrix) {
    Matrix magnitudes = Matrix.zeros(matrix.type(), matrix.rows(), matrix.columns());
    Elementwise.map(Math::abs, matrix, magnitudes, Engine.cpu());
    return magnitudes;
  }
}
